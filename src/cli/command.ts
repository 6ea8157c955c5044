// What every command shares: the exit statuses, the error that ends a command with status 2, and its standard streams.
import type { Writable } from 'node:stream';
import type { Command } from 'commander';

/** Exit statuses of the command line contract. */
export const ExitStatus = {
  /** Nothing found at the `--fail-on` level; for build, run and test: it worked. */
  ok: 0,
  /** Something found at the `--fail-on` level. */
  found: 1,
  /** The command could not do its work: a bad flag, no such path, a missing tool. */
  failed: 2,
} as const;

/** Thrown by a command that cannot do its work: `main` prints its message after `archway: ` and exits with status 2. */
export class CommandError extends Error {}

/** What a command writes to and reads from; tests give their own. */
export interface Streams {
  readonly stdout: Writable & { isTTY?: boolean };
  readonly stderr: Writable & { isTTY?: boolean };
}

/** What a command gets besides its arguments. */
export interface CommandContext extends Streams {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C, by SIGTERM, and where the terminal is closed. */
  readonly signal: AbortSignal;
  /** Does work during which Ctrl-C is not for us, but for a program that we have given the terminal to. */
  inBackground<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Adds one command to the program. Its action calls `done` with the exit status, or throws. One such function per
 * command, listed in `program.ts`.
 */
export type AddCommand = (program: Command, context: CommandContext, done: (status: number) => void) => void;
