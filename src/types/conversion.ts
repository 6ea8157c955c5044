// Conversions (Go spec, Conversions).
import type { Node } from '../syntax/tree.ts';
import { assignableTypes, constantFailure, representable, rounded } from './assign.ts';
import type { Checker } from './checker.ts';
import { encodeRune, format, makeBytes, toInt } from './constant.ts';
import { constantOperand, type Operand, typedValue, unknownOperand } from './operand.ts';
import { allBasic, basicOf, defaultType, hasNil, identical, isUntyped, mentionsUnknown } from './predicates.ts';
import { under } from './resolve.ts';
import { Info, Tag, type Type } from './type.ts';
import { constraintSet } from './type-set.ts';
import { BASIC } from './universe.ts';

/** `T(x)`. @throws Split */
export function checkConversion(c: Checker, node: Node, x: Operand, type: Type): Operand {
  if (type.tag === Tag.Unknown || x.mode === 'unknown')
    return type.tag === Tag.Unknown ? unknownOperand(node) : typedValue(node, type);
  const u = under(c, type);
  // A constant of a type that may have any underlying type may be a constant or not.
  if (u.tag === Tag.Unknown) return x.mode === 'constant' ? unknownOperand(node) : typedValue(node, type);
  for (const observer of c.observers) observer.conversion?.(c, node, x, type);
  if (x.mode === 'constant' && u.tag === Tag.Basic && (u.info & Info.Const) !== 0 && type.tag !== Tag.TypeParam) {
    return convertConstant(c, node, x, type);
  }
  if (x.mode === 'nil') {
    if (hasNil(c, type)) return typedValue(node, type);
    return fail(c, node, x, type);
  }
  const from = isUntyped(x.type) ? defaultType(x.type, BASIC) : x.type;
  if (!convertible(c, from, type)) return fail(c, node, x, type);
  const value = typedValue(node, type);
  return u.tag === Tag.Interface ? { ...value, subject: x.subject, dynamic: from } : value;
}

function fail(c: Checker, node: Node, x: Operand, type: Type): Operand {
  c.report(x.node, 'InvalidConversion', 'cannotConvert', {
    operand: c.describe(x),
    type: c.typeString(type),
    cause: '',
  });
  return unknownOperand(node);
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
  if (mentionsUnknown(from) || mentionsUnknown(to) || assignableTypes(c, from, to)) return true;
  const v = under(c, from);
  const t = under(c, to);
  if (v.tag === Tag.Unknown || t.tag === Tag.Unknown) return true;
  if (from.tag === Tag.TypeParam || to.tag === Tag.TypeParam) return convertibleParams(c, from, to);
  if (identicalIgnoringTags(c, v, t)) return true;
  if (v.tag === Tag.Pointer && t.tag === Tag.Pointer && from.tag !== Tag.Named && to.tag !== Tag.Named) {
    if (
      identicalIgnoringTags(c, under(c, v.elem), under(c, t.elem)) &&
      v.elem.tag !== Tag.TypeParam &&
      t.elem.tag !== Tag.TypeParam
    )
      return true;
  }
  const number = Info.Integer | Info.Float;
  if (v.tag === Tag.Basic && t.tag === Tag.Basic) {
    if (v.info & number && t.info & number) return true;
    if (v.info & Info.Complex && t.info & Info.Complex) return true;
    if (t.info & Info.String && v.info & (Info.Integer | Info.String)) return true;
    if (v.info & Info.Boolean && t.info & Info.Boolean) return true;
  }
  if (isString(v) && t.tag === Tag.Slice) return isByteOrRune(c, t.elem);
  if (isString(t) && v.tag === Tag.Slice) return isByteOrRune(c, v.elem);
  const pointer = BASIC['unsafe.Pointer'];
  if (t === pointer) return v.tag === Tag.Pointer || v === BASIC.uintptr;
  if (v === pointer) return t.tag === Tag.Pointer || t === BASIC.uintptr;
  if (v.tag === Tag.Slice) {
    // Slices to arrays and to pointers to arrays.
    if (t.tag === Tag.Array) return identical(c, v.elem, t.elem);
    const array = t.tag === Tag.Pointer ? under(c, t.elem) : t;
    if (array.tag === Tag.Array) return identical(c, v.elem, array.elem);
  }
  return false;
}

function convertibleParams(c: Checker, from: Type, to: Type): boolean {
  const each = (type: Type): readonly Type[] | undefined => {
    if (type.tag !== Tag.TypeParam) return [type];
    const set = constraintSet(c, type);
    return set.unknown ? undefined : set.terms?.map((term) => term.type);
  };
  const sources = each(from);
  const targets = each(to);
  if (sources === undefined || targets === undefined) {
    // Without specific types only assignability is left, which failed; where something is unknown nothing is said.
    const unknown = [from, to].some((type) => type.tag === Tag.TypeParam && constraintSet(c, type).unknown);
    return unknown;
  }
  return sources.every((s) => targets.every((t) => convertible(c, s, t)));
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
