// Type inference for calls of generic functions (Go spec, Type inference): by arguments, constraints, then defaults of constants.
import type { Checker } from './checker.ts';
import type { Operand } from './operand.ts';
import { defaultType, identical, isUntyped } from './predicates.ts';
import { under, varType } from './resolve.ts';
import { mentions, substitute } from './substitute.ts';
import { Signature, Tag, type Type, type TypeParam } from './type.ts';
import { constraintSet, typeSetOf } from './type-set.ts';
import { BASIC } from './universe.ts';

type Bindings = Map<Type, Type>;

/**
 * The signature with its type parameters replaced.
 * @param given type arguments that are written
 * @param params the type each argument goes to
 * @returns undefined where they cannot be inferred, or not by what is done here
 * @throws Split
 */
export function infer(
  c: Checker,
  signature: Signature,
  given: readonly Type[],
  params: readonly Type[],
  args: readonly Operand[],
): Signature | undefined {
  const { typeParams } = signature;
  const bound: Bindings = new Map();
  given.forEach((type, i) => {
    const param = typeParams[i];
    if (param !== undefined) bound.set(param, type);
  });
  const untyped: [Type, Operand][] = [];
  for (const [i, arg] of args.entries()) {
    const param = params[i]!;
    if (arg.mode === 'unknown' || arg.mode === 'nil' || arg.typeArgs !== undefined) continue;
    if (isUntyped(arg.type)) {
      if (param.tag === Tag.TypeParam) untyped.push([param, arg]);
      continue;
    }
    if (mentions(c, param, typeParams) && !unify(c, param, arg.type, bound, typeParams)) return undefined;
  }
  bindUntyped(untyped, bound);
  for (let changed = true; changed; ) changed = bindByConstraints(c, typeParams, bound);
  if (typeParams.some((param) => !bound.has(param))) return undefined;
  resolveBindings(c, bound);
  const result = substitute(c, new Signature(signature.params, signature.results, signature.variadic), bound);
  return result.tag === Tag.Signature ? result : undefined;
}

/** Constants give a parameter its type where nothing else does: of several the kind that comes last. */
function bindUntyped(untyped: readonly [Type, Operand][], bound: Bindings): void {
  const order = ['untyped int', 'untyped rune', 'untyped float', 'untyped complex'];
  const kinds = new Map<Type, Type>();
  for (const [param, arg] of untyped) {
    if (bound.has(param) || !isUntyped(arg.type)) continue;
    const known = kinds.get(param);
    if (known === undefined || (isUntyped(known) && order.indexOf(arg.type.name) > order.indexOf(known.name)))
      kinds.set(param, arg.type);
  }
  for (const [param, kind] of kinds) bound.set(param, defaultType(kind, BASIC));
}

/** Uses constraints of a single underlying type: `S ~[]E` relates S and E. */
function bindByConstraints(c: Checker, params: readonly TypeParam[], bound: Bindings): boolean {
  let changed = false;
  for (const param of params) {
    const { terms } = constraintSet(c, param);
    if (terms?.length !== 1) continue;
    const term = terms[0]!;
    const size = bound.size;
    const known = bound.get(param);
    if (known !== undefined) unify(c, term.type, under(c, known), bound, params);
    else if (!mentionsUnbound(c, term.type, params, bound)) bound.set(param, substitute(c, term.type, bound));
    changed ||= bound.size > size;
  }
  return changed;
}

function mentionsUnbound(c: Checker, type: Type, params: readonly TypeParam[], bound: Bindings): boolean {
  return mentions(
    c,
    type,
    params.filter((param) => !bound.has(param)),
  );
}

/** What a parameter was bound to may itself mention parameters. */
function resolveBindings(c: Checker, bound: Bindings): void {
  for (let round = 0; round < bound.size; round++) {
    let changed = false;
    for (const [param, type] of bound) {
      const resolved = substitute(c, type, bound);
      if (resolved !== type && type !== param) {
        bound.set(param, resolved);
        changed = true;
      }
    }
    if (!changed) return;
  }
}

/** Binds parameters in `x` so that it becomes the type `y`, up to assignability at the outermost level. @throws Split */
function unify(c: Checker, x: Type, y: Type, bound: Bindings, params: readonly TypeParam[], depth = 0): boolean {
  if (x === y || depth > 50) return true;
  if (x.tag === Tag.Unknown || y.tag === Tag.Unknown) return true;
  if (x.tag === Tag.TypeParam && params.includes(x)) {
    const known = bound.get(x);
    if (known === undefined) {
      bound.set(x, y);
      return true;
    }
    if (unify(c, known, y, bound, params, depth + 1)) {
      // A defined type says more than the literal it was bound to before, and a channel is assignable to one of one direction.
      const isDirected = known.tag === Tag.Chan && known.direction === 'both' && y.tag === Tag.Chan;
      if (known.tag !== Tag.Named && (y.tag === Tag.Named || isDirected)) bound.set(x, y);
      return true;
    }
    return false;
  }
  const rec = (a: Type, b: Type) => unify(c, a, b, bound, params, depth + 1);
  // A defined type matches a type literal by its underlying type.
  if (y.tag === Tag.Named && x.tag !== Tag.Named) return rec(x, under(c, y));
  if (x.tag === Tag.Named && y.tag !== Tag.Named && y.tag !== Tag.Interface) return rec(under(c, x), y);
  switch (x.tag) {
    case Tag.Pointer:
    case Tag.Slice:
      return y.tag === x.tag && rec(x.elem, y.elem);
    case Tag.Array:
      return y.tag === Tag.Array && x.length === y.length && rec(x.elem, y.elem);
    case Tag.Map:
      return y.tag === Tag.Map && rec(x.key, y.key) && rec(x.elem, y.elem);
    case Tag.Chan:
      return y.tag === Tag.Chan && rec(x.elem, y.elem);
    case Tag.Signature:
      return (
        y.tag === Tag.Signature &&
        x.params.length === y.params.length &&
        x.results.length === y.results.length &&
        x.params.every((p, i) => rec(varType(c, p), varType(c, y.params[i]!))) &&
        x.results.every((p, i) => rec(varType(c, p), varType(c, y.results[i]!)))
      );
    case Tag.Named:
      if (y.tag === Tag.Named && x.object === y.object) {
        // Interfaces need not have the same arguments, but methods that go together.
        const u = under(c, x);
        if (u.tag === Tag.Interface && typeSetOf(c, u).methods.size === 0) return true;
        return x.typeArgs.every((t, i) => rec(t, y.typeArgs[i]!));
      }
      return (
        !mentions(c, x, params) &&
        (identical(c, x, y) || under(c, x).tag === Tag.Interface || under(c, y).tag === Tag.Interface)
      );
    default:
      return identical(c, x, y) || under(c, x).tag === Tag.Interface;
  }
}
