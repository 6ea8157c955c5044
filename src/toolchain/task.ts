// A process to start, as data: what the command line runs and what an editor's task runner can run as well.

/** One process: a program with its arguments, never a shell command. */
export interface Task {
  /** The program's path or name, then its arguments. */
  readonly argv: readonly [string, ...string[]];
  /** Variables set on top of the environment the task is started from. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder the process starts in, absolute. */
  readonly cwd: string;
}
