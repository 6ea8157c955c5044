// The go command with a temporary folder of our own: one that is ended before it is done leaves its folder behind.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Go } from './go.ts';
import { type RunOptions, runTask, type TaskResult } from './process.ts';
import type { Task } from './task.ts';

/**
 * Runs a task of the go command to its end, or until it is aborted, and removes what it wrote on the way.
 *
 * @throws {ToolError} where it cannot be started.
 */
export async function runGo(go: Go, task: Task, options: RunOptions): Promise<TaskResult> {
  const folder = await mkdtemp(join(go.temporaryFolder || tmpdir(), 'archway-go-'));
  try {
    return await runTask({ ...task, env: { ...task.env, GOTMPDIR: folder } }, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
