// Cuts a run into tasks, and deals them out to threads.
import type { PackageTask, Task } from './job.ts';

/** Packages of one task at most: few enough that threads end together, many enough that neighbours share what is learnt. */
const packagesPerTask = 24;

const documentsPerTask = 100;

/**
 * The tasks of a run, dependencies last. Packages stay in the order given (by folder, so that neighbours are together), and there are at
 * least four tasks for each thread where there is enough to do.
 */
export function planTasks(packages: readonly PackageTask[], documents: readonly string[], threads: number): Task[] {
  const size = Math.max(1, Math.min(packagesPerTask, Math.ceil(packages.length / (threads * 4))));
  const tasksOf = (some: readonly PackageTask[]) =>
    chunks(some, size).map((chunk) => ({ packages: chunk, documents: [] }));
  return [
    ...tasksOf(packages.filter(({ own }) => own)),
    ...chunks(documents, documentsPerTask).map((chunk) => ({ packages: [], documents: chunk })),
    ...tasksOf(packages.filter(({ own }) => !own)),
  ];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/**
 * Deals tasks out to threads: each thread gets a row of neighbours, as these import the same packages, which every thread has to learn for
 * itself. A thread that is done with its own takes the last one of whoever has most left.
 * @returns the next task for a thread; undefined where none is left
 */
export function dealTasks(tasks: readonly Task[], threads: number): (thread: number) => Task | undefined {
  const rows = chunks(tasks, Math.max(1, Math.ceil(tasks.length / threads))).map((row) => [...row]);
  return (thread) => rows[thread]?.shift() ?? rows.reduce((a, b) => (b.length > a.length ? b : a), []).pop();
}
