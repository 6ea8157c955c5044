// Batches of targets.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseTargets } from '../platform/parse-targets.ts';
import { MAX_TARGETS } from '../platform/target.ts';
import { targetBatches } from './batches.ts';

const all = parseTargets('all');

describe('batches of targets', () => {
  it('hold all targets in order, and are as few as can be', () => {
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1 }), fc.integer({ min: 1, max: 3 }), (some, times) => {
        const targets = Array.from({ length: times }, () => some).flat();
        const batches = targetBatches(targets);
        assert.deepEqual(
          batches.flatMap((batch) => batch.targets),
          targets,
        );
        assert.ok(batches.every(({ targets: { length } }) => length > 0 && length <= MAX_TARGETS));
        assert.equal(batches.length, Math.ceil(targets.length / MAX_TARGETS));
      }),
    );
  });

  it('do not cut a system in two where all ports are asked for', () => {
    const [first, second] = targetBatches(all).map((batch) => new Set(batch.targets.map(({ goos }) => goos)));
    assert.deepEqual(
      [...first!].filter((goos) => second!.has(goos)),
      [],
    );
  });
});
