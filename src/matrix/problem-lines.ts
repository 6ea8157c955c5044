// What every list of a matrix's problems is made with: where a problem is, and the targets of which the same is said.
import { isAbsolute, relative } from 'node:path';
import { placeWords } from '../toolchain/go-output/failures.ts';
import type { Problem } from './events.ts';

/**
 * Where a problem is, as a user in `folder` names it: `cmd/main.go:3:15`; a file outside of the folder by its absolute path.
 * Undefined where the problem has no place.
 */
export function problemPlace({ file, line, column }: Problem, folder: string): string | undefined {
  if (file === undefined) return undefined;
  const path = relative(folder, file);
  return placeWords(path.startsWith('..') || isAbsolute(path) ? file : path.replaceAll('\\', '/'), line, column);
}

/** A line, and the target that it is said of. */
export type SaidOf = readonly [line: string, target: string];

/** Each line once, in the order in which they are said first, with all targets that it is said of. */
export function targetsByLine(said: readonly SaidOf[]): [line: string, targets: string[]][] {
  const targets = new Map<string, string[]>();
  for (const [line, target] of said) targets.set(line, [...(targets.get(line) ?? []), target]);
  return [...targets];
}
