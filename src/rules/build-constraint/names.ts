// Which tags Go knows, and what an unknown one was probably meant to be.
import type { Constraint } from '../../module/build-constraint.ts';
import { knownArch, knownOS } from '../../module/known-names.ts';
import { findAlias, findOSAlias } from '../../platform/aliases.ts';

/** Tags that Go sets, or that are set by convention. */
export const usualTags: ReadonlySet<string> = new Set(
  'unix cgo gc gccgo tinygo ignore tools race msan asan boringcrypto purego appengine netgo osusergo integration e2e'.split(
    ' ',
  ),
);

/** Whether a tag is one of Go's own, or one that everybody uses. */
export function isKnownTag(tag: string): boolean {
  return (
    knownOS.has(tag) ||
    knownArch.has(tag) ||
    usualTags.has(tag) ||
    /^go1(?:\.\d+)?$/.test(tag) ||
    tag.startsWith('goexperiment.') ||
    knownArch.has(tag.split('.', 1)[0]!)
  );
}

/** What an unknown tag was probably meant to be. */
export interface Correction {
  readonly known: string;
  /** Whether it is another name of the same, not merely spelt like it. */
  readonly isAlias: boolean;
}

/** Other names that tools and people use for tags of their own. */
const ownTags = new Set(['win', 'wasi', 'x64', 'rv64', 'arm32', 'webassembly', 'zarch', 'em64t']);

/**
 * The system or architecture that a tag which Go does not know was probably meant to be. Names that say a level
 * (`armv7`) are left alone: they may well be tags that somebody sets.
 */
export function correctionOf(tag: string): Correction | undefined {
  if (isKnownTag(tag) || ownTags.has(tag.toLowerCase())) return undefined;
  const alias = findAlias(tag);
  if (alias !== undefined)
    return alias.level === undefined || tag === 'armel' ? { known: alias.goarch, isAlias: true } : undefined;
  const system = findOSAlias(tag);
  if (system !== undefined) return { known: system, isAlias: true };
  const similar = [...knownOS, ...knownArch].filter((known) => isMisspelt(tag, known));
  return similar.length === 1 ? { known: similar[0]!, isAlias: false } : undefined;
}

/** Whether a tag is a known name with a slip of the keyboard in it; `nolinux` and `linux2` are names of their own. */
function isMisspelt(tag: string, known: string): boolean {
  if (known.length < 5 || Math.abs(tag.length - known.length) > 1) return false;
  if (tag.startsWith(known) || tag.endsWith(known)) return false;
  return isOneSlip(tag, known);
}

/** Whether one letter inserted, left out or replaced, or two neighbours swapped, make `b` of `a`. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return restA !== restB;
  return restA.length === 2 && restA === `${restB[1]}${restB[0]}` && restB.length === 2;
}

/** How the files of a package use their tags. */
export class TagUse {
  readonly #plain = new Map<string, Set<string>>();
  readonly #negated = new Map<string, Set<string>>();

  /** Takes note of an expression of a file. */
  add(expression: Constraint, file: string, isNegated = false): void {
    if (expression.kind === 'tag') {
      const uses = isNegated ? this.#negated : this.#plain;
      uses.set(expression.tag, (uses.get(expression.tag) ?? new Set()).add(file));
    } else if (expression.kind === 'not') this.add(expression.operand, file, !isNegated);
    else for (const operand of expression.operands) this.add(operand, file, isNegated);
  }

  has(tag: string): boolean {
    return this.#plain.has(tag) || this.#negated.has(tag);
  }

  /** Whether a tag chooses between files, one with it and another without: somebody seems to set it. */
  isSwitch(tag: string): boolean {
    const plain = this.#plain.get(tag);
    const negated = this.#negated.get(tag);
    if (plain === undefined || negated === undefined) return false;
    return new Set([...plain, ...negated]).size > 1;
  }
}
