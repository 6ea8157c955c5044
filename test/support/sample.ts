// Samples of large comparisons: all of it with ARCHWAY_ORACLE=all, else a part that is the same in every run.

/** Whether whole oracles run. */
export const runsAll = process.env.ARCHWAY_ORACLE === 'all';

/** Numbers from 0 up to 1 that look random, and are the same for the same seed (Mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some of the items, chosen by a fixed seed; all of them where whole oracles run. */
export function sample<T>(items: readonly T[], count: number, seed = 1): T[] {
  if (runsAll || items.length <= count) return [...items];
  const random = randomNumbers(seed);
  const rest = items.map((_, i) => i);
  const chosen = Array.from({ length: count }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]!);
  return chosen.sort((a, b) => a - b).map((i) => items[i]!);
}
