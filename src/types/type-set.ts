// Type sets: the methods an interface asks for and the types it admits (Go spec, Interface types).
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { uniqueName } from './names.ts';
import type { Func } from './object.ts';
import { identical, isStrictlyComparable } from './predicates.ts';
import { under } from './resolve.ts';
import { type Interface, Tag, type Term, type Type, type TypeSet, UNKNOWN } from './type.ts';

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
  // Where types are listed, comparable leaves those of them that are.
  if (comparable && terms !== undefined) {
    terms = terms.filter((term) => isStrictlyComparable(c, term.type));
    comparable = false;
  }
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
  return withoutIncluded(c, all);
}

/** The terms without those that others include. */
function withoutIncluded(c: Checker, terms: readonly Term[]): readonly Term[] {
  const kept: Term[] = [];
  for (const term of terms) {
    c.step();
    if (kept.some((other) => includes(c, other, term.type, term.tilde))) continue;
    const included = kept.findIndex((other) => includes(c, term, other.type, other.tilde));
    if (included < 0) kept.push(term);
    else kept[included] = term;
  }
  return kept;
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
  return withoutIncluded(c, both);
}

/** Whether every type that `inner` admits is admitted by `outer`; undefined terms admit all types. @throws Split */
export function isSubset(c: Checker, inner: readonly Term[] | undefined, outer: readonly Term[] | undefined): boolean {
  if (outer === undefined) return true;
  return inner?.every((term) => outer.some((other) => includes(c, other, term.type, term.tilde))) ?? false;
}

/** Whether no type has the methods and terms. */
export function isEmptySet(set: TypeSet): boolean {
  return set.terms?.length === 0 && !set.unknown;
}

/** Whether it restricts types by methods only: then variables can have such an interface as type. */
export function isMethodSet(set: TypeSet): boolean {
  return set.terms === undefined && !set.comparable;
}

/** Whether `term` admits `type` (and, with `tilde`, everything of that underlying type). @throws Split */
export function includes(c: Checker, term: Term, type: Type, tilde = false): boolean {
  if (!term.tilde) return !tilde && identical(c, term.type, type);
  return identical(c, under(c, term.type), under(c, type));
}

/** Whether no type is admitted by both terms. @throws Split */
export function disjoint(c: Checker, a: Term, b: Term): boolean {
  return !identical(c, b.tilde ? under(c, a.type) : a.type, a.tilde ? under(c, b.type) : b.type);
}

/** How methods are told apart: unexported names belong to their package (Go spec, Uniqueness of identifiers). */
export function methodKey(method: Func): string {
  return uniqueName(method.name, method.package_?.path);
}

/** The type set of a type parameter's constraint. @throws Split */
export function constraintSet(c: Checker, type: Type): TypeSet {
  if (type.tag !== Tag.TypeParam) return EMPTY;
  const constraint = type.constraint.get(c.now) ?? UNKNOWN;
  const u = under(c, constraint);
  if (u.tag === Tag.Interface) return typeSetOf(c, u);
  if (u.tag === Tag.Unknown) return { ...EMPTY, unknown: true };
  return { ...EMPTY, terms: [{ tilde: false, type: constraint }] };
}

/**
 * The types of a type parameter's type set, for other types the type itself: each with its underlying type. Undefined where any
 * type is possible, or none.
 * @throws Split
 */
export function typesOf(c: Checker, type: Type): readonly Type[] | undefined {
  if (type.tag !== Tag.TypeParam) return [type];
  const { terms } = constraintSet(c, type);
  return terms === undefined || terms.length === 0 ? undefined : terms.map((term) => term.type);
}

/**
 * The underlying types of a type set, for a type that is no type parameter its own. Undefined where they are not known; the element
 * undefined stands for a type set without specific types.
 * @throws Split
 */
export function underlyingTypes(c: Checker, type: Type): readonly (Type | undefined)[] | undefined {
  if (constraintSet(c, type).unknown) return undefined;
  const types = typesOf(c, type);
  if (types === undefined) return [undefined];
  const found = types.map((t) => under(c, t));
  return found.some((u) => u.tag === Tag.Unknown) ? undefined : found;
}

/** What the types of a type set have in common, or why they have nothing. */
export type Common =
  | { readonly type: Type; readonly cause?: undefined }
  | { readonly type?: undefined; readonly cause: string };

/**
 * The one underlying type that all types of a type parameter share; for other types the underlying type. Of channels of several directions
 * it is the one that fits all.
 * @param wrong why one of the types is not what is needed, undefined where it is
 * @throws Split
 */
export function commonUnder(c: Checker, type: Type, wrong?: (type: Type, u: Type) => string | undefined): Common {
  if (type.tag === Tag.TypeParam && constraintSet(c, type).unknown) return { type: UNKNOWN };
  const types = typesOf(c, type);
  if (types === undefined) return { cause: 'no specific type' };
  let common: { type: Type; u: Type } | undefined;
  for (const t of types) {
    const u = under(c, t);
    if (u.tag === Tag.Unknown) return { type: UNKNOWN };
    const cause = wrong?.(t, u);
    if (cause !== undefined) return { cause };
    if (common === undefined) {
      common = { type: t, u };
      continue;
    }
    const texts = () => [common!.type, t].map((one) => c.typeString(one));
    if (common.u.tag === Tag.Chan && u.tag === Tag.Chan) {
      const [a, b] = texts();
      if (!identical(c, common.u.elem, u.elem)) return { cause: `channels ${a} and ${b} have different element types` };
      if (common.u.direction === u.direction) continue;
      if (common.u.direction === 'both') common = { type: t, u };
      else if (u.direction !== 'both') return { cause: `channels ${a} and ${b} have conflicting directions` };
    } else if (!identical(c, common.u, u)) {
      const [a, b] = texts();
      return { cause: `${a} and ${b} have different underlying types` };
    }
  }
  return { type: common!.u };
}

/** {@link commonUnder} without the reason: undefined where there is none. @throws Split */
export function coreType(c: Checker, type: Type): Type | undefined {
  return commonUnder(c, type).type;
}
