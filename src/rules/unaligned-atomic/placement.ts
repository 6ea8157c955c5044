// Placement: the distance of a place in memory from the start of what it was allocated with.
import type { Checker } from '../../types/checker.ts';
import type { Var } from '../../types/object.ts';
import { under, varType } from '../../types/resolve.ts';
import { type Named, type Struct, Tag, type Type } from '../../types/type.ts';
import type { Access } from './access-path.ts';
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

/** Where an access leads on the present targets; undefined where that is not known. @throws Split */
export function placementOf(c: Checker, { root, steps }: Access, layouts: Layouts): Placement | undefined {
  let type = root.type;
  let offset = 0;
  let strides: number[] = [];
  let fields: PlacedField[] = [];
  let pointee: Type | undefined;
  let holder: { readonly named: Named | undefined; readonly start: number; readonly path: string } | undefined;
  const restart = (elem: Type) => {
    [type, offset, strides, fields, holder] = [elem, 0, [], [], undefined];
  };
  for (const step of steps) {
    const u = under(c, type);
    if (step.kind === 'dereference') {
      if (u.tag !== Tag.Pointer) return undefined;
      restart(u.elem);
      pointee = u.elem;
    } else if (step.kind === 'element') {
      if (u.tag === Tag.Slice) {
        restart(u.elem);
        pointee = undefined;
      } else if (u.tag !== Tag.Array) return undefined;
      const size = layouts.size(u.elem);
      if (size === undefined) return undefined;
      if (step.index !== undefined) offset += step.index * size;
      else if (u.tag === Tag.Slice || u.length > 1) strides.push(size);
      type = u.elem;
      holder = undefined;
    } else {
      if (u.tag !== Tag.Struct) return undefined;
      const layout = layouts.ofStruct(u);
      const field = u.fields[step.index];
      if (layout === undefined || field === undefined) return undefined;
      if (holder === undefined || type.tag === Tag.Named)
        holder = { named: type.tag === Tag.Named ? type : undefined, start: offset, path: '' };
      offset += layout.offsets[step.index]!;
      const path: string = holder.path === '' ? field.name : `${holder.path}.${field.name}`;
      holder = { ...holder, path };
      fields.push({ field, struct: u, holder: holder.named, path, offset, inHolder: offset - holder.start });
      type = varType(c, field);
    }
  }
  return { offset, strides, fields, pointee };
}
