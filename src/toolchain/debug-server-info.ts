// What `archway debug --server` tells of the program that waits for a debugger.
import type { Gdb } from './gdb.ts';

/** What `--server` writes: all that a debugger must know to attach. */
export interface DebugServerInfo {
  readonly version: 1;
  /** `linux/arm64`. */
  readonly target: string;
  /** The program with its debugging information, which waits at its first instruction. */
  readonly program: string;
  readonly cwd: string;
  /** The path of the unix domain socket that takes GDB's remote protocol. */
  readonly address: string;
  /** The GDB that debugs it; absent where none here does. */
  readonly gdb?: Gdb;
  /** What GDB is to be told before it loads the program. */
  readonly setup: readonly string[];
  /** The function that a debugger stops at first. */
  readonly entry: string;
}
