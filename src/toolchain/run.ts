// How a built program is run, as a task.
import type { Launcher } from './launcher.ts';
import type { Task } from './task.ts';

/** Runs `program`, an absolute path, with arguments in the folder `cwd`. */
export function runProgramTask(launcher: Launcher, program: string, args: readonly string[], cwd: string): Task {
  const [file = program, ...rest] = [...launcher.argv, program, ...args];
  return { argv: [file, ...rest], env: launcher.env, cwd };
}
