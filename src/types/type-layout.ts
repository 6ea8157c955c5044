// How a type lies in memory, in the words of its source: size, alignment and fields.
import type { Checker } from './checker.ts';
import { under, varType } from './resolve.ts';
import { alignOf, layoutOf, sizeOf } from './sizes.ts';
import { Struct, Tag, type Type } from './type.ts';

/** A field of a struct, in bytes from its beginning. */
export interface FieldLayout {
  readonly name: string;
  readonly type: string;
  readonly offset: number;
  readonly size: number;
}

/** A type on one target, in bytes. A type that is no struct has no fields. */
export interface TypeLayout {
  readonly size: number;
  readonly align: number;
  readonly fields: readonly FieldLayout[];
}

/** The layout of a type on the present targets; undefined where the size of a part is not known. @throws Split */
export function typeLayout(c: Checker, type: Type): TypeLayout | undefined {
  const size = sizeOf(c, type);
  const align = alignOf(c, type);
  const fields = fieldLayouts(c, type);
  return size === undefined || align === undefined || fields === undefined ? undefined : { size, align, fields };
}

function fieldLayouts(c: Checker, type: Type): FieldLayout[] | undefined {
  const struct = under(c, type);
  if (struct.tag !== Tag.Struct) return [];
  const layout = layoutOf(c, struct);
  return (
    layout &&
    struct.fields.map((field, i) => {
      const fieldType = varType(c, field);
      const size = sizeOf(c, fieldType) ?? 0;
      return { name: field.name, type: c.typeString(fieldType), offset: layout.offsets[i]!, size };
    })
  );
}

/** A field, or the bytes between two fields or behind the last one. */
export type LayoutRow = FieldLayout | { readonly name?: undefined; readonly offset: number; readonly size: number };

/** The fields of a struct with the padding between them. */
export function layoutRows({ size, fields }: TypeLayout): LayoutRow[] {
  return fields.flatMap((field, i) => {
    const end = field.offset + field.size;
    const padding = (fields[i + 1]?.offset ?? size) - end;
    return padding > 0 ? [field, { offset: end, size: padding }] : [field];
  });
}

/**
 * The size a struct would have with its fields in the order of their alignment, the widest first, which leaves no holes between them;
 * undefined where it is not known. Fields without size come first, as one at the end costs padding. @throws Split
 */
export function compactSize(c: Checker, struct: Struct): number | undefined {
  const fields = struct.fields.map((field) => {
    const type = varType(c, field);
    return { field, size: sizeOf(c, type), align: alignOf(c, type) };
  });
  if (fields.some(({ size, align }) => size === undefined || align === undefined)) return undefined;
  const sorted = fields.sort(
    (a, b) => Number(b.size === 0) - Number(a.size === 0) || b.align! - a.align! || b.size! - a.size!,
  );
  return layoutOf(
    c,
    new Struct(
      sorted.map(({ field }) => field),
      [],
    ),
  )?.size;
}
