// How many threads a background check takes.
import { availableParallelism } from 'node:os';

/** The threads for a setting: 0 means half of the processors, so that the editor and the Go extension have the others. */
export function threadCount(setting: number): number {
  return setting > 0 ? setting : Math.max(1, Math.floor(availableParallelism() / 2));
}
