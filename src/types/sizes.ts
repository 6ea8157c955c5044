// Sizes, alignments and offsets as the gc compiler lays them out (cmd/compile/internal/types2/gcsizes.go, sizes.go).
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import type { Var } from './object.ts';
import { under, varType } from './resolve.ts';
import { type Struct, Tag, type Type } from './type.ts';

/** Sizes above this are not computed: no object can be that large. */
const MAX_SIZE = 2 ** 50;

/** Where the fields of a struct lie, in bytes. */
export interface StructLayout {
  readonly offsets: readonly number[];
  readonly size: number;
  readonly align: number;
}

/** Size in bytes of a value on the present targets; undefined where it is not known. @throws Split */
export function sizeOf(c: Checker, type: Type, depth = 0): number | undefined {
  const u = under(c, type);
  const word = () => c.wordBits() / 8;
  switch (u.tag) {
    case Tag.Basic:
      if (u.bits !== 0) return u.bits / 8;
      return u.name === 'string' ? 2 * word() : word();
    case Tag.Array: {
      if (u.length === 0) return 0;
      const elem = u.length < 0 ? undefined : sizeOf(c, u.elem, depth + 1);
      const size = elem === undefined ? undefined : elem * u.length;
      return size !== undefined && size <= MAX_SIZE ? size : undefined;
    }
    case Tag.Slice:
      return 3 * word();
    case Tag.Struct:
      return layoutOf(c, u, depth + 1)?.size;
    case Tag.Interface:
      return type.tag === Tag.TypeParam ? undefined : 2 * word();
    case Tag.Pointer:
    case Tag.Map:
    case Tag.Chan:
    case Tag.Signature:
      return word();
    default:
      return undefined;
  }
}

/** Alignment in bytes. @throws Split */
export function alignOf(c: Checker, type: Type, depth = 0): number | undefined {
  if (isAlign64(type)) return 8;
  const u = under(c, type);
  switch (u.tag) {
    case Tag.Array:
      return alignOf(c, u.elem, depth + 1);
    case Tag.Struct:
      return layoutOf(c, u, depth + 1)?.align;
    case Tag.Slice:
    case Tag.Interface:
      return type.tag === Tag.TypeParam ? undefined : c.wordBits() / 8;
    case Tag.Basic: {
      if (u.name === 'string') return c.wordBits() / 8;
      // A complex number is aligned as its parts.
      const size = (u.bits === 0 ? c.wordBits() : u.bits) / 8 / (u.name.startsWith('complex') ? 2 : 1);
      return size <= 4 ? size : Math.min(size, c.maxAlign());
    }
    default:
      return sizeOf(c, type, depth);
  }
}

/** The marker type that makes atomic.Int64 and its like 8-byte aligned on every target. */
function isAlign64(type: Type): boolean {
  if (type.tag !== Tag.Named || type.object.name !== 'align64') return false;
  const path = type.object.package_?.path;
  return path === 'sync/atomic' || path === 'internal/runtime/atomic' || path === 'runtime/internal/atomic';
}

/** Nesting of structs by value beyond which a declaration must be cyclic. */
const MAX_DEPTH = 200;

/** Offsets, size and alignment of a struct; undefined where a field's is not known. @throws Split */
export function layoutOf(c: Checker, struct: Struct, depth = 0): StructLayout | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const known = c.layouts.get(struct);
  if (known !== undefined && (c.now & ~known.known) === 0) return known.get(c.now);
  const layout = computeLayout(c, struct, depth);
  // One that was given up somewhere below may be known from another start.
  if (layout === undefined) return undefined;
  if (known === undefined) c.layouts.set(struct, Cell.of(c.now, layout));
  else known.set(c.now, layout);
  return layout;
}

function computeLayout(c: Checker, struct: Struct, depth: number): StructLayout | undefined {
  c.step();
  const offsets: number[] = [];
  let offset = 0;
  let max = 1;
  let last = 0;
  for (const field of struct.fields) {
    const type = varType(c, field);
    const align = alignOf(c, type, depth);
    const size = sizeOf(c, type, depth);
    if (align === undefined || size === undefined) return undefined;
    max = Math.max(max, align);
    offset = roundUp(offset, align);
    offsets.push(offset);
    last = size;
    offset += size;
  }
  // A pointer past a trailing field of no size would point to another object.
  if (last === 0 && offset > 0) offset += 1;
  const size = roundUp(offset, max);
  return size > MAX_SIZE ? undefined : { offsets, size, align: max };
}

function roundUp(n: number, align: number): number {
  return Math.ceil(n / align) * align;
}

/**
 * The offset of a member in the innermost struct that is not reached through a pointer.
 * @param path the embedded fields on the way to `field`
 * @throws Split
 */
export function offsetOf(c: Checker, type: Type, path: readonly Var[], field: Var): number | undefined {
  let holder = type;
  let total = 0;
  for (const member of [...path, field]) {
    const struct = under(c, holder);
    if (struct.tag !== Tag.Struct) return undefined;
    const layout = layoutOf(c, struct);
    if (layout === undefined) return undefined;
    total += layout.offsets[struct.fields.indexOf(member)] ?? 0;
    holder = varType(c, member);
  }
  return total;
}

/** Whether the size of a type depends on a type parameter. @throws Split */
export function hasVariableSize(c: Checker, type: Type, seen: ReadonlySet<Type> = new Set()): boolean {
  if (type.tag === Tag.TypeParam) return true;
  if (seen.has(type)) return false;
  c.step();
  const inner = (part: Type) => hasVariableSize(c, part, new Set([...seen, type]));
  const u = under(c, type);
  if (u.tag === Tag.Array) return inner(u.elem);
  return u.tag === Tag.Struct && u.fields.some((field) => inner(varType(c, field)));
}
