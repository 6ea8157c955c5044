// Parameters, results and type parameters (Go spec, Function types; Type parameter declarations).
import { fail } from './problem.ts';
import type { Recognizer } from './recognizer.ts';
import type { Shape } from './shape.ts';
import { tokenName } from './token.ts';
import { arrayOrArguments, embedded, moreTerms, nameShape, qualifiedName, typeOrNone } from './types.ts';

/** One parameter as it is written: at least one of the two is there. */
interface Parameter {
  readonly name?: Shape;
  readonly type?: Shape;
}

interface Rules {
  /** Whether each must have a name: type parameters. */
  readonly requireNames: boolean;
  /** Whether the last may be `...T`. */
  readonly allowDots: boolean;
}

/**
 * The signature of a function behind its name or `func`: type parameters, parameters and results.
 * @param context what must have no type parameters, empty for a declared function, which may
 */
export function signature(r: Recognizer, context: string): void {
  const { start, end } = r.lexer;
  if (r.got('[')) {
    if (context !== '') fail(start, end, 'noTypeParametersHere', { what: context });
    if (r.is(']')) r.failHere('emptyTypeParameters', {});
    parameters(r, ']', { requireNames: true, allowDots: false });
  }
  r.want('(');
  parameters(r, ')', { requireNames: false, allowDots: true });
  if (r.got('(')) parameters(r, ')', { requireNames: false, allowDots: false });
  else typeOrNone(r);
}

/**
 * A list of parameters behind its opening bracket, with the closing one.
 * @param first what of the first was read already
 * @returns how many, and whether they have names
 */
export function parameters(
  r: Recognizer,
  close: ')' | ']',
  rules: Rules,
  first?: Parameter,
): { count: number; named: boolean } {
  const list: Parameter[] = [];
  let known = first;
  if (first?.type !== undefined && r.is(close)) {
    r.next();
    return { count: 1, named: true };
  }
  const end = r.list('parameter list', ',', close, () => {
    list.push(known?.type === undefined ? parameter(r, close, known?.name) : known);
    known = undefined;
    return false;
  });
  const named = list.filter(({ name, type }) => name !== undefined && type !== undefined).length;
  if (named > 0 || rules.requireNames) checkNames(list, named, end, rules);
  checkDots(list, rules);
  return { count: list.length, named: named > 0 };
}

/** Where some have a name and a type, all must, though names may share the type that follows. */
function checkNames(list: readonly Parameter[], named: number, end: number, { requireNames }: Rules): void {
  if (named === list.length) return;
  const typed = list.filter(({ type }) => type !== undefined).length;
  // From right to left, as a name takes the type behind it; the leftmost error is told.
  let error: number | undefined;
  let hasType = false;
  for (const { name, type } of [...list].reverse()) {
    if (type !== undefined) {
      hasType = true;
      if (name === undefined) error = type.start;
    } else if (!hasType) error = name!.start;
  }
  if (error === undefined) return;
  if (named === typed) fail(end, end + 1, requireNames ? 'missingTypeConstraint' : 'missingParameterType', {});
  if (!requireNames) fail(error, error + 1, 'missingParameterName', {});
  fail(error, error + 1, list.length === 1 ? 'missingTypeParameterNameOrLength' : 'missingTypeParameterName', {});
}

/** `...T` is the type of a last parameter; of `a, b ...T` both have it. */
function checkDots(list: readonly Parameter[], { allowDots }: Rules): void {
  const isNamed = list.some(({ name, type }) => name !== undefined && type !== undefined);
  for (const [i, { type }] of list.entries()) {
    const own = type ?? (isNamed ? list.slice(i).find((other) => other.type !== undefined)?.type : undefined);
    if (own?.kind !== 'variadic' || (allowDots && i === list.length - 1)) continue;
    fail(own.start, own.start + 3, allowDots ? 'misplacedDots' : 'dotsInResult', {});
  }
}

function parameter(r: Recognizer, close: ')' | ']', known: Shape | undefined): Parameter {
  const hasTerms = close === ']';
  if (known === undefined && hasTerms && r.isOperator('~')) return { type: embedded(r) };
  const name = known ?? (r.is('name') ? nameShape(r) : undefined);
  if (name !== undefined) {
    const rest = (type: Shape): Shape => (hasTerms ? union(r, type) : type);
    if (r.is('[')) {
      const type = arrayOrArguments(r);
      return type.kind === 'index' ? { type: rest({ ...type, start: name.start }) } : { name, type: rest(type) };
    }
    if (r.is('.')) return { type: rest(qualifiedName(r, name)) };
    if (hasTerms && r.isOperator('|')) return { type: rest(name) };
  }
  if (r.is('...')) {
    const start = r.at;
    r.next();
    if (typeOrNone(r) === undefined) r.failHere('dotsWithoutType', {});
    return { name, type: { kind: 'variadic', start, position: start, end: r.at } };
  }
  if (hasTerms && r.isOperator('~')) return { name, type: embedded(r) };
  const found = typeOrNone(r);
  const type = found !== undefined && hasTerms ? union(r, found) : found;
  if (name === undefined && type === undefined) r.expected(tokenName(close));
  return { name, type };
}

/** A type with the terms behind it. */
function union(r: Recognizer, type: Shape): Shape {
  return moreTerms(r).length === 0 ? type : { ...type, end: r.at };
}
