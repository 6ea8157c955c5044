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
import { placeOf, typeOffset } from './place.ts';
import { hasNil, holdsUnknown, identical, isComparable, isInterface } from './predicates.ts';
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
    reportDefaults(c, clauses(c, node));
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
    const x = checkExpression(c, tagNode);
    tag = x;
    if (x.mode !== 'unknown') {
      const type = declaredType(c, x, 'switch expression');
      // A constant tag is no constant in comparisons with its cases.
      tag = type.tag === Tag.Unknown ? unknownOperand(tagNode) : { ...tag, type, mode: 'value', value: undefined };
      if (tag.mode !== 'unknown' && !isComparable(c, type) && !hasNil(c, type)) {
        const args = { operand: c.describe(x), type: c.typeString(type) };
        c.report(tagNode, 'InvalidExprSwitch', 'cannotSwitch', args);
        tag = unknownOperand(tagNode);
      }
    }
  }
  const seen: SeenValues = new Map();
  for (const clause of clauses(c, node)) {
    for (const n of expressionList(c, tree.child(clause, Field.Value))) checkCase(c, n, tag, tagNode === NONE, seen);
  }
}

/** The constants of the cases so far by their values; an interface can hold each of them with several types. */
type SeenValues = Map<string, { readonly type: Type; readonly node: Node }[]>;

function checkCase(c: Checker, node: Node, tag: Operand, tagless: boolean, seen: SeenValues): void {
  const x = checkExpression(c, node);
  if (x.mode === 'unknown' || tag.mode === 'unknown') return;
  const converted = convertUntyped(c, x, tag.type);
  if (converted === undefined) return;
  const compared = tagless ? { ...tag, node } : tag;
  if (comparison(c, node, converted, compared, '==', !tagless).mode === 'unknown') return;
  if (converted.mode !== 'constant' || converted.value === undefined || tagless) return;
  const key = exactString(converted.value);
  const alike = seen.get(key) ?? [];
  const first = alike.find(({ type }) => identical(c, type, converted.type))?.node;
  if (first === undefined) {
    seen.set(key, [...alike, { type: converted.type, node }]);
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
    if (alias !== NONE && tree.textOf(alias) === '_')
      c.each(() => c.report(alias, 'NoNewVar', 'noNewSwitchVariable', {}));
    const list = clauses(c, node);
    const types = list.map(() => new Cell<Type>());
    c.each(() => typeSwitchHeader(c, tree.child(node, Field.Value), list, types));
    reportDefaults(c, list);
    const variables: Var[] = [];
    let misread: TargetSet = 0;
    for (const [i, clause] of list.entries()) {
      const scope = new Scope(c.env.scope);
      if (alias !== NONE && tree.textOf(alias) !== '_') {
        const site = { file: c.env.file, scope, node: alias };
        const variable = new Var(tree.textOf(alias), c.env.file.package_, site, c.now, types[i]!, 'local');
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
  const { tree } = c.env.file;
  if (tree.kind[alias] !== Kind.Identifier || tree.textOf(alias) === '_') return;
  let used = 0;
  for (const variable of variables) used |= variable.used;
  const unused = c.now & ~used & ~misread;
  if (unused === 0) return;
  c.within(unused, () => c.report(alias, 'UnusedVar', 'unusedSwitchVariable', { name: tree.textOf(alias) }));
}

/** The x of `x.(type)` and all types of the cases: they are compared with each other, so they are one unit. @throws Split */
function typeSwitchHeader(c: Checker, subject: Node, list: readonly Node[], types: readonly Cell<Type>[]): void {
  const { tree } = c.env.file;
  const x = switchSubject(c, subject);
  const seen: SeenTypes = new Map();
  for (const [i, clause] of list.entries()) {
    const nodes =
      tree.kind[clause] === Kind.DefaultCase
        ? []
        : namedChildren(tree, clause).filter((n) => tree.field[n] === Field.Type);
    const listed = nodes.map((n) => caseType(c, n, x, seen));
    // With one type the variable has that type, else that of the expression.
    const type = listed.length === 1 && listed[0] !== 'nil' ? listed[0]! : x.mode === 'unknown' ? UNKNOWN : x.type;
    types[i]!.set(c.now, type);
  }
}

/** The x of `x.(type)`; reported where it is no interface. */
function switchSubject(c: Checker, node: Node): Operand {
  const x = checkExpression(c, node);
  if (x.mode === 'unknown') return x;
  if (x.type.tag === Tag.TypeParam) {
    c.report(node, 'InvalidTypeSwitch', 'switchOnTypeParameter', { operand: c.describe(x) });
    return unknownOperand(node);
  }
  if (isInterface(c, x.type)) return x;
  if (under(c, x.type).tag !== Tag.Unknown)
    c.report(node, 'InvalidTypeSwitch', 'switchOnNonInterface', { operand: c.describe(x) });
  return unknownOperand(node);
}

/** The types of the cases so far, by what identical types have in common. */
type SeenTypes = Map<unknown, { readonly type: Type | 'nil'; readonly node: Node }[]>;

/** The type of a case; `nil` for nil. */
function caseType(c: Checker, node: Node, x: Operand, seen: SeenTypes): Type | 'nil' {
  const { tree } = c.env.file;
  let inner = node;
  while (tree.kind[inner] === Kind.ParenthesizedType) inner = firstNamed(tree, inner);
  const isNil = tree.textOf(inner) === 'nil' && checkAny(c, inner).mode === 'nil';
  const type = isNil ? 'nil' : variableType(c, node);
  if (type !== 'nil' && holdsUnknown(c, type)) return type;
  const same = isRepeated(c, node, type, seen);
  if (!same && type !== 'nil' && x.mode !== 'unknown') checkPossible(c, node, x, type, true);
  return type;
}

/** Whether another case has the same type, which is reported. */
function isRepeated(c: Checker, node: Node, type: Type | 'nil', seen: SeenTypes): boolean {
  let base = type;
  while (base !== 'nil' && base.tag === Tag.Pointer) base = base.elem;
  const key = base === 'nil' ? base : base.tag === Tag.Named ? base.object : base.tag;
  const alike = seen.get(key) ?? [];
  const first = alike.find((other) => {
    c.step();
    return type === 'nil' || other.type === 'nil' ? type === other.type : identical(c, type, other.type);
  });
  if (first === undefined) {
    seen.set(key, [...alike, { type, node }]);
    return false;
  }
  const { tree, file } = c.env.file;
  c.report(
    node,
    'DuplicateCase',
    'duplicateTypeCase',
    { type: type === 'nil' ? type : c.typeString(type) },
    {
      start: tree.kind[node] === Kind.ParenthesizedType ? undefined : typeOffset(tree, node),
      related: [
        { file, start: tree.start[first.node]!, end: tree.end[first.node]!, message: message('previousCase', {}) },
      ],
    },
  );
  return true;
}

/** Reports all default clauses but the first. */
export function reportDefaults(c: Checker, list: readonly Node[]): void {
  const { tree } = c.env.file;
  const [first, ...others] = list.filter((clause) => tree.kind[clause] === Kind.DefaultCase);
  for (const clause of others) {
    c.each(() => c.report(clause, 'DuplicateDefault', 'multipleDefaults', { place: placeOf(c.env.file, first!) }));
  }
}
