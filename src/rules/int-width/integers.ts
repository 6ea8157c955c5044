// Integer types by their width.
import type { Checker } from '../../types/checker.ts';
import { basicOf } from '../../types/predicates.ts';
import { type Basic, Info, type Type } from '../../types/type.ts';

/** The integer type behind a type, if it is one. @throws Split */
export function integerOf(c: Checker, type: Type): Basic | undefined {
  const basic = basicOf(c, type);
  return basic !== undefined && (basic.info & Info.Integer) !== 0 && (basic.info & Info.Untyped) === 0
    ? basic
    : undefined;
}

/** Whether a type has as many bits as a word: int, uint and uintptr. */
export function isWord({ bits }: Basic): boolean {
  return bits === 0;
}
