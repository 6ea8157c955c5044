// How packages are dealt out to threads.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Task } from './job.ts';
import { dealTasks, planTasks } from './plan.ts';

const tasksOf = (count: number): Task[] =>
  Array.from({ length: count }, (_, i) => ({
    packages: [{ workspace: 0, importPath: `p${i}`, dir: `/p${i}`, own: true }],
    documents: [],
  }));

describe('dealing out tasks', () => {
  it('gives each task to one thread, whoever asks when', () => {
    const asking = fc.array(fc.nat(3), { maxLength: 40 });
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 4 }), asking, (count, threads, order) => {
        const tasks = tasksOf(count);
        const next = dealTasks(tasks, threads);
        const given = order.flatMap((thread) => next(thread % threads) ?? []);
        for (let task = next(0); task !== undefined; task = next(0)) given.push(task);
        assert.deepEqual(new Set(given), new Set(tasks));
        assert.equal(given.length, count);
      }),
    );
  });

  it('keeps neighbours on one thread where all are equally fast', () => {
    const tasks = tasksOf(6);
    const next = dealTasks(tasks, 2);
    const given = [0, 1, 0, 1, 0, 1].map((thread) => tasks.indexOf(next(thread)!));
    assert.deepEqual(given, [0, 3, 1, 4, 2, 5]);
  });

  it('leaves no package and no document out of the plan', () => {
    const packages = tasksOf(100).flatMap((task) => task.packages);
    const documents = Array.from({ length: 250 }, (_, i) => `/d${i}`);
    const tasks = planTasks(packages, documents, 2);
    assert.deepEqual(
      tasks.flatMap((task) => task.packages),
      packages,
    );
    assert.deepEqual(
      tasks.flatMap((task) => task.documents),
      documents,
    );
  });
});
