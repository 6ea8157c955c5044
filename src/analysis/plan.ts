// Cuts a run into tasks.
import type { PackageTask, Task } from './job.ts';

/** Packages of one task at most: few enough that threads end together, many enough that neighbours share what is learnt. */
const packagesPerTask = 24;

const documentsPerTask = 100;

/**
 * The tasks of a run. Packages stay in the order given (by folder, so that neighbours are together), and there are at
 * least four tasks for each thread where there is enough to do.
 */
export function planTasks(packages: readonly PackageTask[], documents: readonly string[], threads: number): Task[] {
  const size = Math.max(1, Math.min(packagesPerTask, Math.ceil(packages.length / (threads * 4))));
  return [
    ...chunks(packages, size).map((chunk) => ({ packages: chunk, documents: [] })),
    ...chunks(documents, documentsPerTask).map((chunk) => ({ packages: [], documents: chunk })),
  ];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
