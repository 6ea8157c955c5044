// Statements: blocks and their scopes, control flow headers, and the small ones handed on (Go spec, Statements).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import { assignment } from './assign.ts';
import { assignmentStatement, incrementStatement, shortVarDeclaration } from './assignment-statement.ts';
import { checkBranches } from './branches.ts';
import { operandSummary, typeSummary } from './call.ts';
import type { Checker } from './checker.ts';
import { constants, firstNamed, isNamed, namedChildren, typeNames, variables } from './collect.ts';
import { checkContainment } from './cycles.ts';
import {
  channelElement,
  checkAny,
  checkExpression,
  checkGenericExpression,
  checkMulti,
  expressionList,
} from './expression.ts';
import { expressionString } from './expression-string.ts';
import type { GoObject, Var } from './object.ts';
import { operatorOffset, placeOf } from './place.ts';
import { allBasic } from './predicates.ts';
import { rangeStatement } from './range.ts';
import { constType, initialize, resolveConst, typeNameType, under, varType } from './resolve.ts';
import { Scope } from './scope.ts';
import { expressionSwitch, reportDefaults, typeSwitch } from './switch.ts';
import { terminates } from './terminating.ts';
import { Info } from './type.ts';
import { variableType } from './type-expression.ts';

/** Checks the body of a function; `scope` holds its parameters. Reports local variables that nothing uses. */
export function checkFunctionBody(c: Checker, body: Node, scope: Scope): void {
  const locals: Var[] = [];
  // An expression that could not be read may have used anything.
  const misread = c.misreadIn(() => c.inside({ ...c.env, scope, locals }, () => statements(c, body, scope)));
  const { tree } = c.env.file;
  checkBranches(c, body);
  if ((c.env.signature?.results.length ?? 0) > 0 && !terminates(tree, body)) {
    c.report(body, 'MissingReturn', 'missingReturn', {}, { start: tree.end[body]! - 1 });
  }
  for (const local of locals) {
    const unused = local.presence & c.now & ~local.used & ~misread;
    if (unused !== 0)
      c.within(unused, () => c.report(local.site!.node, 'UnusedVar', 'unusedVariable', { name: local.name }));
  }
}

/** The statements of a Block, StatementList or case clause, in `scope`. */
function statements(c: Checker, block: Node, scope: Scope): void {
  const { tree } = c.env.file;
  c.inside({ ...c.env, scope }, () => {
    for (let n = block + 1; n < tree.next[block]!; n = tree.next[n]!) {
      if (tree.kind[n] === Kind.StatementList) {
        for (let s = n + 1; s < tree.next[n]!; s = tree.next[s]!) if (isNamed(tree.kind[s]!)) statement(c, s);
      } else if (isNamed(tree.kind[n]!)) statement(c, n);
    }
  });
}

/** A block in a scope of its own. */
export function block(c: Checker, node: Node): void {
  if (node !== NONE) statements(c, node, new Scope(c.env.scope));
}

/** The statements of a case: those in its StatementList. */
export function caseBody(c: Checker, clause: Node, scope: Scope): void {
  const { tree } = c.env.file;
  const list = tree.childOfKind(clause, Kind.StatementList);
  if (list !== NONE) statements(c, list, scope);
}

/** Does `work` in a scope inside the present one: for headers that declare variables. */
export function inNewScope(c: Checker, work: (scope: Scope) => void): void {
  const scope = new Scope(c.env.scope);
  c.inside({ ...c.env, scope }, () => work(scope));
}

/** Declares a local variable from offset `from` on and notes it for the report of unused ones. */
export function declareLocal(c: Checker, variable: Var, from: number): void {
  if (variable.name === '_') return;
  c.named(variable.site!.node, variable);
  const other = c.env.scope.declare(variable, from);
  if (other === undefined) c.env.locals?.push(variable);
  else if (other !== variable)
    c.each(() => c.report(variable.site!.node, 'DuplicateDecl', 'redeclaredInBlock', { name: variable.name }));
}

export function statement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  switch (tree.kind[node]) {
    case Kind.ExpressionStatement:
      c.each(() => expressionStatement(c, node));
      return;
    case Kind.AssignmentStatement:
      c.each(() => assignmentStatement(c, node));
      return;
    case Kind.ShortVarDeclaration:
      shortVarDeclaration(c, node);
      return;
    case Kind.IncStatement:
    case Kind.DecStatement:
      c.each(() => incrementStatement(c, node));
      return;
    case Kind.VarDeclaration:
    case Kind.ConstDeclaration:
    case Kind.TypeDeclaration:
      localDeclaration(c, node);
      return;
    case Kind.ReturnStatement:
      c.each(() => returnStatement(c, node));
      return;
    case Kind.IfStatement:
      ifStatement(c, node);
      return;
    case Kind.ForStatement:
      forStatement(c, node);
      return;
    case Kind.ExpressionSwitchStatement:
      expressionSwitch(c, node);
      return;
    case Kind.TypeSwitchStatement:
      typeSwitch(c, node);
      return;
    case Kind.SelectStatement:
      selectStatement(c, node);
      return;
    case Kind.GoStatement:
    case Kind.DeferStatement:
      c.each(() => suspendedCall(c, node));
      return;
    case Kind.SendStatement:
      c.each(() => sendStatement(c, node));
      return;
    case Kind.ReceiveStatement:
      c.each(() => void checkAny(c, tree.child(node, Field.Right)));
      return;
    case Kind.LabeledStatement: {
      for (const n of namedChildren(tree, node)) if (tree.kind[n] !== Kind.LabelName) statement(c, n);
      return;
    }
    case Kind.Block:
      block(c, node);
      return;
    case Kind.BreakStatement:
    case Kind.ContinueStatement:
    case Kind.GotoStatement:
    case Kind.FallthroughStatement:
    case Kind.EmptyStatement:
      return;
    default:
      c.misread |= c.now;
      c.unknown(`statement syntax ${Kind[tree.kind[node]!] ?? 'error'}`);
  }
}

function expressionStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  for (const n of namedChildren(tree, node)) {
    const x = checkAny(c, n);
    const inner = unparenthesized(tree, n);
    const kind = tree.kind[inner];
    const isReceive = kind === Kind.UnaryExpression && tree.text.startsWith('<-', tree.start[inner]!);
    const isCall = kind === Kind.CallExpression || kind === Kind.TypeConversionExpression;
    if (x.mode === 'unknown' || isReceive || (isCall && x.discard === undefined)) continue;
    const operand = c.describe(x);
    if (x.mode === 'builtin') c.report(n, 'UncalledBuiltin', 'builtinNotCalled', { operand });
    else if (x.mode === 'type') c.report(n, 'NotAnExpr', 'typeNotExpression', { operand });
    else c.report(n, 'UnusedExpr', 'notUsed', { operand });
  }
}

/** `go f()` and `defer f()`. @throws Split */
function suspendedCall(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const keyword = tree.kind[node] === Kind.GoStatement ? 'go' : 'defer';
  const code = keyword === 'go' ? 'InvalidGo' : 'InvalidDefer';
  for (const n of namedChildren(tree, node)) {
    const x = checkAny(c, n);
    const call = unparenthesized(tree, n);
    if (call !== n) c.report(n, code, 'parenthesizedCall', { keyword });
    if (tree.kind[call] !== Kind.CallExpression && tree.kind[call] !== Kind.TypeConversionExpression) {
      c.report(call, code, 'notACall', { keyword });
    } else if (x.mode !== 'unknown' && x.discard === 'conversion') {
      c.report(n, code, 'conversionSuspended', { keyword, operand: c.describe(x) });
    } else if (x.mode !== 'unknown' && x.discard === 'expression') {
      c.report(n, 'UnusedResults', 'resultDiscarded', { keyword, operand: c.describe(x) });
    }
  }
}

function unparenthesized(tree: Tree, node: Node): Node {
  let inner = node;
  while (tree.kind[inner] === Kind.ParenthesizedExpression) inner = firstNamed(tree, inner);
  return inner;
}

function localDeclaration(c: Checker, node: Node): void {
  const { tree, package_ } = c.env.file;
  const site = { file: c.env.file, scope: c.env.scope, node, iota: c.env.iota };
  switch (tree.kind[node]) {
    case Kind.ConstDeclaration:
      for (const object of constants(tree, node, site, c.now, package_)) {
        if (object.name !== '_') c.env.scope.declare(object, tree.end[object.spec]!);
        resolveConst(c, object);
        c.named(object.site!.node, object);
      }
      return;
    case Kind.TypeDeclaration:
      for (const object of typeNames(tree, node, site, c.now, package_)) {
        // A type is in scope in its own declaration.
        if (object.name !== '_') c.env.scope.declare(object, tree.start[object.site!.node]!);
        c.named(object.site!.node, object);
        c.each(() => {
          under(c, typeNameType(c, object));
          checkContainment(c, object);
        });
      }
      return;
    default:
      for (const group of groups(variables(tree, node, site, c.now, package_, 'local'))) {
        const spec = group[0]!.spec;
        c.each(() => declareGroup(c, spec, group));
        for (const variable of group) declareLocal(c, variable, tree.end[spec]!);
      }
  }
}

/** The variables of each VarSpec together. */
function groups(all: readonly Var[]): (readonly Var[])[] {
  return [...new Set(all.map((variable) => variable.group))];
}

/** Types the variables of a VarSpec and checks their initial values. @throws Split */
export function declareGroup(c: Checker, spec: Node, group: readonly Var[]): void {
  const { tree } = c.env.file;
  const typeNode = tree.child(spec, Field.Type);
  const values = expressionList(c, tree.child(spec, Field.Value));
  const type = typeNode === NONE ? undefined : variableType(c, typeNode);
  if (type !== undefined) for (const variable of group) variable.type.set(c.now, type);
  if (type === undefined || values.length > 0) initialize(c, group, values, type);
}

/** Reports `assignment mismatch` where numbers of variables and values differ. */
export function reportMismatch(
  c: Checker,
  values: readonly Node[],
  left: number,
  right: number,
  unknown: boolean,
): void {
  if (left === right || unknown) return;
  const { tree } = c.env.file;
  const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
  const args = { variables: count(left, 'variable'), values: count(right, 'value') };
  const call = values.length === 1 && tree.kind[values[0]!] === Kind.CallExpression ? values[0]! : NONE;
  if (call === NONE) c.report(values[0]!, 'WrongAssignCount', 'assignmentMismatch', args);
  else
    c.report(call, 'WrongAssignCount', 'assignmentMismatchCall', {
      ...args,
      function: expressionString(tree, tree.child(call, Field.Function)),
    });
}

function returnStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const list = tree.childOfKind(node, Kind.ExpressionList);
  const values = list === NONE ? [] : namedChildren(tree, list);
  const results = c.env.signature?.results ?? [];
  const resultTypes = results.map((v) => varType(c, v));
  if (values.length === 0) {
    if (results.length > 0 && results[0]!.name === '') {
      c.report(node, 'WrongResultCount', 'wrongReturnCount', {
        quality: 'not enough',
        have: '()',
        want: typeSummary(c, resultTypes),
      });
    }
    for (const result of results) {
      const { name } = result;
      const other = name === '' || name === '_' ? undefined : c.env.scope.lookup(name, tree.start[node]!);
      if (other === undefined || other === result) continue;
      reportHiddenResult(c, node, other);
      return;
    }
    return;
  }
  const hint = results.length === 1 && values.length === 1 ? resultTypes[0] : undefined;
  const operands =
    values.length === 1 ? checkMulti(c, values, -1, hint) : values.map((v) => checkGenericExpression(c, v));
  if (operands.length !== results.length) {
    if (operands.some((x) => x.mode === 'unknown')) return;
    const at = operands.length > results.length ? operands[results.length]! : operands.at(-1)!;
    const quality = operands.length > results.length ? 'too many' : 'not enough';
    const args = { quality, have: operandSummary(c, operands), want: typeSummary(c, resultTypes) };
    if (results.length === 0) c.report(operands[0]!.node, 'WrongResultCount', 'wrongReturnCount', args);
    else c.report(at.node, 'WrongResultCount', 'wrongReturnCount', args);
    return;
  }
  const to = { context: 'return statement', target: 'result variable' };
  for (let i = 0; i < operands.length; i++) assignment(c, operands[i]!, resultTypes[i]!, to);
}

function reportHiddenResult(c: Checker, node: Node, other: GoObject): void {
  const { name, site, kind } = other;
  if (site === undefined || (kind !== 'var' && kind !== 'const' && kind !== 'type')) return;
  const type =
    kind === 'var' ? varType(c, other) : kind === 'const' ? constType(c, other) : under(c, typeNameType(c, other));
  const declaration = `${kind} ${name} ${c.typeString(type)}`;
  c.report(node, 'OutOfScopeResult', 'resultOutOfScope', { name, place: placeOf(site.file, site.node), declaration });
}

/** A header's simple statement, if it has one. */
export function simple(c: Checker, node: Node): void {
  if (node !== NONE) statement(c, node);
}

function condition(c: Checker, node: Node, what: string): void {
  if (node === NONE) return;
  c.each(() => {
    const x = checkExpression(c, node);
    if (x.mode === 'unknown' || (x.mode !== 'nil' && allBasic(c, x.type, Info.Boolean))) return;
    c.report(node, 'InvalidCond', 'nonBooleanCondition', { statement: what });
  });
}

function ifStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  inNewScope(c, () => {
    simple(c, tree.child(node, Field.Initializer));
    condition(c, tree.child(node, Field.Condition), 'if');
    block(c, tree.child(node, Field.Consequence));
    const alternative = tree.child(node, Field.Alternative);
    if (alternative !== NONE) statement(c, alternative);
  });
}

function forStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const body = tree.child(node, Field.Body);
  inNewScope(c, () => {
    for (const n of namedChildren(tree, node)) {
      if (n === body) continue;
      if (tree.kind[n] === Kind.RangeClause) rangeStatement(c, n, node);
      else if (tree.kind[n] === Kind.ForClause) {
        simple(c, tree.child(n, Field.Initializer));
        condition(c, tree.child(n, Field.Condition), 'for');
        simple(c, tree.child(n, Field.Update));
      } else condition(c, n, 'for');
    }
    block(c, body);
  });
}

function sendStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const channel = checkExpression(c, tree.child(node, Field.Channel));
  const value = checkExpression(c, tree.child(node, Field.Value));
  if (channel.mode === 'unknown' || value.mode === 'unknown') return;
  const elem = channelElement(c, channel, node, 'send');
  if (elem !== undefined) assignment(c, value, elem, { context: 'send' });
}

function selectStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const clauses = namedChildren(tree, node);
  reportDefaults(c, clauses);
  for (const clause of clauses) {
    inNewScope(c, (scope) => {
      const communication = tree.child(clause, Field.Communication);
      if (communication !== NONE) communicationStatement(c, communication);
      caseBody(c, clause, scope);
    });
  }
}

/** `v, ok := <-ch`, `v = <-ch`, `ch <- v`. */
function communicationStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const left = tree.child(node, Field.Left);
  const value = unparenthesized(tree, tree.child(node, Field.Right));
  const receives = tree.kind[value] === Kind.UnaryExpression && tree.textOf(tree.child(value, Field.Operator)) === '<-';
  if (tree.kind[node] === Kind.ReceiveStatement && !receives) {
    const start = left === NONE ? operatorOffset(tree, value) : tree.start[node]!;
    c.each(() => c.report(node, 'InvalidSelectCase', 'invalidSelectCase', {}, { start }));
    return;
  }
  if (tree.kind[node] !== Kind.ReceiveStatement || left === NONE) {
    statement(c, node);
    return;
  }
  if (tree.childOfKind(node, Kind.Define) !== NONE) shortVarDeclaration(c, node);
  else c.each(() => assignmentStatement(c, node));
}
