// What the observer of syscall-args notes.
import type { Node } from '../../syntax/tree.ts';
import type { FileInfo } from '../../types/package-info.ts';

export const RULE = 'syscall-args';

/** An argument of a raw system call. */
export type Argument =
  /** A constant; undefined where its value is not known. */
  | { readonly kind: 'constant'; readonly value: bigint | undefined }
  /** The upper half of something: `uintptr(x >> 32)`. */
  | { readonly kind: 'high'; readonly text: string }
  /** Anything else; `isWide` where a value of 64 bits becomes a uintptr. */
  | { readonly kind: 'value'; readonly text: string; readonly isWide: boolean };

/** A raw system call, its arguments behind the number. */
export interface CallFact {
  readonly file: FileInfo;
  readonly node: Node;
  /** The name of the call as the kernel has it: `pread64`. */
  readonly call: string;
  readonly args: readonly Argument[];
}
