// The headers of if, for and switch statements: initialization, condition and post statement.
import { fail } from './problem.ts';
import type { Recognizer } from './recognizer.ts';
import { type Shape, textOf } from './shape.ts';
import { type Simple, simpleStatement } from './statements.ts';

/** The keyword and what stands before the block. */
export function header(r: Recognizer, keyword: 'if' | 'for' | 'switch'): void {
  r.want(keyword);
  if (r.is('{')) {
    if (keyword === 'if') r.failHere('missingCondition', {});
    return;
  }
  const outer = r.expressionLevel;
  r.expressionLevel = -1;
  parts(r, keyword);
  r.expressionLevel = outer;
}

function parts(r: Recognizer, keyword: 'if' | 'for' | 'switch'): void {
  let first: Simple | undefined;
  if (!r.is(';')) {
    if (r.got('var')) r.failHere('varInHeader', { keyword });
    first = simpleStatement(r, undefined, keyword === 'for');
    if (first.kind === 'range') return;
  }
  if (r.is('{')) expressionOnly(r, first, keyword);
  else if (keyword === 'for') forClauses(r);
  else condition(r, keyword);
}

/** The condition of an if statement, or what a switch compares, behind the initialization. */
function condition(r: Recognizer, keyword: 'if' | 'switch'): void {
  const { start, end, text } = r.lexer;
  if (!r.got(';')) r.expected('{');
  if (!r.is('{')) expressionOnly(r, simpleStatement(r), keyword);
  else if (keyword === 'if') {
    if (text === 'semicolon') fail(start, end, 'missingCondition', {});
    fail(start, end, 'unexpectedAfterIf', { what: text, brace: '{' });
  }
}

/** The condition and the post statement of a for statement. */
function forClauses(r: Recognizer): void {
  if (!r.got(';')) r.expected('{');
  if (r.is('{')) r.expected('for loop condition');
  if (!r.is(';')) expressionOnly(r, simpleStatement(r), 'for');
  r.want(';');
  if (!r.is('{')) {
    const post = simpleStatement(r);
    if (post.operator === ':=') fail(post.position, post.position + 2, 'declaredInPost', {});
  }
}

/** A condition must be an expression; that of a switch may be `x := y.(type)`. */
function expressionOnly(r: Recognizer, simple: Simple | undefined, keyword: string): void {
  if (simple === undefined || simple.kind === 'expression') return;
  const { left, right, operator, position, end } = simple;
  const isGuard = right?.kind === 'guard' && left?.kind === 'name' && operator === ':=';
  if (keyword === 'switch' && isGuard) return;
  const text = (x: Shape | undefined) => (x === undefined ? '' : textOf(x, r.source));
  const operand = (x: Shape | undefined) => (x?.kind === 'binary' ? `(${text(x)})` : text(x));
  const statement =
    operator === '='
      ? `assignment ${operand(left)} = ${operand(right)}`
      : simple.kind === 'increment'
        ? `${text(left)}${operator}`
        : `${text(left)} ${operator} ${text(right)}`;
  fail(position, end, 'statementAsValue', { statement });
}
