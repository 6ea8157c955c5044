// The flat syntax tree: every node of a tree-sitter tree in preorder, in typed arrays.

/** Index of a node in a {@link Tree}; {@link NONE} where there is none. */
export type Node = number;

/** "No such node". */
export const NONE: Node = -1;

/**
 * A lowered syntax tree. Node 0 is the root; the nodes of a subtree follow their root without a gap, so `next[n]` is
 * both the end of the subtree of `n` and, if it has the same parent, its next sibling. Offsets are UTF-16 units of `text`.
 * All nodes of the grammar are kept: named ones, tokens and comments.
 */
export class Tree {
  constructor(
    readonly text: string,
    readonly length: number,
    /** Grammar symbol of each node, see `kinds.ts`. */
    readonly kind: Uint16Array,
    /** Grammar field under which a node stands in its parent, 0 for none. */
    readonly field: Uint8Array,
    readonly start: Uint32Array,
    readonly end: Uint32Array,
    /** One past the last node of the subtree. */
    readonly next: Uint32Array,
    /** Whether the parser had to skip or invent tokens somewhere. */
    readonly hasError: boolean,
    /** Whether this may be no Go, error or not: the parser that reads nothing else gave up. */
    readonly isDoubtful: boolean,
  ) {}

  /** The source text of a node. Short texts are interned by the engine; long ones keep `text` alive. */
  textOf(node: Node): string {
    return this.text.slice(this.start[node], this.end[node]);
  }

  /** The first child of `node` that stands under the grammar field `field`, else {@link NONE}. */
  child(node: Node, field: number): Node {
    const end = this.next[node]!;
    for (let c = node + 1; c < end; c = this.next[c]!) if (this.field[c] === field) return c;
    return NONE;
  }

  /** The first child of `node` of the given kind, else {@link NONE}. */
  childOfKind(node: Node, kind: number): Node {
    const end = this.next[node]!;
    for (let c = node + 1; c < end; c = this.next[c]!) if (this.kind[c] === kind) return c;
    return NONE;
  }

  /** All children that stand under `field`, in order. */
  children(node: Node, field: number): Node[] {
    const found: Node[] = [];
    const end = this.next[node]!;
    for (let c = node + 1; c < end; c = this.next[c]!) if (this.field[c] === field) found.push(c);
    return found;
  }

  /** All children of the given kind, in order. */
  childrenOfKind(node: Node, kind: number): Node[] {
    const found: Node[] = [];
    const end = this.next[node]!;
    for (let c = node + 1; c < end; c = this.next[c]!) if (this.kind[c] === kind) found.push(c);
    return found;
  }

  /** Whether the subtree of `node` contains `other`. */
  contains(node: Node, other: Node): boolean {
    return node <= other && other < this.next[node]!;
  }
}
