// Whether a type implements an interface or satisfies a constraint, and why not, in the compiler's words (Go spec, Implementing an
// interface, Satisfying a type constraint).
import type { Checker } from './checker.ts';
import { missingMethod, missingMethodReason, pointerToInterface } from './missing-method.ts';
import { identical, isComparable, isStrictlyComparable, mentionsUnknown } from './predicates.ts';
import { termString, typeString } from './print.ts';
import { under } from './resolve.ts';
import { type Interface, Tag, type Term, type Type, type TypeSet } from './type.ts';
import { constraintSet, includes, isEmptySet, isSubset, typeSetOf } from './type-set.ts';

/**
 * Why `type` does not implement the interface `wanted`; undefined where it does, or where that cannot be told.
 * @param constraint whether it should satisfy a constraint: then interfaces count as comparable
 * @throws Split
 */
export function whyNotImplements(c: Checker, type: Type, wanted: Type, constraint = false): string | undefined {
  const v = under(c, type);
  const t = under(c, wanted);
  if (v.tag === Tag.Unknown || t.tag === Tag.Unknown || mentionsUnknown(type)) return undefined;
  const verb = constraint ? 'satisfy' : 'implement';
  const failed = (detail: string) =>
    `${typeString(c, type)} does not ${verb} ${typeString(c, wanted)}${detail === '' ? '' : ` ${detail}`}`;
  if (t.tag !== Tag.Interface) {
    return failed(`(${pointerToInterface(c, wanted) ?? `${typeString(c, wanted)} is not an interface`})`);
  }
  const set = typeSetOf(c, t);
  const own = ownTypeSet(c, type, v);
  if (set.unknown || own?.unknown || (own !== undefined && isEmptySet(own))) return undefined;
  if (isEmptySet(set)) return `cannot ${verb} ${typeString(c, wanted)} (empty type set)`;
  const missing = missingMethod(c, type, wanted);
  if (missing !== undefined) return failed(missingMethodReason(c, type, wanted, missing));
  if (set.terms !== undefined) {
    if (own !== undefined) {
      if (!isSubset(c, own.terms, set.terms)) return failed('');
    } else if (!set.terms.some((term) => includes(c, term, type))) {
      return failed(`(${whyNotIncluded(c, type, wanted, t, set.terms)})`);
    }
  }
  return set.comparable ? whyNotComparable(c, type, constraint, verb) : undefined;
}

/** The type set of an interface or type parameter; undefined for other types. */
function ownTypeSet(c: Checker, type: Type, u: Type): TypeSet | undefined {
  if (type.tag === Tag.TypeParam) return constraintSet(c, type);
  return u.tag === Tag.Interface ? typeSetOf(c, u) : undefined;
}

/** Why a type is none of those that a constraint lists. */
function whyNotIncluded(c: Checker, type: Type, wanted: Type, u: Interface, terms: readonly Term[]): string {
  const text = typeString(c, type);
  const constraint = typeString(c, wanted);
  const almost = terms.find(
    (term) =>
      !term.tilde && identical(c, term.type, under(c, term.type)) && includes(c, { ...term, tilde: true }, type),
  );
  if (almost !== undefined) return `possibly missing ~ for ${typeString(c, almost.type)} in ${constraint}`;
  if (lists(c, u, type)) return `${constraint} mentions ${text}, but ${text} is not in the type set of ${constraint}`;
  return `${text} missing in ${terms.map((term) => termString(c, term)).join(' | ')}`;
}

/** Whether an interface or union names the type among its elements. */
function lists(c: Checker, element: Type, type: Type): boolean {
  if (element.tag === Tag.Interface) return element.embedded.some((inner) => lists(c, inner, type));
  if (element.tag === Tag.Union) return element.terms.some((term) => lists(c, term.type, type));
  return identical(c, element, type);
}

function whyNotComparable(c: Checker, type: Type, constraint: boolean, verb: string): string | undefined {
  if (isStrictlyComparable(c, type)) return undefined;
  const text = typeString(c, type);
  if (!constraint || !isComparable(c, type)) return `${text} does not ${verb} comparable`;
  if (c.allows('1.20')) return undefined;
  return `${text} to ${verb} comparable requires go1.20 or later`;
}
