// Cells against a plain map from target to value.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Cell, Split } from './cell.ts';

const TARGETS = 6;
const set = fc.integer({ min: 1, max: 2 ** TARGETS - 1 });

describe('Cell', () => {
  it('answers each read as a map from target to value does, or splits where targets disagree', () => {
    const writes = fc.array(fc.tuple(set, fc.constantFrom('a', 'b', 'c')), { maxLength: 6 });
    fc.assert(
      fc.property(writes, set, (written, now) => {
        const cell = new Cell<string>();
        const model = new Map<number, string>();
        for (const [targets, value] of written) {
          cell.set(targets, value);
          for (let i = 0; i < TARGETS; i++) if (targets & (1 << i) && !model.has(i)) model.set(i, value);
        }
        const members = [...Array(TARGETS).keys()].filter((i) => now & (1 << i));
        const values = new Set(members.map((i) => model.get(i)));
        if (values.size === 1) {
          assert.equal(cell.get(now), model.get(members[0]!));
          return;
        }
        try {
          cell.get(now);
          assert.fail('did not split');
        } catch (error) {
          assert.ok(error instanceof Split);
          // The parts are disjoint, make up what was asked for, and within each the answer is one.
          assert.equal(
            error.parts.reduce((a, b) => a + b),
            now,
          );
          assert.equal(
            error.parts.reduce((a, b) => a | b),
            now,
          );
          for (const part of error.parts) {
            const first = members.find((i) => part & (1 << i))!;
            assert.equal(cell.get(part), model.get(first));
          }
        }
      }),
    );
  });

  it('keeps one entry for equal values', () => {
    const cell = new Cell<string>();
    cell.set(1, 'a');
    cell.set(2, 'b');
    cell.set(4, 'a');
    assert.deepEqual(
      [...cell.entries(7)],
      [
        [5, 'a'],
        [2, 'b'],
      ],
    );
  });
});
