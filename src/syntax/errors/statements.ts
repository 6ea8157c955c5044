// Statements (Go spec, Statements; Blocks).
import { constantSpec, declarationGroup, typeSpec, variableSpec } from './declarations.ts';
import { expression, expressionList, primary } from './expressions.ts';
import { header } from './header.ts';
import { fail } from './problem.ts';
import type { Recognizer } from './recognizer.ts';
import type { Shape } from './shape.ts';

/** What a simple statement was: `range` for the clause of a for statement. */
export interface Simple {
  readonly kind: 'expression' | 'range' | 'assignment' | 'operation' | 'send' | 'increment';
  /** Where the compiler puts it: the operator, or the expression. */
  readonly position: number;
  readonly end: number;
  readonly operator?: string;
  readonly left?: Shape;
  readonly right?: Shape;
}

/** `{ … }`; `context` is what it must follow, empty where it was seen already. */
export function block(r: Recognizer, context: string): void {
  if (!r.got('{')) r.expected(`{ after ${context}`);
  statements(r);
  r.want('}');
}

/** Statements up to `}`, `case`, `default`, or whatever begins none. */
export function statements(r: Recognizer): void {
  r.nested(() => {
    while (!['EOF', '}', 'case', 'default'].includes(r.token)) {
      if (!statement(r)) return;
      if (!r.got(';') && !r.is('}')) r.failHere('unexpectedTokenAt', { token: r.shown });
    }
  });
}

/** A statement. @returns false where none begins */
function statement(r: Recognizer): boolean {
  const { token } = r;
  switch (token) {
    case 'name': {
      const left = expressionList(r);
      if (left.kind === 'name' && r.is(':')) labeled(r);
      else simpleStatement(r, left);
      return true;
    }
    case 'var':
    case 'const':
    case 'type':
      r.next();
      declarationGroup(r, { var: variableSpec, const: constantSpec, type: typeSpec }[token]);
      return true;
    case '{':
      block(r, '');
      return true;
    case 'op':
      if (!['+', '-', '&', '^', '!'].includes(r.lexer.text)) return false;
      simpleStatement(r);
      return true;
    case '*':
    case 'literal':
    case 'func':
    case '(':
    case '[':
    case 'struct':
    case 'map':
    case 'chan':
    case 'interface':
    case '<-':
      simpleStatement(r);
      return true;
    case 'for':
      header(r, 'for');
      block(r, 'for clause');
      return true;
    case 'switch':
      header(r, 'switch');
      clauses(r, 'switch', () => expressionList(r));
      return true;
    case 'select':
      r.next();
      clauses(r, 'select', () => simpleStatement(r));
      return true;
    case 'if':
      ifStatement(r);
      return true;
    case 'fallthrough':
      r.next();
      return true;
    case 'break':
    case 'continue':
      r.next();
      r.got('name');
      return true;
    case 'go':
    case 'defer':
      callStatement(r, token);
      return true;
    case 'goto':
      r.next();
      r.name();
      return true;
    case 'return':
      r.next();
      if (!r.is(';') && !r.is('}')) expressionList(r);
      return true;
    case ';':
      return true;
  }
  return false;
}

function labeled(r: Recognizer): void {
  const { start, end } = r.lexer;
  r.next();
  if (!r.is('}') && !r.nested(() => statement(r))) fail(start, end, 'nothingAfterLabel', {});
}

function ifStatement(r: Recognizer): void {
  header(r, 'if');
  block(r, 'if clause');
  if (!r.got('else')) return;
  if (r.is('if')) r.nested(() => ifStatement(r));
  else if (r.is('{')) block(r, '');
  else r.failHere('lonelyElse', {});
}

function clauses(r: Recognizer, keyword: string, guard: () => void): void {
  if (!r.got('{')) r.failHere('missingBrace', { brace: '{', keyword });
  while (!r.is('EOF') && !r.is('}')) {
    if (r.got('case')) guard();
    else if (!r.got('default')) r.expected('case or default or }');
    r.want(':');
    statements(r);
  }
  r.want('}');
}

function callStatement(r: Recognizer, keyword: string): void {
  r.next();
  const x = primary(r, undefined, r.is('('));
  if (x.kind === 'paren') fail(x.start, x.end, 'parenthesizedCall', { keyword });
}

/**
 * A simple statement.
 * @param first the expressions it begins with, where they were read
 * @param mayRange whether it may be the range clause of a for statement
 */
export function simpleStatement(r: Recognizer, first?: Shape, mayRange = false): Simple {
  if (mayRange && r.is('range')) return rangeClause(r);
  const left = first ?? expressionList(r);
  const { start: position } = r.lexer;
  const operator = r.lexer.text;
  if (r.is('=') || r.is(':=')) {
    r.next();
    if (mayRange && r.is('range')) return rangeClause(r);
    const right = expressionList(r);
    return { kind: 'assignment', position, end: right.end, operator, left, right };
  }
  if (left.kind === 'list') r.expected(':= or = or comma');
  const { end } = r.lexer;
  switch (r.token) {
    case 'op=': {
      r.next();
      const right = expression(r);
      return { kind: 'operation', position, end: right.end, operator: `${operator}=`, left, right };
    }
    case 'opop':
      r.next();
      return { kind: 'increment', position, end, operator: operator + operator, left };
    case '<-': {
      r.next();
      const right = expression(r);
      return { kind: 'send', position, end: right.end, operator: '<-', left, right };
    }
  }
  return { kind: 'expression', position: left.position, end: left.end, left };
}

function rangeClause(r: Recognizer): Simple {
  const position = r.at;
  r.next();
  const x = expression(r);
  return { kind: 'range', position, end: x.end };
}
