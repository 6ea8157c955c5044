// What the observer of syscall-number notes.
import type { GoPackage } from '../../module/package.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { ConstantOrigin } from '../support/constant-origin.ts';

export const RULE = 'syscall-number';

/** A number that somebody wrote and a raw system call is made with. */
export interface NumberFact {
  readonly number: number;
  readonly origin: ConstantOrigin;
  /** The number in the call. */
  readonly use: { readonly file: FileInfo; readonly node: number };
  /** The import path of the package whose function makes the call. */
  readonly kernelPackage: string;
}

/** The literal, or the number in the call where the literal is in another package. */
export function placeOf(pkg: GoPackage, { origin, use }: NumberFact): NumberFact['use'] {
  return origin.file.package_.source === pkg ? origin : use;
}
