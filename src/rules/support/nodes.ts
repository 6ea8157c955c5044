// Ways through a syntax tree that rules and fixes need.
import { Field, Kind } from '../../syntax/kinds.ts';
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

/** The only argument of a call, or the operand of a conversion, without parentheses; NONE of any other expression. */
export function onlyArgument(tree: Tree, node: Node): Node {
  const at = withoutParentheses(tree, node);
  if (tree.kind[at] === Kind.TypeConversionExpression) return withoutParentheses(tree, tree.child(at, Field.Operand));
  const list = tree.kind[at] === Kind.CallExpression ? tree.child(at, Field.Arguments) : NONE;
  const args = list === NONE ? [] : operands(tree, list);
  return args.length === 1 ? withoutParentheses(tree, args[0]!) : NONE;
}

const NUMERIC_TYPE = /^(?:u?int(?:8|16|32|64|ptr)?|float(?:32|64))$/;

/** The operand of a conversion to a numeric type, `uintptr(x)`, and of conversions in it; the expression itself where it is none. */
export function withoutConversion(tree: Tree, node: Node): Node {
  let at = withoutParentheses(tree, node);
  while (tree.kind[at] === Kind.CallExpression && NUMERIC_TYPE.test(tree.textOf(tree.child(at, Field.Function)))) {
    const argument = onlyArgument(tree, at);
    if (argument === NONE) return at;
    at = argument;
  }
  return at;
}

/** The operator of a binary expression; empty of any other. */
export function operatorOf(tree: Tree, node: Node): string {
  return tree.kind[node] === Kind.BinaryExpression ? tree.textOf(tree.child(node, Field.Operator)) : '';
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
