// Type sets: the methods an interface asks for and the types it admits (Go spec, Interface types).
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { uniqueName } from './names.ts';
import type { Func } from './object.ts';
import { identical } from './predicates.ts';
import { under } from './resolve.ts';
import { type Interface, Tag, type Term, type Type, type TypeSet } from './type.ts';

const EMPTY: TypeSet = { methods: new Map(), terms: undefined, comparable: false, unknown: false };

/** The type set of an interface. @throws Split */
export function typeSetOf(c: Checker, type: Interface): TypeSet {
  if (type.methods.length === 0 && type.embedded.length === 0 && !type.comparable) return EMPTY;
  type.typeSet ??= new Cell();
  const known = type.typeSet.get(c.now);
  if (known !== undefined) return known;
  const set = compute(c, type, new Set());
  type.typeSet.set(c.now, set);
  return set;
}

function compute(c: Checker, type: Interface, seen: Set<Interface>): TypeSet {
  const methods = new Map<string, Func>();
  let terms: readonly Term[] | undefined;
  let { comparable } = type;
  let unknown = false;
  // An interface that embeds itself is an error that is reported elsewhere.
  if (seen.has(type)) return { methods, terms, comparable, unknown: true };
  c.step();
  seen.add(type);
  for (const method of type.methods) methods.set(methodKey(method), method);
  for (const embedded of type.embedded) {
    const u = under(c, embedded);
    if (u.tag === Tag.Interface) {
      const inner = compute(c, u, seen);
      for (const [key, method] of inner.methods) if (!methods.has(key)) methods.set(key, method);
      terms = intersect(c, terms, inner.terms);
      comparable ||= inner.comparable;
      unknown ||= inner.unknown;
    } else if (u.tag === Tag.Unknown) unknown = true;
    else {
      const own = embedded.tag === Tag.Union ? unionTerms(c, embedded.terms) : [{ tilde: false, type: embedded }];
      if (own?.some((term) => term.type.tag === Tag.Unknown)) unknown = true;
      terms = intersect(c, terms, own);
    }
  }
  seen.delete(type);
  return { methods, terms, comparable, unknown };
}

/** The terms of a union, interfaces in it dissolved; undefined: all types. */
function unionTerms(c: Checker, terms: readonly Term[]): readonly Term[] | undefined {
  const all: Term[] = [];
  for (const term of terms) {
    const u = under(c, term.type);
    if (u.tag === Tag.Interface) {
      const inner = typeSetOf(c, u).terms;
      if (inner === undefined) return undefined;
      all.push(...inner);
    } else all.push(term);
  }
  return all;
}

function intersect(
  c: Checker,
  a: readonly Term[] | undefined,
  b: readonly Term[] | undefined,
): readonly Term[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const both: Term[] = [];
  for (const x of a) {
    for (const y of b) {
      c.step();
      if (includes(c, y, x.type, x.tilde)) both.push(x);
      else if (includes(c, x, y.type, y.tilde)) both.push(y);
    }
  }
  return both;
}

/** Whether `term` admits `type` (and, with `tilde`, everything of that underlying type). @throws Split */
export function includes(c: Checker, term: Term, type: Type, tilde = false): boolean {
  if (!term.tilde) return !tilde && identical(c, term.type, type);
  return identical(c, under(c, term.type), under(c, type));
}

/** How methods are told apart: unexported names belong to their package (Go spec, Uniqueness of identifiers). */
export function methodKey(method: Func): string {
  return uniqueName(method.name, method.package_?.path);
}

/** The type set of a type parameter's constraint. @throws Split */
export function constraintSet(c: Checker, type: Type): TypeSet {
  if (type.tag !== Tag.TypeParam) return EMPTY;
  const constraint = type.constraint.get(c.now);
  const u = constraint === undefined ? undefined : under(c, constraint);
  return u?.tag === Tag.Interface ? typeSetOf(c, u) : { ...EMPTY, unknown: true };
}

/**
 * The one underlying type that all types of a type parameter share; for other types the underlying type. Undefined where
 * they share none.
 * @throws Split
 */
export function coreType(c: Checker, type: Type): Type | undefined {
  if (type.tag !== Tag.TypeParam) return under(c, type);
  const { terms } = constraintSet(c, type);
  if (terms === undefined || terms.length === 0) return undefined;
  const first = under(c, terms[0]!.type);
  return terms.every((term) => identical(c, under(c, term.type), first)) ? first : undefined;
}
