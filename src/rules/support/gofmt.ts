// What gofmt does to an expression that a fix writes.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { operands } from './nodes.ts';

/**
 * Whether gofmt puts blanks around a binary operator that alone stands within these nodes: it does unless the expression is an argument
 * beside others or part of an index (`binaryExpr` and its depth in go/printer). An existing operator shows it.
 */
export function isSpaced(tree: Tree, ancestors: readonly Node[]): boolean {
  let depth = 1;
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const ancestor = ancestors[i]!;
    if (tree.field[ancestor] === Field.Arguments && operands(tree, ancestor).length > 1) depth++;
    switch (tree.kind[ancestor]) {
      case Kind.BinaryExpression:
        return /\s/.test(tree.text[tree.start[tree.child(ancestor, Field.Operator)]! - 1]!);
      case Kind.IndexExpression:
      case Kind.SliceExpression:
        depth++;
        break;
      case Kind.ParenthesizedExpression:
        if (depth > 1) depth--;
        break;
      case Kind.AssignmentStatement:
      case Kind.ShortVarDeclaration:
        return depth + (isParallel(tree, ancestor) ? 1 : 0) === 1;
      case Kind.LiteralValue:
      case Kind.Block:
      case Kind.StatementList:
        return depth === 1;
    }
  }
  return depth === 1;
}

/** The text of an arithmetic expression as gofmt has it where it is an argument beside others: `d/time.Millisecond`. */
export function besideOthers(tree: Tree, expression: Node): string {
  const text = tree.textOf(expression);
  if (tree.kind[expression] !== Kind.BinaryExpression) return text;
  const [left, operator, right] = [Field.Left, Field.Operator, Field.Right].map((side) => tree.child(expression, side));
  const between = tree.text.slice(tree.end[left!], tree.start[right!]);
  // What is signed may need the blank, as in `a - -b`, and comments stay.
  if (tree.kind[right!] === Kind.UnaryExpression || between.trim() !== tree.textOf(operator!)) return text;
  return besideOthers(tree, left!) + between.trim() + besideOthers(tree, right!);
}

/** `a, b = x, y`. */
function isParallel(tree: Tree, assignment: Node): boolean {
  return [Field.Left, Field.Right].every((side) => {
    const list = tree.child(assignment, side);
    return list !== NONE && tree.childOfKind(list, Kind.Comma) !== NONE;
  });
}
