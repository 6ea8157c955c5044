// Assignability and the conversion of untyped values (Go spec, Assignability, Representability), with the compiler's words where it fails.
import { settleParts } from './binary.ts';
import type { Checker } from './checker.ts';
import {
  type Constant,
  fitsInt,
  imag,
  real,
  roundFloat32,
  roundFloat64,
  toComplex,
  toFloat,
  toInt,
} from './constant.ts';
import { whyNotImplements } from './implements.ts';
import { withoutOpenParameters } from './instantiate.ts';
import { pointerToInterface } from './missing-method.ts';
import type { Operand } from './operand.ts';
import { defaultType, hasNil, identical, isInterface, isUntyped, mentionsUnknown } from './predicates.ts';
import { under } from './resolve.ts';
import { type Basic, Info, Tag, type Type, type TypeParam, UNKNOWN, unalias } from './type.ts';
import { constraintSet, typesOf } from './type-set.ts';
import { BASIC } from './universe.ts';
import { variation } from './variation.ts';

/** The compiler's name for the place a value goes to: `argument to f`, `return statement`. */
export interface AssignContext {
  readonly context: string;
  /** What the compiler calls the variable, where a generic function may get its type arguments from its type. */
  readonly target?: string | undefined;
}

export type ConversionFailure = 'TruncatedFloat' | 'NumericOverflow' | 'InvalidConstVal' | 'InvalidUntypedConversion';

/**
 * Checks that `x` may be assigned to a variable of type `wanted`, reporting at `x` where it may not.
 * @returns whether it may, or that is not known
 * @throws Split
 */
export function assignment(c: Checker, operand: Operand, wanted: Type, to: AssignContext): boolean {
  if (operand.mode === 'unknown' || wanted.tag === Tag.Unknown) return true;
  if (!isSingleValue(c, operand)) return false;
  const x = withoutOpenParameters(c, operand, to.target === undefined ? undefined : { type: wanted, text: to.target });
  if (x.mode === 'unknown') return false;
  for (const observer of c.observers) observer.assignment?.(c, x, wanted);
  const fail = (code: string, suffix: string, type: Type = wanted): false => {
    c.report(
      x.node,
      code,
      'cannotUse',
      { operand: c.describe(x), type: c.typeString(type), context: to.context, cause: suffix },
      { ...variation(c, x), unfit: { operand: x, wanted } },
    );
    return false;
  };
  if (x.mode === 'nil') return hasNil(c, wanted) || fail('IncompatibleAssign', '');
  if (isUntyped(x.type)) {
    const target = isInterface(c, wanted) ? defaultType(x.type, BASIC) : wanted;
    const failure = untypedFailure(c, x, target);
    if (failure !== undefined && wanted.tag === Tag.TypeParam) return fail('IncompatibleAssign', '');
    if (failure === 'TruncatedFloat') return fail(failure, ' (truncated)', target);
    if (failure === 'NumericOverflow') return fail(failure, ' (overflows)', target);
    if (failure !== undefined) return fail('IncompatibleAssign', '', target);
    settleParts(c, x, target);
    if (target === wanted) return true;
  }
  const type = defaultType(x.type, BASIC);
  const failed = whyNotAssignable(c, type, wanted);
  return failed === undefined || fail(failed.code, failed.cause === '' ? '' : `: ${failed.cause}`);
}

/**
 * The type a variable gets from its initial value, reporting what cannot be one.
 * @throws Split
 */
export function declaredType(c: Checker, operand: Operand, context: string): Type {
  if (operand.mode === 'unknown' || !isSingleValue(c, operand)) return UNKNOWN;
  const x = withoutOpenParameters(c, operand);
  if (x.mode === 'nil') {
    c.report(x.node, 'UntypedNilUse', 'untypedNil', { context });
    return UNKNOWN;
  }
  const type = defaultType(x.type, BASIC);
  return isUntyped(x.type) && !assignment(c, x, type, { context }) ? UNKNOWN : type;
}

/** Whether `x` is a value, reporting types, built-ins and calls without a result. */
export function isSingleValue(c: Checker, x: Operand, orType = false): boolean {
  switch (x.mode) {
    case 'unknown':
      return false;
    case 'novalue':
      c.report(x.node, 'TooManyValues', orType ? 'noValueOrType' : 'noValue', { operand: c.describe(x) });
      return false;
    case 'builtin':
      c.report(x.node, 'UncalledBuiltin', 'builtinNotCalled', { operand: c.describe(x) });
      return false;
    case 'type':
      c.report(x.node, 'NotAnExpr', 'typeNotExpression', { operand: c.describe(x) });
      return false;
    default:
      return true;
  }
}

/** Why a value cannot be assigned: the error code, and a reason in the compiler's words, perhaps empty. */
interface Unassignable {
  readonly code: 'IncompatibleAssign' | 'InvalidIfaceAssign' | 'InvalidChanAssign';
  readonly cause: string;
}

const INCOMPATIBLE: Unassignable = { code: 'IncompatibleAssign', cause: '' };

/** Whether a value of the typed `type` may be assigned to `wanted` (Go spec, Assignability). @throws Split */
export function assignableTypes(c: Checker, type: Type, wanted: Type): boolean {
  return whyNotAssignable(c, type, wanted) === undefined;
}

/** Why a value of the typed `type` may not be assigned to `wanted`; undefined where it may or nothing is known. @throws Split */
export function whyNotAssignable(c: Checker, given: Type, target: Type): Unassignable | undefined {
  const type = unalias(given);
  const wanted = unalias(target);
  if (mentionsUnknown(type) || mentionsUnknown(wanted) || identical(c, type, wanted)) return undefined;
  const v = under(c, type);
  const t = under(c, wanted);
  if (v.tag === Tag.Unknown || t.tag === Tag.Unknown) return undefined;
  const typeParam = v.tag === Tag.TypeParam || t.tag === Tag.TypeParam;
  if (typeParam && (constraintSet(c, v).unknown || constraintSet(c, t).unknown)) return undefined;
  const bothNamed = hasName(type) && hasName(wanted);
  if (!typeParam && !bothNamed && identical(c, v, t)) return undefined;
  if (t.tag === Tag.Interface || pointerToInterface(c, wanted) !== undefined) {
    const cause = whyNotImplements(c, type, wanted);
    if (cause === undefined) return undefined;
    if (v.tag !== Tag.TypeParam) return { code: 'InvalidIfaceAssign', cause };
  }
  // The other way round an assertion is what is needed.
  if (v.tag === Tag.Interface && whyNotImplements(c, wanted, type) === undefined) {
    return { code: 'IncompatibleAssign', cause: 'need type assertion' };
  }
  if (v.tag === Tag.Chan && v.direction === 'both' && t.tag === Tag.Chan && identical(c, v.elem, t.elem)) {
    return bothNamed ? { code: 'InvalidChanAssign', cause: '' } : undefined;
  }
  // Between type parameters and types without a name it must hold for each type of the type set.
  if (t.tag === Tag.TypeParam && !hasName(type)) {
    return firstFailure(
      c,
      t,
      (term) => whyNotAssignable(c, type, term),
      (term) => {
        return `cannot assign ${c.typeString(given)} to ${c.typeString(term)} (in ${c.typeString(wanted)})`;
      },
    );
  }
  if (v.tag === Tag.TypeParam && !hasName(wanted)) {
    return firstFailure(
      c,
      v,
      (term) => whyNotAssignable(c, term, wanted),
      (term) => {
        return `cannot assign ${c.typeString(term)} (in ${c.typeString(type)}) to ${c.typeString(target)}`;
      },
    );
  }
  return INCOMPATIBLE;
}

/** The failure for the first type of a type set that has one. */
function firstFailure(
  c: Checker,
  param: TypeParam,
  failure: (term: Type) => Unassignable | undefined,
  describe: (term: Type) => string,
): Unassignable | undefined {
  const types = typesOf(c, param);
  if (types === undefined) return INCOMPATIBLE;
  for (const term of types) {
    const failed = failure(term);
    if (failed === undefined) continue;
    return { code: failed.code, cause: describe(term) + (failed.cause === '' ? '' : `\n\t${failed.cause}`) };
  }
  return undefined;
}

/** Whether the type has a name: predeclared, defined or a type parameter. */
function hasName(type: Type): boolean {
  return type.tag === Tag.Basic || type.tag === Tag.Named || type.tag === Tag.TypeParam;
}

/**
 * Why an untyped value cannot become a `target`; undefined where it can or nothing is known.
 * @throws Split
 */
export function untypedFailure(c: Checker, x: Operand, target: Type): ConversionFailure | undefined {
  if (x.type.tag !== Tag.Basic || target.tag === Tag.Unknown) return undefined;
  if (target.tag === Tag.TypeParam) {
    const { terms, unknown } = constraintSet(c, target);
    if (unknown) return undefined;
    if (terms === undefined || terms.length === 0) return 'InvalidUntypedConversion';
    for (const term of terms) {
      const failure = untypedFailure(c, x, under(c, term.type));
      if (failure !== undefined) return failure;
    }
    return undefined;
  }
  const u = under(c, target);
  if (u.tag === Tag.Unknown) return undefined;
  if (u.tag === Tag.Interface) return undefined;
  if (u.tag !== Tag.Basic) return 'InvalidUntypedConversion';
  if (x.mode === 'constant') return x.value === undefined ? undefined : constantFailure(c, x.value, x.type, u);
  // Results of comparisons, and shifts that get their type from here.
  if ((x.type.info & Info.Boolean) !== 0) return (u.info & Info.Boolean) !== 0 ? undefined : 'InvalidUntypedConversion';
  if ((x.type.info & Info.Numeric) !== 0) return (u.info & Info.Numeric) !== 0 ? undefined : 'InvalidUntypedConversion';
  if ((x.type.info & Info.String) !== 0) return (u.info & Info.String) !== 0 ? undefined : 'InvalidUntypedConversion';
  return undefined;
}

/** Why a constant of basic type `from` is not representable as `to`. @throws Split */
export function constantFailure(c: Checker, value: Constant, from: Basic, to: Basic): ConversionFailure | undefined {
  if (representable(c, value, to)) return undefined;
  if ((from.info & Info.Numeric) !== 0 && (to.info & Info.Numeric) !== 0) {
    return (from.info & Info.Integer) === 0 && (to.info & Info.Integer) !== 0 ? 'TruncatedFloat' : 'NumericOverflow';
  }
  return 'InvalidConstVal';
}

/** Whether a constant is representable by a value of a basic type (Go spec, Representability). @throws Split */
export function representable(c: Checker, value: Constant, type: Basic): boolean {
  const { info } = type;
  if ((info & Info.Integer) !== 0) {
    const int = toInt(value);
    if (int === undefined) return false;
    if ((info & Info.Untyped) !== 0) return true;
    const signed = (info & Info.Unsigned) === 0;
    if (type.bits !== 0) return fitsInt(int, type.bits, signed);
    if (fitsInt(int, 32, signed)) return true;
    return fitsInt(int, 64, signed) && c.wordBits() === 64;
  }
  if ((info & Info.Float) !== 0) {
    const float = toFloat(value);
    if (float === undefined) return false;
    return type.bits === 32
      ? roundFloat32(float) !== undefined
      : type.bits === 64
        ? roundFloat64(float) !== undefined
        : true;
  }
  if ((info & Info.Complex) !== 0) {
    const complex = toComplex(value);
    if (complex === undefined || (info & Info.Untyped) !== 0) return complex !== undefined;
    const round = type.bits === 64 ? roundFloat32 : roundFloat64;
    return [real(complex), imag(complex)].every((part) => part !== undefined && round(part) !== undefined);
  }
  if ((info & Info.String) !== 0) return value.kind === 'string';
  if ((info & Info.Boolean) !== 0) return value.kind === 'bool';
  return true;
}

/** The value a constant has once it is of a basic type: floats are rounded. */
export function rounded(value: Constant, type: Basic): Constant | undefined {
  if ((type.info & Info.Integer) !== 0) return toInt(value) ?? value;
  if ((type.info & Info.Float) !== 0) {
    const float = toFloat(value);
    if (float === undefined) return value;
    return type.bits === 32 ? roundFloat32(float) : type.bits === 64 ? roundFloat64(float) : float;
  }
  if ((type.info & Info.Complex) !== 0) return toComplex(value) ?? value;
  return value;
}
