// Whether a number is kept small: by a comparison with a bound, or by what it is used for.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { firstNamed, namedChildren } from '../../types/collect.ts';
import { namesAround, unconverted } from '../support/function-names.ts';
import { operatorOf, withoutParentheses } from '../support/nodes.ts';
import { parentsAround } from '../support/parents.ts';

/** What says nothing about how large the other side may be. */
const TRIVIAL = /^(?:-?[01]|nil|"")$/;

/** Whether the function compares a number with a bound somewhere, or converts it back to see whether it is the same. */
export function isCompared(tree: Tree, value: Node): boolean {
  const text = unconverted(tree, value);
  return namesAround(tree, value)
    .comparisonsOf(text)
    .some(({ node, operator, sides: [left, right] }) => {
      if (/[<>]/.test(operator)) return !TRIVIAL.test(left === text ? right : left);
      // `int64(int(x)) != x`, and `int64(n) != x` of what x was converted to.
      if (left === text && right === text) return true;
      const other = left === text ? Field.Right : Field.Left;
      const side = withoutParentheses(tree, tree.child(node, other));
      return tree.kind[side] === Kind.CallExpression && unconverted(tree, side) !== tree.textOf(side);
    });
}

/** Functions whose arguments are sizes in memory, or which bound them. */
const IN_MEMORY =
  /(?:^|\.)(?:make|min|copy|\w*(?:[gG]row|[aA]lloc|[cC]apacity|[rR]eserve)\w*|NewReaderSize|NewWriterSize)$/;

/**
 * Whether an int is the size of something in memory, or an index: a process of 32 bits has none of more than 2 GiB. So is a variable with a
 * use like that.
 */
export function isInMemory(tree: Tree, value: Node, depth = 0): boolean {
  const parents = parentsAround(tree, value);
  let inner = value;
  for (const around of parents.around(value)) {
    switch (tree.kind[around]) {
      case Kind.ParenthesizedExpression:
        break;
      case Kind.BinaryExpression:
        // A comparison, or bits that are taken out.
        if (/^(?:&|[<>=!]=?)$/.test(operatorOf(tree, around))) return true;
        if (!/^[-+*/]$/.test(operatorOf(tree, around))) return false;
        break;
      case Kind.IndexExpression:
      case Kind.SliceExpression:
        return tree.child(around, Field.Operand) !== inner;
      case Kind.ArgumentList: {
        const call = parents.of(around);
        const callee = call === NONE ? NONE : tree.child(call, Field.Function);
        const name = callee === NONE ? '' : tree.textOf(callee);
        if (IN_MEMORY.test(name)) return true;
        if (!/^u?int(?:64|ptr)?$/.test(name)) return false;
        inner = call;
        continue;
      }
      case Kind.CallExpression:
        break;
      case Kind.ExpressionList:
        return depth === 0 && areUsesInMemory(tree, around, inner);
      default:
        return false;
    }
    inner = around;
  }
  return false;
}

/** Whether the variable that a value is assigned to is used in memory, or compared with a bound. */
function areUsesInMemory(tree: Tree, list: Node, value: Node): boolean {
  const statement = parentsAround(tree, value).of(list);
  const isSpec = tree.kind[statement] === Kind.VarSpec;
  if (tree.child(statement, isSpec ? Field.Value : Field.Right) !== list) return false;
  const left = tree.child(statement, Field.Left);
  const targets = isSpec ? tree.children(statement, Field.Name) : namedChildren(tree, left);
  const target = targets[namedChildren(tree, list).indexOf(value)];
  if (target === undefined || tree.kind[target] !== Kind.Identifier) return false;
  const mentions = namesAround(tree, value).mentionsOf(tree.textOf(target)) ?? [];
  return isCompared(tree, target) || mentions.some((mention) => mention !== target && isInMemory(tree, mention, 1));
}

/** The expression around a value, parentheses left out; NONE where there is none. */
export function useOf(tree: Tree, value: Node): Node {
  const parents = parentsAround(tree, value);
  let use = parents.of(value);
  while (use !== NONE && tree.kind[use] === Kind.ParenthesizedExpression) use = parents.of(use);
  return use;
}

/** The operator of which a value is the left operand; empty where it is none. */
export function operatorOn(tree: Tree, value: Node): string {
  const use = useOf(tree, value);
  if (use === NONE || tree.kind[use] !== Kind.BinaryExpression) return '';
  const isLeft = withoutParentheses(tree, tree.child(use, Field.Left)) === withoutParentheses(tree, value);
  return isLeft ? operatorOf(tree, use) : '';
}

/** The call of which a value is the only argument; NONE where it is not. */
export function callOn(tree: Tree, value: Node): Node {
  const parents = parentsAround(tree, value);
  const list = useOf(tree, value);
  if (list === NONE || tree.kind[list] !== Kind.ArgumentList || namedChildren(tree, list).length !== 1) return NONE;
  return withoutParentheses(tree, firstNamed(tree, list)) === withoutParentheses(tree, value) ? parents.of(list) : NONE;
}
