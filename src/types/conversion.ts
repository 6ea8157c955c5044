// Conversions (Go spec, Conversions).
import type { Node } from '../syntax/tree.ts';
import { constantFailure, representable, rounded, whyNotAssignable } from './assign.ts';
import { settleParts } from './binary.ts';
import type { Checker } from './checker.ts';
import { encodeRune, format, makeBytes, toInt } from './constant.ts';
import { constantOperand, type Operand, typedValue, unknownOperand } from './operand.ts';
import { allBasic, basicOf, defaultType, hasNil, identical, isUntyped, mentionsUnknown } from './predicates.ts';
import { under } from './resolve.ts';
import { Info, Tag, type Type, type TypeParam } from './type.ts';
import { constraintSet, typesOf } from './type-set.ts';
import { BASIC } from './universe.ts';

/** `T(x)`. @throws Split */
export function checkConversion(c: Checker, node: Node, x: Operand, type: Type): Operand {
  if (type.tag === Tag.Unknown) return unknownOperand(node);
  const u = under(c, type);
  if (x.mode === 'unknown') {
    // It may be a constant.
    const constant = u.tag === Tag.Basic && (u.info & Info.Const) !== 0;
    return constant ? constantOperand(node, type, undefined) : typedValue(node, type);
  }
  // A constant of a type that may have any underlying type may be a constant or not.
  if (u.tag === Tag.Unknown) return x.mode === 'constant' ? unknownOperand(node) : typedValue(node, type);
  for (const observer of c.observers) observer.conversion?.(c, node, x, type);
  if (x.mode === 'constant' && u.tag === Tag.Basic && (u.info & Info.Const) !== 0) {
    return convertConstant(c, node, x, type);
  }
  if (x.mode === 'constant' && u.tag === Tag.TypeParam) {
    const why = whyNotConvertibleConstant(c, x, u);
    // The compiler has forgotten by then that it was a constant.
    return why === undefined ? typedValue(node, type) : fail(c, node, { ...x, mode: 'value' }, type, why);
  }
  if (x.mode === 'nil') return hasNil(c, type) ? typedValue(node, type) : fail(c, node, x, type, '');
  const from = isUntyped(x.type) ? defaultType(x.type, BASIC) : x.type;
  const why = whyNotConvertible(c, from, type);
  if (why !== undefined) return fail(c, node, x, type, why);
  settleParts(c, x, u.tag === Tag.Interface ? from : type);
  const value = typedValue(node, type);
  return u.tag === Tag.Interface ? { ...value, selected: x.selected, dynamic: from } : value;
}

/** @param cause why, in the compiler's words; empty where there is no more to say */
function fail(c: Checker, node: Node, x: Operand, type: Type, cause: string): Operand {
  c.report(x.node, 'InvalidConversion', 'cannotConvert', {
    operand: c.describe(x),
    type: c.typeString(type),
    cause: cause === '' ? '' : `: ${cause}`,
  });
  return unknownOperand(node);
}

/** Why a constant cannot be converted to one of the types of a type parameter; undefined where it can. */
function whyNotConvertibleConstant(c: Checker, x: Operand, param: TypeParam): string | undefined {
  if (constraintSet(c, param).unknown || x.value === undefined) return undefined;
  const types = typesOf(c, param);
  const text = c.typeString(param);
  if (types === undefined) return `${text} does not contain specific types`;
  const integer = allBasic(c, x.type, Info.Integer);
  for (const type of types) {
    const u = under(c, type);
    if (u.tag === Tag.Unknown) return undefined;
    const name = c.typeString(type.tag === Tag.Basic ? type : u);
    if (u.tag === Tag.Slice && x.value.kind === 'string' && isByteOrRune(c, u.elem)) continue;
    if (u.tag === Tag.Basic && (representable(c, x.value, u) || (integer && (u.info & Info.String) !== 0))) continue;
    if (integer && u.tag === Tag.Basic && (u.info & Info.Integer) !== 0) {
      return `constant ${format(x.value)} overflows ${name} (in ${text})`;
    }
    return `cannot convert ${c.describe(x)} to type ${name} (in ${text})`;
  }
  return undefined;
}

function convertConstant(c: Checker, node: Node, x: Operand, type: Type): Operand {
  const target = basicOf(c, type)!;
  if (x.value === undefined) return constantOperand(node, type, undefined);
  if (representable(c, x.value, target)) return constantOperand(node, type, rounded(x.value, target));
  const integer = allBasic(c, x.type, Info.Integer);
  if (integer && (target.info & Info.String) !== 0) {
    const int = toInt(x.value)?.value ?? 0xfffdn;
    const rune = int >= 0n && int <= 0x10ffffn ? Number(int) : 0xfffd;
    return constantOperand(node, type, makeBytes(encodeRune(rune)));
  }
  const source = basicOf(c, x.type);
  // A constant float of a typed value is truncated only by an explicit conversion of a non-constant.
  if (source !== undefined && constantFailure(c, x.value, source, target) === undefined)
    return constantOperand(node, type, x.value);
  if (integer && (target.info & Info.Integer) !== 0) {
    c.report(x.node, 'InvalidConversion', 'constantOverflows', {
      value: format(x.value),
      type: c.typeString(type),
    });
    return unknownOperand(node);
  }
  const cause = (source?.info ?? 0) & Info.Numeric && target.info & Info.Integer ? ' (truncated)' : '';
  c.report(x.node, 'InvalidConversion', 'cannotConvert', { operand: c.describe(x), type: c.typeString(type), cause });
  return unknownOperand(node);
}

/** Whether a non-constant value of `from` can be converted to `to`. @throws Split */
export function convertible(c: Checker, from: Type, to: Type): boolean {
  return whyNotConvertible(c, from, to) === undefined;
}

/**
 * Why a non-constant value of `from` cannot be converted to `to`, in the compiler's words; empty where there is no more to say,
 * undefined where it can.
 * @throws Split
 */
function whyNotConvertible(c: Checker, from: Type, to: Type): string | undefined {
  if (mentionsUnknown(from) || mentionsUnknown(to)) return undefined;
  const unassignable = whyNotAssignable(c, from, to);
  if (unassignable === undefined) return undefined;
  const v = under(c, from);
  const t = under(c, to);
  if (v.tag === Tag.Unknown || t.tag === Tag.Unknown) return undefined;
  if (v.tag === Tag.TypeParam || t.tag === Tag.TypeParam)
    return whyNotConvertibleParams(c, from, to, unassignable.cause);
  if (identicalIgnoringTags(c, v, t)) return undefined;
  if (v.tag === Tag.Pointer && t.tag === Tag.Pointer && from.tag !== Tag.Named && to.tag !== Tag.Named) {
    const [a, b] = [under(c, v.elem), under(c, t.elem)];
    if (a.tag !== Tag.TypeParam && b.tag !== Tag.TypeParam && identicalIgnoringTags(c, a, b)) return undefined;
  }
  const number = Info.Integer | Info.Float;
  if (v.tag === Tag.Basic && t.tag === Tag.Basic) {
    if (v.info & number && t.info & number) return undefined;
    if (v.info & Info.Complex && t.info & Info.Complex) return undefined;
    if (t.info & Info.String && v.info & (Info.Integer | Info.String)) return undefined;
    if (v.info & Info.Boolean && t.info & Info.Boolean) return undefined;
  }
  if (isString(v) && t.tag === Tag.Slice && isByteOrRune(c, t.elem)) return undefined;
  if (isString(t) && v.tag === Tag.Slice && isByteOrRune(c, v.elem)) return undefined;
  const pointer = BASIC['unsafe.Pointer'];
  if (t === pointer && (v.tag === Tag.Pointer || v === BASIC.uintptr)) return undefined;
  if (v === pointer && (t.tag === Tag.Pointer || t === BASIC.uintptr)) return undefined;
  if (v.tag === Tag.Slice) {
    // Slices to arrays and to pointers to arrays.
    const array = t.tag === Tag.Pointer ? under(c, t.elem) : t;
    if (array.tag === Tag.Array && identical(c, v.elem, array.elem)) {
      const [what, version] = t.tag === Tag.Array ? ['array', '1.20'] : ['array pointer', '1.17'];
      return c.allows(version!) ? undefined : `conversion of slice to ${what} requires go${version} or later`;
    }
  }
  return unassignable.cause;
}

/** {@link whyNotConvertible} where there is a type parameter: each of its types has to be convertible. */
function whyNotConvertibleParams(c: Checker, from: Type, to: Type, before: string): string | undefined {
  for (const type of [from, to]) if (constraintSet(c, type).unknown) return undefined;
  const [sources, targets] = [typesOf(c, from), typesOf(c, to)];
  if (sources === undefined || targets === undefined) return before;
  const place = (type: Type, one: Type) =>
    type.tag === Tag.TypeParam ? `${c.typeString(one)} (in ${c.typeString(type)})` : c.typeString(one);
  for (const source of sources) {
    for (const target of targets) {
      const inner = whyNotConvertible(c, source, target);
      if (inner === undefined) continue;
      const why = inner === '' ? before : inner;
      const words = `cannot convert ${place(from, source)} to type ${place(to, target)}`;
      return why === '' ? words : `${words}\n\t${why}`;
    }
  }
  return undefined;
}

function isString(type: Type): boolean {
  return type.tag === Tag.Basic && (type.info & Info.String) !== 0;
}

function isByteOrRune(c: Checker, type: Type): boolean {
  const basic = basicOf(c, type);
  return basic === BASIC.uint8 || basic === BASIC.int32;
}

function identicalIgnoringTags(c: Checker, a: Type, b: Type): boolean {
  return identical(c, a, b, { pairs: [], ignoreTags: true });
}
