// Expression and type switches (Go spec, Switch statements).

import { message } from '../messages/catalogue.ts';
import type { TargetSet } from '../platform/target.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { declaredType } from './assign.ts';
import { comparison, convertUntyped } from './binary.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { firstNamed, namedChildren } from './collect.ts';
import { exactString, makeBool } from './constant.ts';
import { checkAny, checkExpression, expressionList } from './expression.ts';
import { Var } from './object.ts';
import { constantOperand, type Operand, unknownOperand } from './operand.ts';
import { hasNil, isComparable, isInterface } from './predicates.ts';
import { under } from './resolve.ts';
import { Scope } from './scope.ts';
import { caseBody, inNewScope, simple } from './statement.ts';
import { Tag, type Type, UNKNOWN } from './type.ts';
import { checkPossible } from './type-assertion.ts';
import { variableType } from './type-expression.ts';
import { BASIC } from './universe.ts';

export function expressionSwitch(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  inNewScope(c, () => {
    simple(c, tree.child(node, Field.Initializer));
    c.each(() => switchHeader(c, node));
    for (const clause of clauses(c, node)) caseBody(c, clause, new Scope(c.env.scope));
  });
}

/** The tag and all case expressions: they are compared with each other, so they are one unit. */
function switchHeader(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const tagNode = tree.child(node, Field.Value);
  let tag: Operand;
  if (tagNode === NONE) tag = constantOperand(node, BASIC.bool, makeBool(true));
  else {
    tag = checkExpression(c, tagNode);
    if (tag.mode !== 'unknown') {
      const type = declaredType(c, tag, 'switch expression');
      // A constant tag is no constant in comparisons with its cases.
      tag = type.tag === Tag.Unknown ? unknownOperand(tagNode) : { ...tag, type, mode: 'value', value: undefined };
      if (tag.mode !== 'unknown' && !isComparable(c, type) && !hasNil(c, type)) {
        c.report(tagNode, 'InvalidExprSwitch', 'cannotSwitch', { operand: c.describe(tag) });
        tag = unknownOperand(tagNode);
      }
    }
  }
  const seen = new Map<string, Node>();
  for (const clause of clauses(c, node)) {
    for (const n of expressionList(c, tree.child(clause, Field.Value))) checkCase(c, n, tag, tagNode === NONE, seen);
  }
}

function checkCase(c: Checker, node: Node, tag: Operand, tagless: boolean, seen: Map<string, Node>): void {
  const x = checkExpression(c, node);
  if (x.mode === 'unknown' || tag.mode === 'unknown') return;
  const converted = convertUntyped(c, x, tag.type);
  if (converted === undefined) return;
  const compared = tagless ? { ...tag, node } : tag;
  if (comparison(c, node, converted, compared, '==', !tagless).mode === 'unknown') return;
  if (converted.mode !== 'constant' || converted.value === undefined || tagless) return;
  const key = `${c.typeString(converted.type)}:${exactString(converted.value)}`;
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, node);
    return;
  }
  const { tree, file } = c.env.file;
  c.report(
    node,
    'DuplicateCase',
    'duplicateCase',
    { case: c.describe(converted) },
    {
      related: [{ file, start: tree.start[first]!, end: tree.end[first]!, message: message('previousCase', {}) }],
    },
  );
}

function clauses(c: Checker, node: Node): Node[] {
  const { tree } = c.env.file;
  return namedChildren(tree, node).filter((n) => {
    const kind = tree.kind[n];
    return kind === Kind.ExpressionCase || kind === Kind.TypeCase || kind === Kind.DefaultCase;
  });
}

export function typeSwitch(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  inNewScope(c, () => {
    simple(c, tree.child(node, Field.Initializer));
    const alias = expressionList(c, tree.child(node, Field.Alias))[0] ?? NONE;
    const subject = tree.child(node, Field.Value);
    c.each(() => void switchSubject(c, subject));
    const variables: Var[] = [];
    let misread: TargetSet = 0;
    for (const clause of clauses(c, node)) {
      const scope = new Scope(c.env.scope);
      const types =
        tree.kind[clause] === Kind.DefaultCase
          ? []
          : namedChildren(tree, clause).filter((n) => tree.field[n] === Field.Type);
      const type = new Cell<Type>();
      c.each(() => {
        const x = switchSubject(c, subject, true);
        const listed = types.map((n) => caseType(c, n, x));
        // With one type the variable has that type, else that of the expression.
        type.set(
          c.now,
          listed.length === 1 && listed[0] !== 'nil' ? (listed[0] ?? UNKNOWN) : x.mode === 'unknown' ? UNKNOWN : x.type,
        );
      });
      if (alias !== NONE && tree.textOf(alias) !== '_') {
        const site = { file: c.env.file, scope, node: alias };
        const variable = new Var(tree.textOf(alias), c.env.file.package_, site, c.now, type, 'local');
        variables.push(variable);
        scope.declare(variable, 0);
      }
      misread |= c.misreadIn(() => caseBody(c, clause, scope));
    }
    reportUnusedAlias(c, alias, variables, misread);
  });
}

/** The variable is unused where no clause uses its own, unless a piece that could not be read may have used it. */
function reportUnusedAlias(c: Checker, alias: Node, variables: readonly Var[], misread: TargetSet): void {
  if (alias === NONE || c.env.file.tree.textOf(alias) === '_') return;
  let used = 0;
  for (const variable of variables) used |= variable.used;
  const unused = c.now & ~used & ~misread;
  if (unused === 0) return;
  c.within(unused, () => c.report(alias, 'UnusedVar', 'unusedVariable', { name: c.env.file.tree.textOf(alias) }));
}

/** The x of `x.(type)`. @param again its errors have been reported */
function switchSubject(c: Checker, node: Node, again = false): Operand {
  const x = again ? c.silently(() => checkExpression(c, node)) : checkExpression(c, node);
  if (x.mode === 'unknown') return x;
  if (x.type.tag === Tag.TypeParam) {
    if (!again) c.report(node, 'InvalidTypeSwitch', 'switchOnTypeParameter', { operand: c.describe(x) });
    return unknownOperand(node);
  }
  if (!isInterface(c, x.type)) {
    if (!again && under(c, x.type).tag !== Tag.Unknown)
      c.report(node, 'InvalidTypeSwitch', 'notAnInterface', { operand: c.describe(x) });
    return unknownOperand(node);
  }
  return x;
}

/** The type of a case; `nil` for nil. */
function caseType(c: Checker, node: Node, x: Operand): Type | 'nil' | undefined {
  const { tree } = c.env.file;
  let inner = node;
  while (tree.kind[inner] === Kind.ParenthesizedType) inner = firstNamed(tree, inner);
  if (tree.textOf(inner) === 'nil' && checkAny(c, inner).mode === 'nil') return 'nil';
  const type = variableType(c, node);
  if (x.mode !== 'unknown' && type.tag !== Tag.Unknown) checkPossible(c, node, x, type, true);
  return type;
}
