// Facts that were noted once for each set of targets, put together.
import type { TargetSet } from '../../platform/target.ts';

/** A fact, and the targets it was noted on. */
export interface Noted<T> {
  readonly fact: T;
  readonly targets: TargetSet;
}

/** Facts with equal keys as one, the first of them on the targets of all, in the order of the first. */
export function unitedFacts<T>(facts: readonly Noted<T>[], keyOf: (fact: T) => string): Noted<T>[] {
  const found = new Map<string, Noted<T>>();
  for (const { fact, targets } of facts) {
    const key = keyOf(fact);
    const known = found.get(key);
    found.set(key, { fact: known?.fact ?? fact, targets: (known?.targets ?? 0) | targets });
  }
  return [...found.values()];
}
