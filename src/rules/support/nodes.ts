// Ways through a syntax tree that fixes need.
import { Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';

/** The nodes around a node, outermost first, without the node itself. */
export function ancestorsOf(tree: Tree, node: Node): Node[] {
  const found: Node[] = [];
  let at: Node = 0;
  while (at < node) {
    found.push(at);
    let child = at + 1;
    while (tree.next[child]! <= node) child = tree.next[child]!;
    at = child;
  }
  return found;
}

/** The expression in parentheses, or the expression itself. */
export function withoutParentheses(tree: Tree, node: Node): Node {
  let at = node;
  while (tree.kind[at] === Kind.ParenthesizedExpression) {
    const inner = operands(tree, at)[0] ?? NONE;
    if (inner === NONE) return at;
    at = inner;
  }
  return at;
}

const PUNCTUATION = new Set<number>([
  Kind.LeftParen,
  Kind.RightParen,
  Kind.LeftBrace,
  Kind.RightBrace,
  Kind.Comma,
  Kind.Semicolon,
  Kind.Comment,
]);

/** The children of a list in parentheses or braces, without its punctuation and comments. */
export function operands(tree: Tree, list: Node): Node[] {
  const found: Node[] = [];
  for (let n = list + 1; n < tree.next[list]!; n = tree.next[n]!) if (!PUNCTUATION.has(tree.kind[n]!)) found.push(n);
  return found;
}
