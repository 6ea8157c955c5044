// What the observer of syscall-number notes.
import type { GoPackage } from '../../module/package.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { ConstantOrigin } from '../support/constant-origin.ts';

export const RULE = 'syscall-number';

/** A number that somebody wrote and a raw system call is made with. */
export interface NumberFact {
  readonly kind: 'number';
  readonly number: number;
  readonly origin: ConstantOrigin;
  /** The number in the call. */
  readonly use: { readonly file: FileInfo; readonly node: number };
}

/** A raw system call is made with a constant of package syscall. */
export interface ConstantFact {
  readonly kind: 'constant';
  readonly number: number;
  readonly use: NumberFact['use'];
}

/** The literal, or the number in the call where the literal is in another package. */
export function placeOf(pkg: GoPackage, { origin, use }: NumberFact): NumberFact['use'] {
  return origin.file.package_.source === pkg ? origin : use;
}
