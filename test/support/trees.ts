// What holds for every lowered tree, and a form of trees that tests can compare.
import assert from 'node:assert/strict';
import type { Tree } from '../../src/syntax/tree.ts';

/** Asserts the invariants of `Tree`: nesting and order of subtrees and ranges, offsets within the text. */
export function assertInvariants(tree: Tree): void {
  const { length, start, end, next, text } = tree;
  assert.equal(next[0], length, 'the root holds all nodes');
  assert.ok(end[0]! <= text.length, 'the root ends within the text');
  for (let node = 0; node < length; node++) {
    const after = next[node]!;
    assert.ok(start[node]! <= end[node]!, `node ${node} starts before it ends`);
    assert.ok(after > node && after <= length, `the subtree of node ${node} ends within the tree`);
    let position = start[node]!;
    let child = node + 1;
    for (; child < after; child = next[child]!) {
      assert.ok(start[child]! >= position, `node ${child} starts before its sibling or parent ${node}`);
      position = end[child]!;
    }
    assert.equal(child, after, `the children of node ${node} fill its subtree`);
    assert.ok(position <= end[node]!, `the children of node ${node} end within it`);
  }
}

/** Everything of a tree but its text, as plain arrays. */
export function contents(tree: Tree): Record<string, unknown> {
  const { hasError, kind, field, start, end, next } = tree;
  return { hasError, kind, field, start, end, next };
}
