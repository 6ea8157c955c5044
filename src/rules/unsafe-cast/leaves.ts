// The scalars that a value is made of, in the order of memory: what two types must agree on where one is used as the other.
import type { Checker } from '../../types/checker.ts';
import { under, varType } from '../../types/resolve.ts';
import { layoutOf, sizeOf } from '../../types/sizes.ts';
import { Tag, type Type } from '../../types/type.ts';
import { PADDING } from '../support/kernel-package.ts';

/** A scalar inside a value. Bytes. */
export interface Leaf {
  readonly offset: number;
  readonly size: number;
  /** The fields on the way to it, `header.len`, with the names that words of strings, slices and interfaces have; empty for a scalar itself. */
  readonly name: string;
}

/** Values of more scalars are not compared. */
const MAX_LEAVES = 200;
const MAX_DEPTH = 20;

/** The words that values are made of which are no structs: as package reflect and runtime/runtime2.go name them. */
const WORDS = {
  string: ['Data', 'Len'],
  slice: ['Data', 'Len', 'Cap'],
  any: ['_type', 'data'],
  interface: ['tab', 'data'],
} as const;

/**
 * The scalars of a type on the present targets; without padding; an array of bytes counts as one, and strings, slices and interfaces as their words.
 * @returns undefined where they are not known, or too many
 * @throws Split
 */
export function leavesOf(c: Checker, type: Type): readonly Leaf[] | undefined {
  const leaves: Leaf[] = [];
  return add(c, leaves, type, 0, '', 0) ? leaves : undefined;
}

function add(c: Checker, leaves: Leaf[], type: Type, offset: number, name: string, depth: number): boolean {
  if (leaves.length >= MAX_LEAVES || depth > MAX_DEPTH) return false;
  const size = sizeOf(c, type);
  if (size === undefined) return false;
  const u = under(c, type);
  switch (u.tag) {
    case Tag.Struct: {
      const layout = layoutOf(c, u);
      return (
        layout !== undefined &&
        u.fields.every((field, i) => {
          if (PADDING.test(field.name)) return true;
          return add(c, leaves, varType(c, field), offset + layout.offsets[i]!, within(name, field.name), depth + 1);
        })
      );
    }
    case Tag.Array: {
      const elem = sizeOf(c, u.elem);
      if (elem === 1) break;
      if (elem === undefined || u.length > MAX_LEAVES) return false;
      for (let i = 0; i < u.length; i++)
        if (!add(c, leaves, u.elem, offset + i * elem, `${name}[${i}]`, depth + 1)) return false;
      return true;
    }
    default: {
      const words = wordsOf(u);
      if (words === undefined) break;
      const word = size / words.length;
      words.forEach((part, i) => {
        leaves.push({ offset: offset + i * word, size: word, name: within(name, part) });
      });
      return true;
    }
  }
  if (size > 0) leaves.push({ offset, size, name });
  return true;
}

function wordsOf(u: Type): readonly string[] | undefined {
  switch (u.tag) {
    case Tag.Slice:
      return WORDS.slice;
    case Tag.Interface:
      return u.methods.length === 0 ? WORDS.any : WORDS.interface;
    case Tag.Basic:
      return u.name === 'string' ? WORDS.string : undefined;
    default:
      return undefined;
  }
}

function within(name: string, part: string): string {
  return name === '' ? part : `${name}.${part}`;
}
