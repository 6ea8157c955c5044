// Runs our own command line outside of a terminal, for what the editor shows itself of what it says.
import { followLines, type LineTakers } from '../toolchain/follow-lines.ts';
import { runTask, type TaskResult } from '../toolchain/process.ts';
import type { Task as Process } from '../toolchain/task.ts';

/** It ends what it has started by itself: it is killed only where it takes longer than that, in milliseconds. */
const GRACE = 10_000;

/**
 * Runs a process that `Tasks` has made to its end, with its lines to `take` while it runs; `signal` ends it.
 *
 * @throws {ToolError} where it cannot be started.
 */
export function runArchway(program: Process, signal: AbortSignal, take: LineTakers): Promise<TaskResult> {
  return followLines(take, (streams) => runTask(program, { env: process.env, signal, grace: GRACE, ...streams }));
}
