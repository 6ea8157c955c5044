// Where tasks are done: in worker threads, or in this thread.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { Tinypool } from 'tinypool';
import { say } from '../messages/catalogue.ts';
import type { Job, Task, TaskResult } from './job.ts';
import { loadParsers } from './parsers.ts';
import { Session } from './session.ts';
import { Watchdog } from './watchdog.ts';

/** Does tasks of one job. */
export interface TaskRunner {
  /** Rejects where the worker itself fails (out of memory, killed, taken too long) or `signal` aborts. */
  run(task: Task, signal: AbortSignal): Promise<TaskResult>;
  close(): Promise<void>;
}

/** Does tasks in this thread, one after the other. */
export async function inProcessRunner(job: Job): Promise<TaskRunner> {
  await loadParsers();
  const session = new Session(job);
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task, signal) {
      const result = last.then(async () => {
        // Gives the caller's events (progress, Ctrl-C) a turn between tasks.
        await new Promise((resolve) => setImmediate(resolve));
        signal.throwIfAborted();
        return session.check(task);
      });
      last = result.catch(() => {});
      return result;
    },
    close: async () => {},
  };
}

/** The worker's file: beside the bundle. From source there is none, as Node 20 does not run TypeScript. */
const workerFile = import.meta.url.endsWith('.ts') ? undefined : new URL('worker.js', import.meta.url);

/**
 * What tells one build of Archway from another: results of one are not those of the next. Undefined from source, which changes without notice.
 */
export function engineIdentity(): string | undefined {
  // The names of the chunks it imports have their contents' hash in them.
  return workerFile && createHash('sha256').update(readFileSync(workerFile)).digest('hex');
}

/** Memory of one thread's heap in MB at most; the arrays of trees are not part of it. */
const maximumHeap = 4096;

/** Stack of one thread in MB: a generated expression of ten thousand terms, nested as deep, needs about ten. */
const stackSize = 64;

/**
 * What a thread may have of a processor for a task, in milliseconds. The largest real packages take seconds; the rest is for slow
 * machines. A thread that takes longer is ended, and its packages are tried one by one.
 */
const baseTime = 60_000;
const timePerPackage = 20_000;

/** Does tasks in threads, as many at once. From source, and for a single one, in this thread. */
export async function threadRunner(job: Job, threads: number): Promise<TaskRunner> {
  if (threads === 1 || !workerFile) return inProcessRunner(job);
  const heap = Math.min(maximumHeap, Math.floor((totalmem() / 2 ** 20) * (0.7 / threads)));
  const pool = new Tinypool({
    filename: workerFile.href,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: heap, stackSizeMb: stackSize },
  });
  const watchdog = new Watchdog();
  return {
    async run(task, signal) {
      const time = watchdog.watch(baseTime + timePerPackage * task.packages.length);
      try {
        return await pool.run(task, { signal: AbortSignal.any([signal, time.signal]) });
      } catch (error) {
        if (time.signal.aborted && !signal.aborted) throw new Error(say('incomplete-too-long', {}));
        throw error;
      } finally {
        time.done();
      }
    },
    close: () => pool.destroy(),
  };
}
