// Checks of whole projects beside the editor: each in a thread of its own, one at a time, given up when something newer is known.
import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { say } from '../messages/catalogue.ts';
import type { BackgroundJob, BackgroundMessage, Checked, CheckJob } from './background-protocol.ts';
import type { Log } from './log.ts';
import { workerFile } from './worker-files.ts';

/** What is to be done about a project: everything, or what these files may affect. */
export type Extent = 'all' | ReadonlySet<string>;

/** Shows how far a check is. */
export interface ProgressDisplay {
  report(done: number, total: number): void;
  done(): void;
}

/** What the background checks need to know of the rest. */
export interface BackgroundParts {
  /** What a check of a project is about now; undefined where there is no such project any more. */
  readonly jobOf: (root: string, extent: Extent) => CheckJob | undefined;
  /** A check has ended, or has come to an end with the user's own code. */
  readonly onChecked: (root: string, checked: Checked) => void;
  /** Opens a display of progress; `cancel` is called where the user wants no more of it. */
  readonly showProgress: (root: string, cancel: () => void) => ProgressDisplay;
  readonly log: Log;
}

/** Changes that follow each other within so many milliseconds are checked together. */
const pause = 1000;

/** So many changed files are taken for everything. */
const manyFiles = 200;

/** Stack in MB: see `analysis/runner.ts`. */
const stackSize = 64;

interface Wish {
  extent: Extent;
  readonly waiting: ((checked: Checked | undefined) => void)[];
}

/** Runs background checks. */
export class BackgroundChecks {
  /** What is wanted of which project, by root, in order. */
  readonly #wishes = new Map<string, Wish>();
  #running: { readonly root: string; readonly wish: Wish; readonly stop: () => void } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #notBefore = 0;

  constructor(private readonly parts: BackgroundParts) {}

  /** A project has to be checked, soon. */
  request(root: string, extent: Extent): void {
    this.#add(root, extent);
    this.#notBefore = Date.now() + pause;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#next(), pause);
  }

  /** Checks a whole project now; undefined where that is called off. */
  checkNow(root: string): Promise<Checked | undefined> {
    return new Promise((resolve) => {
      this.#add(root, 'all').waiting.push(resolve);
      this.#notBefore = 0;
      void this.#next();
    });
  }

  /** A project is not to be checked any more. */
  cancel(root: string): void {
    const wish = this.#wishes.get(root);
    this.#wishes.delete(root);
    for (const resolve of wish?.waiting ?? []) resolve(undefined);
    if (this.#running?.root === root) this.#running.stop();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const root of [...this.#wishes.keys()]) this.cancel(root);
    this.#running?.stop();
  }

  /** Notes a wish. What runs for the same project knows too little by now: it ends, and its wish is part of the new one. */
  #add(root: string, extent: Extent): Wish {
    const known = this.#wishes.get(root);
    const wish: Wish = known ?? { extent, waiting: [] };
    if (known) known.extent = joined(known.extent, extent);
    const running = this.#running;
    if (running?.root === root) {
      wish.extent = joined(wish.extent, running.wish.extent);
      wish.waiting.push(...running.wish.waiting.splice(0));
      running.stop();
    }
    this.#wishes.set(root, wish);
    return wish;
  }

  async #next(): Promise<void> {
    const [first] = this.#wishes;
    if (this.#running || !first || Date.now() < this.#notBefore) return;
    const [root, wish] = first;
    this.#wishes.delete(root);
    const job = this.parts.jobOf(root, wish.extent);
    const checked = job && (await this.#run(root, wish, job));
    if (checked) this.parts.onChecked(root, checked);
    for (const resolve of wish.waiting) resolve(checked);
    void this.#next();
  }

  async #run(root: string, wish: Wish, job: CheckJob): Promise<Checked | undefined> {
    const stopped = new AbortController();
    const display = this.parts.showProgress(root, () => stopped.abort());
    this.#running = { root, wish, stop: () => stopped.abort() };
    let checked: Checked | undefined;
    try {
      await runInBackground(job, stopped.signal, (message) => {
        if (message.kind === 'progress') display.report(message.done, message.total);
        if (message.kind !== 'checked' || stopped.signal.aborted) return;
        if (message.checked.isPreliminary) this.parts.onChecked(root, message.checked);
        else checked = message.checked;
      });
    } catch (error) {
      if (!stopped.signal.aborted) {
        this.parts.log.error(say('server-background-failed', { root, problem: String(error) }));
      }
    } finally {
      this.#running = undefined;
      display.done();
    }
    return stopped.signal.aborted ? undefined : checked;
  }
}

/** Runs a job in a thread. Rejects where the thread fails, or `signal` ends it. */
export function runInBackground(
  job: BackgroundJob,
  signal: AbortSignal,
  onMessage: (message: BackgroundMessage) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('background-worker'), {
      name: 'archway background',
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: Math.floor((totalmem() / 2 ** 20) * 0.5), stackSizeMb: stackSize },
      // What it writes would get between the messages of the protocol.
      stdout: true,
      stderr: true,
    });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop);
    worker.on('message', onMessage);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', stop);
      if (code === 0 && !signal.aborted) resolve();
      else reject(new Error(say('server-exit-code', { code })));
    });
  });
}

function joined(a: Extent, b: Extent): Extent {
  if (a === 'all' || b === 'all') return 'all';
  const both = new Set([...a, ...b]);
  return both.size > manyFiles ? 'all' : both;
}
