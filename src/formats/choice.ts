// Choices by the architecture: `case $(uname -m) in …`, `ifeq ($(ARCH),…)`, `switch runtime.GOARCH`, and the architecture names that come of them.
import { findArchitectures } from './architectures.ts';

/**
 * What is compared with the names: what `uname -m` prints; the same behind the system's name (`uname -sm`); a GOARCH; Debian's name;
 * or a name of an origin that is not known.
 */
export type Asked = 'machine' | 'system-machine' | 'goarch' | 'debian' | 'any';

/** An architecture name that a branch comes to. */
export interface ArchValue {
  /** Where it goes: the name of a variable, or the command or statement that takes it. Branches are compared by it. */
  readonly slot: string;
  /** The word as it is written, with nothing else than one architecture in it. */
  readonly text: string;
  /** The name in it, and what Go calls it. */
  readonly name: string;
  readonly goarch: string;
  /** Range of the word, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** What a branch comes to. */
export interface Outcome {
  readonly values: readonly ArchValue[];
  /** Whether it ends in an error. */
  readonly fails: boolean;
}

/** Nothing comes of it. */
export const nothing: Outcome = { values: [], fails: false };

/** One branch for machines that it names. */
export interface Branch extends Outcome {
  /** Names or shell patterns of names. */
  readonly patterns: readonly string[];
}

/** A choice: the first branch that matches is taken, else the fallback. */
export interface Choice {
  readonly asked: Asked;
  readonly branches: readonly Branch[];
  /** What comes of it where no branch matches. */
  readonly fallback: Outcome;
  /** GOOS on which it is reached, where the code around it asks for that. */
  readonly goos?: string;
}

/** Whether a choice says anything about names or errors. */
export function isTelling({ branches, fallback }: Choice): boolean {
  return [...branches, fallback].some(({ values, fails }) => fails || values.length > 0);
}

/** The value of a word that names exactly one architecture; undefined for any other. */
export function archValue(slot: string, text: string, start: number): ArchValue | undefined {
  if (/\s/.test(text)) return undefined;
  const [first, ...others] = findArchitectures(text);
  if (first === undefined || others.some(({ goarch }) => goarch !== first.goarch)) return undefined;
  return { slot, text, name: first.name, goarch: first.goarch, start, end: start + text.length };
}

/** Longest pattern that is looked at: names are short. */
const MAX_PATTERN = 100;

/** Whether a shell pattern (`arm*`, `i[3-6]86`, `x86_64`) matches a name; what it does not know of patterns matches nothing. */
export function matchesPattern(pattern: string, name: string): boolean {
  if (!/[\\*?[]/.test(pattern)) return pattern === name;
  if (pattern.length > MAX_PATTERN) return false;
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    const end = char === '[' ? pattern.indexOf(']', i + 2) : -1;
    if (char === '\\' && i + 1 < pattern.length) source += escaped(pattern[++i]!);
    else if (char === '*') source += source.endsWith('.*') ? '' : '.*';
    else if (char === '?') source += '.';
    else if (end > 0) {
      source += `[${pattern
        .slice(i + 1, end)
        .replace(/^!/, '^')
        .replace(/[\\[\]]/g, '\\$&')}]`;
      i = end;
    } else source += escaped(char);
  }
  try {
    return new RegExp(`^${source}$`).test(name);
  } catch {
    // A range out of order.
    return false;
  }
}

function escaped(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
}
