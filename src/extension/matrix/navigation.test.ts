import assert from 'node:assert/strict';
import { moved } from './navigation.ts';

describe('keys in the matrix', () => {
  const from = (row: number, column: number, key: string, ctrlKey = false) => {
    const to = moved({ row, column }, { key, ctrlKey }, 30, 5);
    return to && [to.row, to.column];
  };

  it('lead to the neighbours, and not beyond the edges', () => {
    assert.deepEqual(from(2, 2, 'ArrowUp'), [1, 2]);
    assert.deepEqual(from(2, 2, 'ArrowDown'), [3, 2]);
    assert.deepEqual(from(2, 2, 'ArrowLeft'), [2, 1]);
    assert.deepEqual(from(2, 2, 'ArrowRight'), [2, 3]);
    assert.deepEqual(from(0, 0, 'ArrowUp'), [0, 0]);
    assert.deepEqual(from(29, 4, 'ArrowRight'), [29, 4]);
  });

  it('lead to the ends of a row and of the grid, and by pages', () => {
    assert.deepEqual(from(7, 2, 'Home'), [7, 0]);
    assert.deepEqual(from(7, 2, 'End'), [7, 4]);
    assert.deepEqual(from(7, 2, 'Home', true), [0, 0]);
    assert.deepEqual(from(7, 2, 'End', true), [29, 4]);
    assert.deepEqual(from(7, 2, 'PageDown'), [17, 2]);
    assert.deepEqual(from(7, 2, 'PageUp'), [0, 2]);
  });

  it('that mean something else lead nowhere', () => {
    assert.equal(from(1, 1, 'Tab'), undefined);
    assert.equal(from(1, 1, 'a'), undefined);
  });
});
