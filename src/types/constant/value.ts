// The values of constant expressions, and how to make them.
import { bitLength, MAXIMUM_BITS, type Rational, rational, roundTo, toNumber } from './rational.ts';
import { decodeBytes, encodeText } from './utf8.ts';

export interface BoolConstant {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface StringConstant {
  readonly kind: 'string';
  /** The bytes, one character in 0..255 each: `bytes.length` is Go's `len`, `bytes.charCodeAt(i)` Go's `s[i]`. */
  readonly bytes: string;
}

export interface IntConstant {
  readonly kind: 'int';
  readonly value: bigint;
}

export interface FloatConstant {
  readonly kind: 'float';
  readonly value: Rational;
}

export interface ComplexConstant {
  readonly kind: 'complex';
  readonly real: RealConstant;
  readonly imag: RealConstant;
}

export type RealConstant = IntConstant | FloatConstant;
export type NumericConstant = RealConstant | ComplexConstant;

/**
 * An exact constant. Its kind says how it was made, as in go/constant: `2.0` is a float although an integer has that
 * value. A value that is unknown or too large to compute is undefined wherever a function returns one.
 */
export type Constant = BoolConstant | StringConstant | NumericConstant;

export function makeBool(value: boolean): BoolConstant {
  return { kind: 'bool', value };
}

/** The constant whose bytes are the UTF-8 encoding of `text`. */
export function makeString(text: string): StringConstant {
  return makeBytes(encodeText(text));
}

/** A string constant of given bytes, one character in 0..255 each. */
export function makeBytes(bytes: string): StringConstant {
  return { kind: 'string', bytes };
}

/** The text of a string constant; bytes that are not UTF-8 become U+FFFD. */
export function textOf(x: StringConstant): string {
  return decodeBytes(x.bytes);
}

/** @param value an integer; a number must be one that JavaScript holds exactly */
export function makeInt(value: bigint | number): IntConstant {
  return { kind: 'int', value: BigInt(value) };
}

/** An integer of bounded size, else undefined. */
export function boundedInt(value: bigint): IntConstant | undefined {
  return bitLength(value) > MAXIMUM_BITS ? undefined : { kind: 'int', value };
}

/** The float of a rational; undefined passes through. */
export function makeFloat(value: Rational | undefined): FloatConstant | undefined {
  return value && { kind: 'float', value };
}

/** Undefined where a part is. */
export function makeComplex(
  real: RealConstant | undefined,
  imag: RealConstant | undefined,
): ComplexConstant | undefined {
  return real && imag && { kind: 'complex', real, imag };
}

export function isNumeric(x: Constant): x is NumericConstant {
  return x.kind === 'int' || x.kind === 'float' || x.kind === 'complex';
}

/** The rational value of a real constant. */
export function rationalOf(x: RealConstant): Rational {
  return x.kind === 'int' ? { num: x.value, den: 1n } : x.value;
}

/** The integer of the same value; undefined where `x` is no number or not integral. */
export function toInt(x: Constant): IntConstant | undefined {
  switch (x.kind) {
    case 'int':
      return x;
    case 'float':
      return x.value.den === 1n ? makeInt(x.value.num) : undefined;
    case 'complex':
      return isZero(x.imag) ? toInt(x.real) : undefined;
    default:
      return undefined;
  }
}

/** The float of the same value; undefined where `x` is no number or has an imaginary part. */
export function toFloat(x: Constant): FloatConstant | undefined {
  switch (x.kind) {
    case 'int':
      return makeFloat(rational(x.value, 1n));
    case 'float':
      return x;
    case 'complex':
      return isZero(x.imag) ? toFloat(x.real) : undefined;
    default:
      return undefined;
  }
}

/** The complex number of the same value; undefined where `x` is no number. */
export function toComplex(x: Constant): ComplexConstant | undefined {
  if (x.kind === 'complex') return x;
  return x.kind === 'int' || x.kind === 'float' ? makeComplex(x, makeInt(0)) : undefined;
}

/** The real part; undefined where `x` is no number. */
export function real(x: Constant): RealConstant | undefined {
  if (x.kind === 'complex') return x.real;
  return x.kind === 'int' || x.kind === 'float' ? x : undefined;
}

/** The imaginary part; undefined where `x` is no number. */
export function imag(x: Constant): RealConstant | undefined {
  if (x.kind === 'complex') return x.imag;
  return x.kind === 'int' || x.kind === 'float' ? makeInt(0) : undefined;
}

/** Rounded to the nearest float32; undefined where that overflows or `x` is no real number. */
export function roundFloat32(x: Constant): FloatConstant | undefined {
  const float = toFloat(x);
  return float && makeFloat(roundTo(float.value, 32));
}

/** Rounded to the nearest float64; undefined where that overflows or `x` is no real number. */
export function roundFloat64(x: Constant): FloatConstant | undefined {
  const float = toFloat(x);
  return float && makeFloat(roundTo(float.value, 64));
}

/** The nearest JavaScript number, an infinity where it overflows; undefined where `x` is no real number. */
export function numberOf(x: Constant): number | undefined {
  const float = toFloat(x);
  return float && toNumber(float.value);
}

/** -1, 0 or 1 as a number is negative, zero or positive; for a complex one 0 or 1. Undefined where `x` is no number. */
export function sign(x: Constant): -1 | 0 | 1 | undefined {
  switch (x.kind) {
    case 'int':
      return x.value === 0n ? 0 : x.value < 0n ? -1 : 1;
    case 'float':
      return x.value.num === 0n ? 0 : x.value.num < 0n ? -1 : 1;
    case 'complex':
      return isZero(x.real) && isZero(x.imag) ? 0 : 1;
    default:
      return undefined;
  }
}

function isZero(x: RealConstant): boolean {
  return sign(x) === 0;
}

/** Whether `x` is an integer, of whatever kind, that an integer type of `bits` bits holds. */
export function fitsInt(x: Constant, bits: number, signed: boolean): boolean {
  const value = toInt(x)?.value;
  if (value === undefined) return false;
  return (signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)) === value;
}
