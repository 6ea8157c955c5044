// Placement: the distance of a place in memory from the start of what it was allocated with.
import type { Checker } from '../../types/checker.ts';
import type { Var } from '../../types/object.ts';
import { under, varType } from '../../types/resolve.ts';
import { type Named, type Struct, Tag, type Type } from '../../types/type.ts';
import type { Access, Root, Step } from './access-path.ts';
import type { Layouts } from './layout.ts';

/** A field on the way from the start of the allocation to the place. */
export interface PlacedField {
  readonly field: Var;
  /** The struct that has it. */
  readonly struct: Struct;
  /** The named type whose declaration holds the field, perhaps through structs without a name. */
  readonly holder: Named | undefined;
  /** Names from the holder to the field: `Stats.Total`. */
  readonly path: string;
  /** Offset from the start of the allocation, in bytes. */
  readonly offset: number;
  /** Offset from the start of the holder. */
  readonly inHolder: number;
}

export interface Placement {
  /** Distance from the start in bytes, with every index 0 that is not known. */
  readonly offset: number;
  /** Sizes of the elements of arrays and slices whose index is not known. */
  readonly strides: readonly number[];
  readonly fields: readonly PlacedField[];
  /** What a pointer on the way points to: taken for the start of an allocation. Undefined: the start is certain. */
  readonly pointee: Type | undefined;
}

/** Whether every address the placement stands for is a multiple of 8. */
export function isAligned({ offset, strides }: Placement): boolean {
  return offset % 8 === 0 && strides.every((stride) => stride % 8 === 0);
}

/** A slice on the way: what it starts at, and the first of its elements. */
interface Window {
  readonly elem: Type;
  /** Undefined: from anywhere. */
  readonly low: number | undefined;
}

/** Where an access leads on the present targets; undefined where that is not known. @throws Split */
export function placementOf(c: Checker, { root, steps }: Access, layouts: Layouts): Placement | undefined {
  const walk = new Walk(c, root, layouts);
  for (const step of steps) if (!walk.take(step)) return undefined;
  return walk.placement;
}

/** Follows a path, and adds up distances. */
class Walk {
  private offset = 0;
  private strides: number[] = [];
  private fields: PlacedField[] = [];
  private pointee: Type | undefined;
  private holder: { readonly named: Named | undefined; readonly start: number; readonly path: string } | undefined;
  private window: Window | undefined;
  private type: Type;
  /** Whether the value so far is an address that was just made. */
  private isFresh: boolean;
  /** Whether the start is that of an allocation; else it is taken for one. */
  private isCertain = true;

  constructor(
    private readonly c: Checker,
    { type, isMade }: Root,
    private readonly layouts: Layouts,
  ) {
    this.type = type;
    this.isFresh = isMade === true;
  }

  get placement(): Placement {
    const { offset, strides, fields, pointee } = this;
    return { offset, strides, fields, pointee };
  }

  /** @returns false where it is not known what the step comes to */
  take(step: Step): boolean {
    const u = under(this.c, this.type);
    switch (step.kind) {
      case 'dereference':
        if (u.tag !== Tag.Pointer) return false;
        this.restart(u.elem);
        this.pointee = u.elem;
        return true;
      case 'cast':
        return this.cast(step.type);
      case 'slice':
        return this.slice(u, step.low);
      case 'element':
        return this.element(u, step.index);
      default:
        return this.field(u, step.index);
    }
  }

  /** What an address leads to begins. */
  private restart(type: Type): void {
    this.type = type;
    this.offset = 0;
    this.strides = [];
    this.fields = [];
    this.pointee = undefined;
    this.holder = undefined;
    this.window = undefined;
    this.isCertain = this.isFresh;
    this.isFresh = false;
  }

  private cast(type: Type): boolean {
    if (type === this.type) return true;
    // What has another type need not begin where an allocation does, and at an index that is not known it may lie anywhere.
    if (this.strides.length > 0 || !this.isCertain) return false;
    this.type = type;
    this.holder = undefined;
    this.window = undefined;
    return true;
  }

  private slice(u: Type, low: number | undefined): boolean {
    if (u.tag !== Tag.Array && u.tag !== Tag.Slice) return false;
    const before = this.window;
    if (u.tag === Tag.Slice && before === undefined) this.restart(u);
    const first = before === undefined ? 0 : before.low;
    this.window = { elem: u.elem, low: low === undefined || first === undefined ? undefined : low + first };
    this.type = this.c.pool.slice(u.elem);
    return true;
  }

  private element(u: Type, index: number | undefined): boolean {
    const { window } = this;
    if (u.tag !== Tag.Array && u.tag !== Tag.Slice) return this.read(u);
    if (u.tag === Tag.Slice && window === undefined) this.restart(u.elem);
    const size = this.layouts.size(u.elem);
    if (size === undefined) return false;
    const low = window === undefined ? 0 : window.low;
    if (index !== undefined && low !== undefined) this.offset += (low + index) * size;
    else if (u.tag === Tag.Slice || u.length > 1) this.strides.push(size);
    this.type = u.elem;
    this.holder = undefined;
    this.window = undefined;
    return true;
  }

  /** A value out of a map or a channel lies nowhere. */
  private read(u: Type): boolean {
    if (u.tag !== Tag.Map && u.tag !== Tag.Chan) return false;
    this.restart(u.elem);
    return true;
  }

  private field(u: Type, index: number): boolean {
    if (u.tag !== Tag.Struct) return false;
    const layout = this.layouts.ofStruct(u);
    const field = u.fields[index];
    if (layout === undefined || field === undefined) return false;
    const { type } = this;
    let { holder } = this;
    if (holder === undefined || type.tag === Tag.Named)
      holder = { named: type.tag === Tag.Named ? type : undefined, start: this.offset, path: '' };
    this.offset += layout.offsets[index]!;
    const path: string = holder.path === '' ? field.name : `${holder.path}.${field.name}`;
    this.holder = { ...holder, path };
    this.fields.push({
      field,
      struct: u,
      holder: holder.named,
      path,
      offset: this.offset,
      inHolder: this.offset - holder.start,
    });
    this.type = varType(this.c, field);
    return true;
  }
}
