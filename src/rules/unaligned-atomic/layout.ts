// Offsets of fields as they are, or as they would be with the fields of one struct in another order.
import type { TargetSet } from '../../platform/target.ts';
import type { Checker } from '../../types/checker.ts';
import type { Var } from '../../types/object.ts';
import { under, varType } from '../../types/resolve.ts';
import { alignOf, layoutOf, type StructLayout, sizeOf } from '../../types/sizes.ts';
import { type Struct, Tag, type Type } from '../../types/type.ts';

/** Another order of the fields of the struct that declares them. */
export type Order = (fields: readonly Var[]) => readonly Var[];

const MAX_DEPTH = 200;

/** Layouts on the present targets; `order` gives the order of any struct's fields, by default as declared. */
export class Layouts {
  private readonly known = new Map<Struct, Map<TargetSet, StructLayout | undefined>>();

  constructor(
    private readonly c: Checker,
    private readonly order?: Order,
  ) {}

  /** Offsets by the index of the field in the declaration; undefined where something is not known. @throws Split */
  ofStruct(struct: Struct, depth = 0): StructLayout | undefined {
    const { now } = this.c;
    const bySet = this.known.get(struct) ?? new Map<TargetSet, StructLayout | undefined>();
    this.known.set(struct, bySet);
    if (!bySet.has(now)) bySet.set(now, this.compute(struct, depth));
    return bySet.get(now);
  }

  private compute(struct: Struct, depth: number): StructLayout | undefined {
    const { c, order } = this;
    if (order === undefined) return layoutOf(c, struct);
    if (depth > MAX_DEPTH) return undefined;
    const offsets = new Map<Var, number>();
    let [offset, align, last] = [0, 1, 0];
    for (const field of order(struct.fields)) {
      const type = varType(c, field);
      const [size, own] = [this.size(type, depth + 1), alignOf(c, type)];
      if (size === undefined || own === undefined) return undefined;
      align = Math.max(align, own);
      offset = Math.ceil(offset / own) * own;
      offsets.set(field, offset);
      last = size;
      offset += size;
    }
    // A pointer past a trailing field of no size would point to another object.
    if (last === 0 && offset > 0) offset++;
    return {
      offsets: struct.fields.map((field) => offsets.get(field)!),
      size: Math.ceil(offset / align) * align,
      align,
    };
  }

  /** Size in bytes. @throws Split */
  size(type: Type, depth = 0): number | undefined {
    if (this.order === undefined) return sizeOf(this.c, type);
    const u = under(this.c, type);
    if (u.tag === Tag.Struct) return this.ofStruct(u, depth)?.size;
    if (u.tag !== Tag.Array || u.length < 0) return sizeOf(this.c, type);
    const elem = this.size(u.elem, depth + 1);
    return elem === undefined ? undefined : elem * u.length;
  }
}
