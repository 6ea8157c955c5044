// Types (Go spec, Types).
import { expression } from './expressions.ts';
import { parameters, signature } from './parameters.ts';
import { fail } from './problem.ts';
import type { Recognizer } from './recognizer.ts';
import type { Shape } from './shape.ts';

/** A type. */
export function type(r: Recognizer): Shape {
  return typeOrNone(r) ?? r.expected('type');
}

/** A type, or undefined where none begins. */
export function typeOrNone(r: Recognizer): Shape | undefined {
  return r.nested(() => parseType(r));
}

function parseType(r: Recognizer): Shape | undefined {
  const start = r.at;
  const made = (kind: Shape['kind'], parts: Shape[] = [], operator?: string): Shape => ({
    kind,
    start,
    position: start,
    end: r.at,
    parts,
    operator,
  });
  switch (r.token) {
    case '*':
      r.next();
      return made('unary', [type(r)], '*');
    case '<-':
      r.next();
      r.want('chan');
      return made('channel', [channelElement(r)], '<-chan');
    case 'chan': {
      r.next();
      const operator = r.got('<-') ? 'chan<-' : 'chan';
      return made('channel', [channelElement(r)], operator);
    }
    case 'func':
      r.next();
      // The compiler has a function type begin behind `func`.
      return functionType(r, r.at);
    case '[':
      r.next();
      return r.got(']') ? made('slice type', [type(r)]) : arrayType(r, start, undefined);
    case 'map': {
      r.next();
      r.want('[');
      const key = type(r);
      r.want(']');
      return made('map', [key, type(r)]);
    }
    case 'struct':
      r.next();
      r.want('{');
      r.list('struct type', ';', '}', () => field(r));
      return made('struct');
    case 'interface':
      r.next();
      r.want('{');
      r.list('interface type', ';', '}', () => interfaceElement(r));
      return made('interface');
    case 'name':
      return qualifiedName(r);
    case '(': {
      r.next();
      const inner = type(r);
      r.want(')');
      return inner;
    }
  }
  return undefined;
}

function functionType(r: Recognizer, start: number): Shape {
  signature(r, 'function type');
  return { kind: 'signature', start, position: start, end: r.at };
}

function channelElement(r: Recognizer): Shape {
  return typeOrNone(r) ?? r.failHere('missingChannelElement', {});
}

/** The rest of an array type behind `[`, or behind its length where that is given. */
export function arrayType(r: Recognizer, start: number, length: Shape | undefined): Shape {
  if (length === undefined && !r.got('...')) r.bracketed(() => expression(r));
  if (r.is(',')) r.failHere('commaInArrayType', {});
  r.want(']');
  return { kind: 'array', start, position: start, end: r.at, parts: [type(r)] };
}

/** `T`, `p.T`, `T[A]`; `name` is its first name where that was read. */
export function qualifiedName(r: Recognizer, name?: Shape): Shape {
  let x: Shape = name ?? nameShape(r);
  if (r.is('.')) {
    const position = r.at;
    r.next();
    const { end } = r.name();
    x = { kind: 'selector', start: x.start, position, end };
  }
  if (!r.is('[')) return x;
  const position = r.at;
  r.next();
  if (r.is(']')) r.expected('type argument list');
  const { list } = typeList(r, true);
  r.want(']');
  return { kind: 'index', start: x.start, position, end: r.at, parts: [x, ...list] };
}

/** A name as an expression. */
export function nameShape(r: Recognizer): Shape {
  const { start, end } = r.name();
  return { kind: 'name', start, position: start, end };
}

/**
 * What stands in brackets behind a name: `A`, `A, B`, `A,`.
 * @param strict whether the first must be a type; otherwise it may be an index or a length
 */
export function typeList(r: Recognizer, strict: boolean): { list: Shape[]; comma: boolean } {
  return r.bracketed(() => {
    const list = [strict ? type(r) : expression(r)];
    let comma = false;
    while (r.got(',')) {
      comma = true;
      const next = typeOrNone(r);
      if (next === undefined) break;
      list.push(next);
    }
    return { list, comma };
  });
}

/** `[n]E`, `[]E` or `[A, B]` behind a name: an array or slice type, or an index whose operand the caller knows. */
export function arrayOrArguments(r: Recognizer): Shape {
  const start = r.at;
  r.want('[');
  if (r.got(']')) return { kind: 'slice type', start, position: start, end: r.at, parts: [type(r)] };
  const { list, comma } = typeList(r, false);
  r.want(']');
  const element = comma ? undefined : typeOrNone(r);
  if (element !== undefined) return { kind: 'array', start, position: start, end: r.at, parts: [element] };
  return { kind: 'index', start, position: start, end: r.at, parts: list };
}

/** A field of a struct, or an embedded one, with its tag. */
function field(r: Recognizer): boolean {
  if (r.is('name')) {
    const name = nameShape(r);
    if (['.', 'literal', ';', '}'].includes(r.token)) qualifiedName(r, name);
    else if (r.is('[')) arrayOrArguments(r);
    else {
      while (r.got(',')) r.name();
      type(r);
    }
  } else {
    const starred = r.got('*');
    if (r.is('(')) r.failHere('parenthesizedEmbedded', {});
    if (!starred) r.expected('field name or embedded type');
    qualifiedName(r);
  }
  r.got('literal');
  return false;
}

/** A method or an embedded element of an interface. */
function interfaceElement(r: Recognizer): boolean {
  if (!r.is('name')) {
    embedded(r);
    return false;
  }
  const name = nameShape(r);
  if (r.is('(')) signature(r, 'interface method');
  else if (r.is('[')) bracketsInInterface(r);
  else qualifiedName(r, name);
  // A method with brackets is none either: `|` may follow.
  moreTerms(r);
  return false;
}

/** `m[P any]()`, which is an error, or `T[A]`, which is embedded. */
function bracketsInInterface(r: Recognizer): void {
  const { start, end } = r.lexer;
  r.next();
  if (r.is(']')) {
    const position = r.at;
    r.next();
    const id = r.is('(') ? 'emptyMethodTypeParameters' : 'emptyMethodTypeArguments';
    fail(position, position + 1, id, {});
  }
  const list = parameters(r, ']', { requireNames: false, allowDots: false });
  if (list.named) {
    signature(r, 'interface method');
    fail(start, end, 'genericInterfaceMethod', {});
  }
}

/** Terms of a constraint: `~A | B`. */
export function embedded(r: Recognizer): Shape {
  const first = term(r);
  const rest = moreTerms(r);
  if (rest.length === 0) return first;
  const [last] = rest.slice(-1);
  return {
    kind: 'binary',
    start: first.start,
    position: first.end,
    end: last!.end,
    operator: '|',
    parts: [first, ...rest],
  };
}

/** `| B | C` */
export function moreTerms(r: Recognizer): Shape[] {
  const terms: Shape[] = [];
  while (r.isOperator('|')) {
    r.next();
    terms.push(term(r));
  }
  return terms;
}

function term(r: Recognizer): Shape {
  const start = r.at;
  if (r.isOperator('~')) {
    r.next();
    return { kind: 'unary', start, position: start, operator: '~', parts: [type(r)], end: r.at };
  }
  return typeOrNone(r) ?? r.expected('~ term or type');
}
