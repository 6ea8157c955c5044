// When a language server that ended unexpectedly is started again by itself.

/** So many ends within {@link WINDOW} are forgiven. */
export const MAX_CRASHES = 4;

/** Milliseconds. */
export const WINDOW = 3 * 60 * 1000;

/** Counts the ends of a server, and says after each whether it is started again. */
export class CrashPolicy {
  readonly #now: () => number;
  #ends: number[] = [];
  #total = 0;

  /** `now` gives milliseconds that only grow. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The server has ended. Whether to start it again. */
  ended(): boolean {
    this.#total++;
    const now = this.#now();
    this.#ends = [...this.#ends.filter((end) => now - end < WINDOW), now];
    return this.#ends.length <= MAX_CRASHES;
  }

  /** How often the server has ended at all. */
  get total(): number {
    return this.#total;
  }

  /** Forgets what was, as the user starts the server by hand. */
  reset(): void {
    this.#ends = [];
  }
}
