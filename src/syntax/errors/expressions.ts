// Expressions (Go spec, Expressions).

import { signature } from './parameters.ts';
import type { Recognizer } from './recognizer.ts';
import { isValue, type Shape, unparenthesized } from './shape.ts';
import { block } from './statements.ts';
import { precedenceOf } from './token.ts';
import { nameShape, type, typeList } from './types.ts';

/** An expression, or a type where both are possible. */
export function expression(r: Recognizer): Shape {
  return binary(r, undefined, 0);
}

/** One expression or more with commas between them: then a `list`. */
export function expressionList(r: Recognizer): Shape {
  const first = expression(r);
  if (!r.is(',')) return first;
  const parts = [first];
  while (r.got(',')) parts.push(expression(r));
  return { kind: 'list', start: first.start, position: first.position, end: parts.at(-1)!.end, parts };
}

/** An expression whose operators bind tighter than `precedence`; `first` is its first operand where that was read. */
export function binary(r: Recognizer, first: Shape | undefined, precedence: number): Shape {
  return r.nested(() => {
    let x = first ?? unary(r);
    for (;;) {
      const operator = r.is('*') ? '*' : r.is('op') ? r.lexer.text : '';
      const own = precedenceOf(operator);
      if (own <= precedence) return x;
      const position = r.at;
      r.next();
      const y = binary(r, undefined, own);
      x = { kind: 'binary', start: x.start, position, end: y.end, operator, parts: [x, y] };
    }
  });
}

const UNARY = new Set(['+', '-', '!', '^', '~', '&']);

function unary(r: Recognizer): Shape {
  const start = r.at;
  const operator = r.lexer.text;
  if (r.is('*') || (r.is('op') && UNARY.has(operator))) {
    r.next();
    const x = r.nested(() => unary(r));
    return { kind: 'unary', start, position: start, end: x.end, operator, parts: [x] };
  }
  if (!r.is('<-')) return primary(r, undefined, true);
  r.next();
  const x = r.nested(() => unary(r));
  if (x.kind === 'channel') {
    receiveOnly(r, x);
    return { ...x, start, position: start, operator: '<-chan' };
  }
  return { kind: 'unary', start, position: start, end: x.end, operator: '<-', parts: [x] };
}

/** `<-chan T` was read as `<-` and a channel type; the arrow goes to the leftmost `chan`: `<-chan<- T` is `<-chan (<-T)`. */
function receiveOnly(r: Recognizer, channel: Shape): void {
  let at: Shape = channel;
  while (at.kind === 'channel') {
    if (at.operator === '<-chan') r.failHere('unexpectedWantsChan', { what: '<-' });
    if (at.operator === 'chan') return;
    at = at.parts![0]!;
  }
  r.failHere('unexpectedWantsChan', { what: r.source.slice(at.start, at.end) });
}

/**
 * An operand and the selectors, indices, calls and literals behind it.
 * @param first the operand where it was read
 */
export function primary(r: Recognizer, first: Shape | undefined, keepsParentheses: boolean): Shape {
  let x = first ?? operand(r, keepsParentheses);
  for (;;) {
    const next = suffix(r, x);
    if (next === undefined) return x;
    x = next;
  }
}

function operand(r: Recognizer, keepsParentheses: boolean): Shape {
  const { start, end } = r.lexer;
  switch (r.token) {
    case 'name':
      return nameShape(r);
    case 'literal':
      r.next();
      return { kind: 'literal', start, position: start, end };
    case '(': {
      r.next();
      const x = r.bracketed(() => r.nested(() => expression(r)));
      const close = r.lexer.end;
      r.want(')');
      if (!keepsParentheses && !r.is('{')) return x;
      return { kind: 'paren', start, position: start, end: close, parts: [x] };
    }
    case 'func':
      r.next();
      signature(r, 'function type');
      if (!r.is('{')) return { kind: 'signature', start, position: start, end: r.at };
      r.bracketed(() => r.nested(() => block(r, '')));
      return { kind: 'function', start, position: start, end: r.at };
    case '[':
    case 'chan':
    case 'map':
    case 'struct':
    case 'interface':
      return type(r);
    default:
      return r.expected('expression');
  }
}

/** What one suffix makes of an operand; undefined where there is none. */
function suffix(r: Recognizer, x: Shape): Shape | undefined {
  const position = r.at;
  const made = (kind: Shape['kind'], parts: Shape[] = [x], isSpread?: boolean): Shape => {
    return { kind, start: x.start, position, end: r.at, parts, isSpread };
  };
  switch (r.token) {
    case '.':
      r.next();
      return made(selectorOrAssertion(r));
    case '[':
      r.next();
      return indexOrSlice(r, made, x);
    case '(': {
      r.next();
      const parts = [x];
      let isSpread = false;
      r.bracketed(() =>
        r.list('argument list', ',', ')', () => {
          parts.push(expression(r));
          isSpread = r.got('...');
          return isSpread;
        }),
      );
      return made('call', parts, isSpread);
    }
    case '{':
      if (!takesLiteral(r, x)) return undefined;
      if (x.kind === 'paren') r.failHere('parenthesizedComposite', {});
      compositeLiteral(r);
      return made('composite');
  }
  return undefined;
}

function selectorOrAssertion(r: Recognizer): Shape['kind'] {
  if (r.is('name')) {
    r.next();
    return 'selector';
  }
  if (!r.got('(')) r.expected('name or (');
  const isGuard = r.got('type');
  if (!isGuard) type(r);
  r.want(')');
  return isGuard ? 'guard' : 'assertion';
}

function indexOrSlice(r: Recognizer, made: (kind: Shape['kind'], parts?: Shape[]) => Shape, x: Shape): Shape {
  if (r.is(']')) r.expected('operand');
  if (!r.is(':')) {
    const { list, comma } = typeList(r, false);
    if (comma || r.is(']')) {
      r.want(']');
      return made('index', [x, ...list]);
    }
    if (!r.is(':')) r.expected('comma, : or ]');
  }
  r.next();
  r.bracketed(() => {
    const hasHigh = !r.is(':') && !r.is(']');
    if (hasHigh) expression(r);
    if (!r.is(':')) return;
    if (!hasHigh) r.failHere('middleIndex', {});
    r.next();
    if (r.is(']')) r.failHere('finalIndex', {});
    expression(r);
  });
  r.want(']');
  return made('slice');
}

const LITERAL_TYPES: ReadonlySet<Shape['kind']> = new Set(['array', 'slice type', 'struct', 'map']);

/** Whether `{` behind an operand begins a composite literal (Go spec, Composite literals: the ambiguity). */
function takesLiteral(r: Recognizer, operand: Shape): boolean {
  const x = unparenthesized(operand);
  if (LITERAL_TYPES.has(x.kind)) return true;
  if (r.expressionLevel < 0) return false;
  return x.kind === 'name' || x.kind === 'selector' || (x.kind === 'index' && !isValue(x));
}

function compositeLiteral(r: Recognizer): void {
  r.nested(() =>
    r.bracketed(() => {
      r.want('{');
      r.list('composite literal', ',', '}', () => {
        element(r);
        if (r.got(':')) element(r);
        return false;
      });
    }),
  );
}

function element(r: Recognizer): void {
  if (r.is('{')) compositeLiteral(r);
  else expression(r);
}
