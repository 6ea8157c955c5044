// Relations between types: identity, comparability, and what kinds of types there are (Go spec, Properties of types and values).
import type { Checker } from './checker.ts';
import { uniqueName } from './names.ts';
import type { Var } from './object.ts';
import { typeString } from './print.ts';
import { signatureOf, under, varType } from './resolve.ts';
import { type Basic, Info, type Interface, type Signature, Tag, type Type, UNKNOWN, unalias } from './type.ts';
import { constraintSet, typeSetOf } from './type-set.ts';

/** How types are compared. */
interface Comparison {
  /** Pairs of interfaces that are being compared, so that a comparison that comes back to itself ends. */
  readonly pairs: readonly (readonly [Interface, Interface])[];
  /** Whether the tags of struct fields do not count, as in conversions. */
  readonly ignoreTags: boolean;
}

const EXACT: Comparison = { pairs: [], ignoreTags: false };

/** Whether two types are identical (Go spec, Type identity). Unknown is identical to everything. @throws Split */
export function identical(c: Checker, x: Type, y: Type, how: Comparison = EXACT): boolean {
  const a = unalias(x);
  const b = unalias(y);
  if (a === b) return true;
  c.step();
  if (a.tag === Tag.Unknown || b.tag === Tag.Unknown) return true;
  switch (a.tag) {
    case Tag.Basic:
      return b.tag === Tag.Basic && (a.aliasOf ?? a) === (b.aliasOf ?? b);
    case Tag.Pointer:
    case Tag.Slice:
      return b.tag === a.tag && identical(c, a.elem, b.elem, how);
    case Tag.Array:
      return (
        b.tag === Tag.Array &&
        (a.length === b.length || a.length < 0 || b.length < 0) &&
        identical(c, a.elem, b.elem, how)
      );
    case Tag.Map:
      return b.tag === Tag.Map && identical(c, a.key, b.key, how) && identical(c, a.elem, b.elem, how);
    case Tag.Chan:
      return b.tag === Tag.Chan && a.direction === b.direction && identical(c, a.elem, b.elem, how);
    case Tag.Struct:
      return (
        b.tag === Tag.Struct &&
        a.fields.length === b.fields.length &&
        a.fields.every((f, i) => {
          const g = b.fields[i]!;
          return (
            f.embedded === g.embedded &&
            (how.ignoreTags || a.tags[i] === b.tags[i]) &&
            fieldKey(f) === fieldKey(g) &&
            identical(c, varType(c, f), varType(c, g), how)
          );
        })
      );
    case Tag.Signature:
      return b.tag === Tag.Signature && identicalSignatures(c, a, b, how);
    case Tag.Interface:
      return b.tag === Tag.Interface && identicalInterfaces(c, a, b, how);
    case Tag.Union:
      return (
        b.tag === Tag.Union &&
        a.terms.length === b.terms.length &&
        a.terms.every((t, i) => t.tilde === b.terms[i]!.tilde && identical(c, t.type, b.terms[i]!.type, how))
      );
    case Tag.Tuple:
      return b.tag === Tag.Tuple && identicalVars(c, a.vars, b.vars, how);
    case Tag.Named:
      return (
        b.tag === Tag.Named &&
        a.object === b.object &&
        a.typeArgs.length === b.typeArgs.length &&
        a.typeArgs.length > 0 &&
        a.typeArgs.every((t, i) => identical(c, t, b.typeArgs[i]!, how))
      );
    case Tag.TypeParam:
      // Each typing of a signature makes its parameters anew.
      return (
        b.tag === Tag.TypeParam &&
        a.object.site?.node === b.object.site?.node &&
        a.object.site?.file === b.object.site?.file
      );
    default:
      return false;
  }
}

function fieldKey(field: Var): string {
  return uniqueName(field.name, field.package_?.path);
}

function identicalVars(c: Checker, a: readonly Var[], b: readonly Var[], how: Comparison): boolean {
  return a.length === b.length && a.every((v, i) => identical(c, varType(c, v), varType(c, b[i]!), how));
}

function identicalSignatures(c: Checker, a: Signature, b: Signature, how: Comparison): boolean {
  if (a.typeParams.length !== b.typeParams.length) return false;
  // Generic signatures are identical up to the names of their parameters; that is never decisive for an error here.
  if (a.typeParams.length > 0) return true;
  return (
    a.variadic === b.variadic &&
    identicalVars(c, a.params, b.params, how) &&
    identicalVars(c, a.results, b.results, how)
  );
}

function identicalInterfaces(c: Checker, a: Interface, b: Interface, how: Comparison): boolean {
  if (how.pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a))) return true;
  const s = typeSetOf(c, a);
  const t = typeSetOf(c, b);
  if (s.unknown || t.unknown) return true;
  if (s.methods.size !== t.methods.size || s.comparable !== t.comparable) return false;
  if ((s.terms?.length ?? -1) !== (t.terms?.length ?? -1)) return false;
  const inner: Comparison = { ...how, pairs: [...how.pairs, [a, b]] };
  for (const [key, method] of s.methods) {
    const other = t.methods.get(key);
    if (other === undefined) return false;
    if (other === method) continue;
    const x = signatureOf(c, method);
    const y = signatureOf(c, other);
    if (x !== undefined && y !== undefined && !identical(c, x, y, inner)) return false;
  }
  return (s.terms ?? []).every((term) =>
    t.terms!.some((u) => u.tilde === term.tilde && identical(c, u.type, term.type, inner)),
  );
}

/** The basic type behind a type, undefined for others. Type parameters have none. @throws Split */
export function basicOf(c: Checker, type: Type): Basic | undefined {
  const u = under(c, type);
  return u.tag === Tag.Basic ? u : undefined;
}

/** Whether the type is basic and has one of the properties; of a type parameter: all its types. @throws Split */
export function allBasic(c: Checker, type: Type, info: number): boolean {
  if (type.tag === Tag.TypeParam) {
    const set = constraintSet(c, type);
    if (set.unknown) return true;
    return set.terms !== undefined && set.terms.length > 0 && set.terms.every((term) => allBasic(c, term.type, info));
  }
  const u = under(c, type);
  if (u.tag === Tag.Unknown) return true;
  return u.tag === Tag.Basic && (u.info & info) !== 0;
}

/** Whether it is an untyped constant's, nil's or boolean's type. */
export function isUntyped(type: Type): type is Basic {
  return type.tag === Tag.Basic && (type.info & Info.Untyped) !== 0;
}

/** Whether something unknown stands in the type: then it is not fit to be compared. */
export function mentionsUnknown(type: Type, depth = 0): boolean {
  if (depth > 8) return false;
  switch (type.tag) {
    case Tag.Unknown:
      return true;
    case Tag.Pointer:
    case Tag.Slice:
    case Tag.Chan:
      return mentionsUnknown(type.elem, depth + 1);
    case Tag.Array:
      return type.length < 0 || mentionsUnknown(type.elem, depth + 1);
    case Tag.Map:
      return mentionsUnknown(type.key, depth + 1) || mentionsUnknown(type.elem, depth + 1);
    case Tag.Named:
      return type.typeArgs.some((t) => mentionsUnknown(t, depth + 1));
    default:
      return false;
  }
}

/** {@link mentionsUnknown}, the types of fields, parameters, results and methods included. @throws Split */
export function holdsUnknown(c: Checker, type: Type, depth = 0): boolean {
  if (depth > 8 || mentionsUnknown(type)) return true;
  const inner = (part: Type) => holdsUnknown(c, part, depth + 1);
  const inVars = (vars: readonly Var[]) => vars.some((v) => inner(varType(c, v)));
  switch (type.tag) {
    case Tag.Pointer:
    case Tag.Slice:
    case Tag.Chan:
    case Tag.Array:
      return inner(type.elem);
    case Tag.Map:
      return inner(type.key) || inner(type.elem);
    case Tag.Struct:
      return inVars(type.fields);
    case Tag.Signature:
      return inVars(type.params) || inVars(type.results);
    case Tag.Interface:
      return type.methods.some((method) => inner(signatureOf(c, method) ?? UNKNOWN));
    default:
      return false;
  }
}

/** Whether it is an interface and no type parameter. @throws Split */
export function isInterface(c: Checker, type: Type): boolean {
  return type.tag !== Tag.TypeParam && under(c, type).tag === Tag.Interface;
}

/** Whether values of the type can be nil; of a type parameter: of all its types. @throws Split */
export function hasNil(c: Checker, type: Type): boolean {
  if (type.tag === Tag.TypeParam) {
    const set = constraintSet(c, type);
    return (
      set.unknown || (set.terms !== undefined && set.terms.length > 0 && set.terms.every((t) => hasNil(c, t.type)))
    );
  }
  const u = under(c, type);
  switch (u.tag) {
    case Tag.Unknown:
    case Tag.Pointer:
    case Tag.Slice:
    case Tag.Map:
    case Tag.Chan:
    case Tag.Signature:
    case Tag.Interface:
      return true;
    case Tag.Basic:
      return u.name === 'unsafe.Pointer' || u.name === 'untyped nil';
    default:
      return false;
  }
}

/** Whether values can be compared with == (Go spec, Comparison operators); interfaces count as comparable. @throws Split */
export function isComparable(c: Checker, type: Type): boolean {
  return whyIncomparable(c, type, false) === undefined;
}

/** Whether values can be compared with == and that never panics. @throws Split */
export function isStrictlyComparable(c: Checker, type: Type): boolean {
  return whyIncomparable(c, type, true) === undefined;
}

/**
 * Why values cannot be compared with ==; empty where there is no more to say, undefined where they can.
 * @param strict whether interfaces do not count as comparable
 * @throws Split
 */
export function whyIncomparable(
  c: Checker,
  type: Type,
  strict = false,
  seen: readonly Type[] = [],
): string | undefined {
  if (seen.includes(type)) return undefined;
  c.step();
  const inner = (t: Type) => whyIncomparable(c, t, strict, [...seen, type]);
  const u = under(c, type);
  switch (u.tag) {
    case Tag.Basic:
      return u.name === 'untyped nil' ? '' : undefined;
    case Tag.Struct: {
      const field = u.fields.find((one) => inner(varType(c, one)) !== undefined);
      return field && `struct containing ${typeString(c, varType(c, field))} cannot be compared`;
    }
    case Tag.Array:
      return inner(u.elem) === undefined ? undefined : `${typeString(c, type)} cannot be compared`;
    case Tag.Interface:
    case Tag.TypeParam: {
      if (u.tag === Tag.Interface && !strict) return undefined;
      const set = u.tag === Tag.Interface ? typeSetOf(c, u) : constraintSet(c, u);
      if (set.unknown || set.comparable) return undefined;
      if (set.terms?.length === 0) return 'empty type set';
      const all = set.terms?.every((term) => whyIncomparable(c, term.type, true, [...seen, type]) === undefined);
      return all ? undefined : 'incomparable types in type set';
    }
    case Tag.Slice:
    case Tag.Map:
    case Tag.Signature:
      return '';
    default:
      return undefined;
  }
}

/** The type an untyped value takes where nothing asks for another. */
export function defaultType(type: Type, basic: Readonly<Record<string, Basic>>): Type {
  if (!isUntyped(type)) return type;
  switch (type.name) {
    case 'untyped bool':
      return basic.bool!;
    case 'untyped int':
      return basic.int!;
    case 'untyped rune':
      return basic.rune!;
    case 'untyped float':
      return basic.float64!;
    case 'untyped complex':
      return basic.complex128!;
    case 'untyped string':
      return basic.string!;
    default:
      return UNKNOWN;
  }
}
