// Assignments, short variable declarations and increments (Go spec, Assignment statements).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignment, declaredType } from './assign.ts';
import { binary } from './binary.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { firstNamed, namedChildren } from './collect.ts';
import { makeInt } from './constant.ts';
import { checkExpression, checkMulti, expressionList } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { lookupIdentifier } from './identifier.ts';
import { Var } from './object.ts';
import { constantOperand, type Operand, typedValue, unknownOperand } from './operand.ts';
import { allBasic } from './predicates.ts';
import { varType } from './resolve.ts';
import { declareLocal, reportMismatch } from './statement.ts';
import { Info, Tag, type Type, UNKNOWN } from './type.ts';
import { BASIC } from './universe.ts';

/** `a, b = x, y`, `a op= x`, and `v = <-ch` of a select. @throws Split */
export function assignmentStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const left = expressionList(c, tree.child(node, Field.Left));
  const right = expressionList(c, tree.child(node, Field.Right));
  const operatorNode = tree.child(node, Field.Operator);
  const operator = operatorNode === NONE ? '=' : tree.textOf(operatorNode);
  if (operator !== '=') {
    const x = checkExpression(c, left[0] ?? NONE);
    const y = checkExpression(c, right[0] ?? NONE);
    const result = binary(c, node, x, y, operator.slice(0, -1), true);
    if (result.mode !== 'unknown' && checkAssignable(c, x))
      assignment(c, result, x.type, { context: 'assignment operation' });
    return;
  }
  assignAll(c, left, right);
}

function assignAll(c: Checker, left: readonly Node[], right: readonly Node[]): void {
  const lone = left.length === 1 && right.length === 1 ? left.map((n) => assignmentTarget(c, n)) : undefined;
  const values = checkMulti(c, right, left.length, lone?.[0]);
  if (values.length !== left.length) {
    // Then nothing is said about what cannot be assigned to.
    if (lone === undefined) for (const n of left) targetOperand(c, n);
    reportMismatch(
      c,
      right,
      left.length,
      values.length,
      values.some((x) => x.mode === 'unknown'),
    );
    return;
  }
  const targets = lone ?? left.map((n) => assignmentTarget(c, n));
  for (const [i, x] of values.entries()) assignTo(c, x, targets[i], left[i]!);
}

/** @param type undefined for the blank identifier */
function assignTo(c: Checker, x: Operand, type: Type | undefined, node: Node): void {
  if (type === undefined) declaredType(c, x, 'assignment to _ identifier');
  else assignment(c, x, type, { context: 'assignment', target: expressionString(c.env.file.tree, node) });
}

/** The type of what is assigned to; undefined for `_`. Assigning is no use of a variable. @throws Split */
export function assignmentTarget(c: Checker, node: Node): Type | undefined {
  const x = targetOperand(c, node);
  return x === undefined || checkAssignable(c, x) ? x?.type : UNKNOWN;
}

/** What is assigned to, without a look at whether that is allowed; undefined for `_`. */
function targetOperand(c: Checker, node: Node): Operand | undefined {
  const { tree } = c.env.file;
  let inner = node;
  while (tree.kind[inner] === Kind.ParenthesizedExpression) inner = firstNamed(tree, inner);
  if (NAMES.has(tree.kind[inner]!) || tree.kind[inner] === Kind.BlankIdentifier) {
    if (tree.textOf(inner) === '_') return undefined;
    const object = lookupIdentifier(c, inner);
    if (object === undefined) return unknownOperand(node);
    if (object.kind === 'var' && object.role !== 'package') return typedValue(node, varType(c, object), 'variable');
  }
  return checkExpression(c, node);
}

function checkAssignable(c: Checker, x: Operand): boolean {
  if (x.mode === 'unknown') return false;
  if (x.mode === 'variable' || x.mode === 'mapindex') return true;
  const { tree } = c.env.file;
  const expression = expressionString(tree, x.node);
  if (tree.kind[x.node] === Kind.SelectorExpression) {
    const operand = checkExpression(c, tree.child(x.node, Field.Operand));
    if (operand.mode === 'mapindex') {
      c.report(x.node, 'UnaddressableFieldAssign', 'assignToMapField', { expression });
      return false;
    }
  }
  c.report(x.node, 'UnassignableOperand', 'notAssignable', { expression });
  return false;
}

/** `a, b := x, y`, and `v, ok := <-ch` of a select. */
export function shortVarDeclaration(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const left = expressionList(c, tree.child(node, Field.Left));
  const right = expressionList(c, tree.child(node, Field.Right));
  const fresh = freshVariables(c, left);
  const valid = left.map((n, i) => fresh[i] !== undefined || mayBeRedeclared(c, left, i, n));
  c.each(() => {
    // Variables of this scope that exist are assigned to, the others get their type here.
    const targets = left.map((n, i) => (fresh[i] === undefined && valid[i] ? assignmentTarget(c, n) : undefined));
    const hint = targets.length === 1 ? targets[0] : undefined;
    const values = checkMulti(c, right, left.length, hint);
    if (values.length !== left.length)
      reportMismatch(
        c,
        right,
        left.length,
        values.length,
        values.some((x) => x.mode === 'unknown'),
      );
    left.forEach((n, i) => {
      const x = values.length === left.length ? values[i] : undefined;
      const variable = fresh[i];
      if (variable !== undefined)
        variable.type.set(c.now, x === undefined ? UNKNOWN : declaredType(c, x, 'assignment'));
      else if (x !== undefined) assignTo(c, x, targets[i], n);
    });
    if (fresh.every((variable, i) => variable === undefined && valid[i]))
      c.report(node, 'NoNewVar', 'noNewVariables', {}, { start: tree.start[tree.childOfKind(node, Kind.Define)] });
  });
  for (const variable of fresh) if (variable !== undefined) declareLocal(c, variable, tree.end[node]!);
}

/** Whether a name that is not new may stand on the left of `:=`, once; reported otherwise. */
function mayBeRedeclared(c: Checker, left: readonly Node[], i: number, node: Node): boolean {
  const { tree } = c.env.file;
  const name = tree.textOf(node);
  if (name === '_') return true;
  const report = (code: string, id: 'nonNameInDefine' | 'repeatedInDefine' | 'cannotAssignTo') => {
    c.each(() => c.report(node, code, id, { operand: expressionString(tree, node) }));
    return false;
  };
  if (!NAMES.has(tree.kind[node]!)) {
    c.each(() => void targetOperand(c, node));
    return report('BadDecl', 'nonNameInDefine');
  }
  if (left.slice(0, i).some((n) => tree.textOf(n) === name)) return report('RepeatedDecl', 'repeatedInDefine');
  return c.env.scope.own(name)?.kind === 'var' || report('UnassignableOperand', 'cannotAssignTo');
}

/** Kinds of nodes that are names; the grammar knows some predeclared ones. */
const NAMES = new Set<number>([Kind.Identifier, Kind.Iota, Kind.Nil, Kind.True, Kind.False]);

/** A new variable for each name that the present scope does not declare yet. */
export function freshVariables(c: Checker, names: readonly Node[]): (Var | undefined)[] {
  const { tree } = c.env.file;
  return names.map((node, i) => {
    const name = tree.textOf(node);
    if (names.slice(0, i).some((n) => tree.textOf(n) === name)) return undefined;
    if (name === '_' || !NAMES.has(tree.kind[node]!) || c.env.scope.own(name) !== undefined) return undefined;
    const site = { file: c.env.file, scope: c.env.scope, node };
    return new Var(name, c.env.file.package_, site, c.now, new Cell<Type>(), 'local');
  });
}

/** `x++` and `x--`. @throws Split */
export function incrementStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const operand = namedChildren(tree, node)[0] ?? NONE;
  const x = checkExpression(c, operand);
  if (x.mode === 'unknown') return;
  if (x.mode === 'nil' || !allBasic(c, x.type, Info.Numeric)) {
    if (x.type.tag === Tag.Unknown) return;
    const operator = tree.kind[node] === Kind.IncStatement ? '++' : '--';
    c.report(operand, 'NonNumericIncDec', 'nonNumericIncrement', {
      expression: expressionString(tree, operand),
      operator,
      type: c.typeString(x.type),
    });
    return;
  }
  binary(c, node, x, constantOperand(node, BASIC['untyped int'], makeInt(1)), '+', true);
  checkAssignable(c, x);
}
