// Code that some targets never run: behind conditions that are constants, such as `strconv.IntSize == 32` or `runtime.GOARCH == "amd64"`.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import { exactString } from '../../types/constant.ts';
import { checkExpression } from '../../types/expression.ts';
import { withoutParentheses } from './nodes.ts';
import { parentsAround } from './parents.ts';

/** Longer conditions are not constants. */
const MAX_NODES = 60;
/** Of more statements or cases in a row only the first are looked at. */
const MAX_SIBLINGS = 100;

/** Whether the present targets never reach a node of the present file: a constant condition around or before it keeps them off. @throws Split */
export function isDeadCode(c: Checker, node: Node): boolean {
  const { tree } = c.env.file;
  let inner = node;
  for (const around of parentsAround(tree, node).around(node)) {
    switch (tree.kind[around]) {
      case Kind.IfStatement:
        if (inner === tree.child(around, Field.Consequence) && holds(c, conditionOf(tree, around)) === false)
          return true;
        if (inner === tree.child(around, Field.Alternative) && holds(c, conditionOf(tree, around)) === true)
          return true;
        break;
      case Kind.ExpressionCase:
        if (choice(c, around) === false) return true;
        break;
      case Kind.DefaultCase:
        if (siblings(tree, around).some((other) => choice(c, other) === true)) return true;
        break;
      case Kind.BinaryExpression: {
        if (inner !== tree.child(around, Field.Right)) break;
        const operator = tree.textOf(tree.child(around, Field.Operator));
        const left = operator === '&&' || operator === '||' ? holds(c, tree.child(around, Field.Left)) : undefined;
        if (left !== undefined && left === (operator === '||')) return true;
        break;
      }
      case Kind.StatementList:
        if (statementsBefore(tree, around, inner).some((statement) => leavesAlways(c, statement))) return true;
        break;
      case Kind.FuncLiteral:
      case Kind.FunctionDeclaration:
      case Kind.MethodDeclaration:
        if (tree.kind[around] !== Kind.FuncLiteral) return false;
        break;
      default:
    }
    inner = around;
  }
  return false;
}

/** The first statements of a list that stand before one of it. */
function statementsBefore(tree: Tree, list: Node, statement: Node): Node[] {
  const found: Node[] = [];
  for (let n = list + 1; n < statement && found.length < MAX_SIBLINGS; n = tree.next[n]!) found.push(n);
  return found;
}

function conditionOf(tree: Tree, statement: Node): Node {
  return tree.child(statement, Field.Condition);
}

/** `if CONSTANT { return … }`, and the like. */
function leavesAlways(c: Checker, statement: Node): boolean {
  const { tree } = c.env.file;
  if (tree.kind[statement] !== Kind.IfStatement || tree.child(statement, Field.Alternative) !== NONE) return false;
  const list = tree.childOfKind(tree.child(statement, Field.Consequence), Kind.StatementList);
  const last = list === NONE ? undefined : namedChildren(tree, list).at(-1);
  if (last === undefined || !leaves(tree, last)) return false;
  return holds(c, conditionOf(tree, statement)) === true;
}

function leaves(tree: Tree, statement: Node): boolean {
  switch (tree.kind[statement]) {
    case Kind.ReturnStatement:
    case Kind.ContinueStatement:
    case Kind.BreakStatement:
      return true;
    default:
      return /^(?:panic|log\.Fatal\w*|os\.Exit|t\.Skip\w*|t\.Fatal\w*|b\.Skip\w*)\(/.test(tree.textOf(statement));
  }
}

/** The cases of the switch that a default belongs to. */
function siblings(tree: Tree, node: Node): Node[] {
  return tree.childrenOfKind(parentsAround(tree, node).of(node), Kind.ExpressionCase).slice(0, MAX_SIBLINGS);
}

/**
 * Whether a case of a switch on a constant, or of one without a tag, is that of the present targets (true) or never is (false);
 * undefined where that is not decided by constants.
 */
function choice(c: Checker, node: Node): boolean | undefined {
  const { tree } = c.env.file;
  const tag = tree.child(parentsAround(tree, node).of(node), Field.Value);
  const list = tree.child(node, Field.Value);
  const values = list === NONE ? [] : namedChildren(tree, list);
  const wanted = tag === NONE ? undefined : constant(c, tag);
  if (tag !== NONE && wanted === undefined) return undefined;
  const matches = values.map((value) => {
    if (tag === NONE) return holds(c, value);
    const own = constant(c, value);
    return own === undefined ? undefined : own === wanted;
  });
  if (matches.includes(true)) return true;
  return matches.includes(undefined) ? undefined : false;
}

/** The value of a condition on the present targets; undefined where it is no constant. @throws Split */
function holds(c: Checker, condition: Node): boolean | undefined {
  const { tree } = c.env.file;
  if (condition === NONE) return undefined;
  const node = withoutParentheses(tree, condition);
  if (tree.kind[node] === Kind.BinaryExpression) {
    const operator = tree.textOf(tree.child(node, Field.Operator));
    if (operator === '&&' || operator === '||') {
      const decisive = operator === '||';
      const parts = [Field.Left, Field.Right].map((side) => holds(c, tree.child(node, side)));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : !decisive;
    }
  }
  if (tree.kind[node] === Kind.UnaryExpression && tree.text[tree.start[node]!] === '!') {
    const inner = holds(c, tree.child(node, Field.Operand));
    return inner === undefined ? undefined : !inner;
  }
  const value = constant(c, node);
  return value === undefined ? undefined : value === 'true';
}

/** A constant, as text that tells it from others; undefined for what is none. @throws Split */
function constant(c: Checker, node: Node): string | undefined {
  const { tree } = c.env.file;
  if (tree.next[node]! - node > MAX_NODES) return undefined;
  for (let n = node; n < tree.next[node]!; n++) {
    const kind = tree.kind[n];
    if (kind === Kind.Identifier && isVariable(c, n)) return undefined;
    if (kind === Kind.FuncLiteral || kind === Kind.CompositeLiteral || kind === Kind.IndexExpression) return undefined;
    // Of calls only unsafe.Sizeof and conversions are constants.
    if (kind === Kind.CallExpression && !/^(?:unsafe\.\w+|u?int\w*)$/.test(tree.textOf(tree.child(n, Field.Function))))
      return undefined;
  }
  const x = c.silently(() => checkExpression(c, node));
  if (x.mode !== 'constant' || x.value === undefined) return undefined;
  return exactString(x.value);
}

/** Whether an identifier means a local variable, which is known without typing anything. */
function isVariable(c: Checker, identifier: Node): boolean {
  const { tree } = c.env.file;
  // Of a variable unsafe.Sizeof is a constant all the same.
  if (isMeasured(tree, identifier)) return false;
  return c.env.scope.lookup(tree.textOf(identifier), tree.start[identifier]!)?.kind === 'var';
}

function isMeasured(tree: Tree, identifier: Node): boolean {
  const parents = parentsAround(tree, identifier);
  for (const around of parents.around(identifier))
    if (tree.kind[around] === Kind.ArgumentList) return tree.textOf(parents.of(around)).startsWith('unsafe.');
    else if (tree.kind[around] === Kind.BinaryExpression || tree.kind[around] === Kind.StatementList) return false;
  return false;
}
