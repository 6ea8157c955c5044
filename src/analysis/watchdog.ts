// Ends tasks that take too long, in processor time: on a machine that is busy with other things a task takes longer, and is no worse for it.

/** What time it is, in milliseconds since any moment. */
export interface Clock {
  /** By the clock on the wall. */
  now(): number;
  /** What all threads of this process have had of the processors. */
  processor(): number;
}

const systemClock: Clock = {
  now: () => performance.now(),
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

/** How often it is looked whether a task's time is up, in milliseconds. */
const INTERVAL = 1000;

/** A task that takes so many times its limit on the wall is ended as well: it waits for something that does not come. */
const FUSE = 10;

/** A task that is watched. */
export interface Watched {
  /** Aborts when its time is up. */
  readonly signal: AbortSignal;
  /** It has come to its end. */
  done(): void;
}

interface Running {
  readonly limit: number;
  readonly since: number;
  readonly abort: AbortController;
  /** What it has had of the processors, in milliseconds. */
  had: number;
}

/**
 * Watches the tasks of one pool of threads, each in a thread of its own. Node.js before 22 does not say what one thread has had of the
 * processors: it is taken for an equal share of what the process has had, at most the time that has passed.
 */
export class Watchdog {
  readonly #clock: Clock;
  readonly #running = new Set<Running>();
  #timer: NodeJS.Timeout | undefined;
  #now = 0;
  #processor = 0;

  constructor(clock = systemClock) {
    this.#clock = clock;
  }

  /** A task begins, which may take `limit` milliseconds of a processor. */
  watch(limit: number): Watched {
    this.look();
    const running = { limit, since: this.#now, abort: new AbortController(), had: 0 };
    this.#running.add(running);
    this.#timer ??= setInterval(() => this.look(), INTERVAL).unref();
    return { signal: running.abort.signal, done: () => this.#end(running) };
  }

  /** Looks whether the time of any task is up; done by itself every second. */
  look(): void {
    const [now, processor] = [this.#clock.now(), this.#clock.processor()];
    const share = Math.min(now - this.#now, (processor - this.#processor) / this.#running.size);
    [this.#now, this.#processor] = [now, processor];
    for (const running of this.#running) {
      running.had += share;
      if (running.had >= running.limit || now - running.since >= FUSE * running.limit) running.abort.abort();
    }
  }

  #end(running: Running): void {
    // What is past was shared with it.
    this.look();
    this.#running.delete(running);
    if (this.#running.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
