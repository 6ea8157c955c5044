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

/** `a, b = x, y`. */
function isParallel(tree: Tree, assignment: Node): boolean {
  return [Field.Left, Field.Right].every((side) => {
    const list = tree.child(assignment, side);
    return list !== NONE && tree.childOfKind(list, Kind.Comma) !== NONE;
  });
}
