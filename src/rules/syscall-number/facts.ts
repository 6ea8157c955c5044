// What the observer of syscall-number notes.
import type { ConstantUse } from '../support/constant-origin.ts';

export const RULE = 'syscall-number';

/** A number that somebody wrote and a raw system call is made with. */
export interface NumberFact extends ConstantUse {
  readonly kind: 'number';
}

/** A raw system call is made with a constant of package syscall. */
export interface ConstantFact {
  readonly kind: 'constant';
  readonly number: number;
  readonly use: ConstantUse['use'];
}
