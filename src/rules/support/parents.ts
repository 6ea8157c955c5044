// The way up in a flat syntax tree: parents of the nodes below one root.
import type { Node, Tree } from '../../syntax/tree.ts';
import { NONE } from '../../syntax/tree.ts';

/** Parents of the nodes of one subtree. */
export class Parents {
  private readonly parents: Int32Array;

  constructor(
    readonly tree: Tree,
    readonly root: Node,
  ) {
    const { next } = tree;
    this.parents = new Int32Array(next[root]! - root).fill(NONE);
    const open = [root];
    for (let node = root + 1; node < next[root]!; node++) {
      while (next[open.at(-1)!]! <= node) open.pop();
      this.parents[node - root] = open.at(-1)!;
      if (next[node]! > node + 1) open.push(node);
    }
  }

  /** The parent of a node below the root, NONE of the root itself. */
  of(node: Node): Node {
    return this.parents[node - this.root] ?? NONE;
  }

  /** The nodes around `node`, innermost first. */
  *around(node: Node): Generator<Node> {
    for (let n = this.of(node); n !== NONE; n = this.of(n)) yield n;
  }
}

/** The child of the file's root that holds `node`: a top-level declaration, for one. */
export function topLevelOf(tree: Tree, node: Node): Node {
  let top = 1;
  while (top < tree.length && tree.next[top]! <= node) top = tree.next[top]!;
  return top;
}

/** Of each tree the parents asked for last: questions go through a file one declaration after another. */
const latest = new WeakMap<Tree, Parents>();

/** The parents in the top-level declaration that holds `node`. */
export function parentsAround(tree: Tree, node: Node): Parents {
  const known = latest.get(tree);
  if (known !== undefined && tree.contains(known.root, node)) return known;
  const parents = new Parents(tree, topLevelOf(tree, node));
  latest.set(tree, parents);
  return parents;
}
