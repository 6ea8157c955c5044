// Several go commands at once, and how they share the cores of the machine.
import { availableParallelism } from 'node:os';

/** How many go commands run at once, and how many programs each of them may start at once (its `-p`). */
export interface CoreShare {
  readonly atOnce: number;
  readonly each: number;
}

/**
 * Shares the cores among `count` go commands. At the end of a build one linker works alone for a while, and the go command
 * reads packages before it starts anything: side by side they keep all cores busy.
 */
export function shareCores(count: number, cores = availableParallelism()): CoreShare {
  const atOnce = Math.max(1, Math.min(cores, count));
  return { atOnce, each: Math.max(1, Math.floor(cores / atOnce)) };
}

/** Does the work for each item, `limit` of them at once, those in front first. Rejects with the first error when all that began has ended. */
export async function atOnce<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    // All workers take from the one iterator.
    for (const item of waiting) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
