// Exact rational numbers on bigint, of bounded size.

/** A fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * Numbers of more bits are not computed. The Go compiler rejects integers above 512 bits and keeps floats above 4096 bits
 * as approximations, so nothing that compiles and matters is lost, and no expression costs unbounded memory.
 */
export const MAXIMUM_BITS = 10_000;

/** Bits of numerator and denominator up to which go/constant keeps fractions exactly. */
const EXACT_BITS = 4_096;

/** Precision of go/constant's approximations. */
const APPROXIMATE_BITS = 512;

export const ZERO: Rational = { num: 0n, den: 1n };

/** Number of bits of the absolute value of `x`, 0 for 0. */
export function bitLength(x: bigint): number {
  const hex = (x < 0n ? -x : x).toString(16);
  return (hex.length - 1) * 4 + 32 - Math.clz32(Number.parseInt(hex[0]!, 16));
}

/** `num/den` in lowest terms; undefined where `den` is 0 or the number is too large. */
export function rational(num: bigint, den: bigint): Rational | undefined {
  if (den === 0n) return undefined;
  if (num === 0n) return ZERO;
  // Far above the limit, cancelling costs much and hardly ever brings a fraction below it.
  if (bitLength(num) > 2 * EXACT_BITS || bitLength(den) > 2 * EXACT_BITS) {
    return approximate(den < 0n ? { num: -num, den: -den } : { num, den });
  }
  const divisor = gcd(num, den);
  const n = (den < 0n ? -num : num) / divisor;
  const d = (den < 0n ? -den : den) / divisor;
  if (bitLength(n) <= EXACT_BITS && bitLength(d) <= EXACT_BITS) return { num: n, den: d };
  return approximate({ num: n, den: d });
}

function approximate(x: Rational): Rational | undefined {
  const { mantissa, exponent } = round(x, APPROXIMATE_BITS, -Infinity);
  if (Math.abs(exponent) + APPROXIMATE_BITS > MAXIMUM_BITS) return undefined;
  return scaled(mantissa, exponent);
}

/** `mantissa * 2**exponent` in lowest terms. */
function scaled(mantissa: bigint, exponent: number): Rational {
  if (exponent >= 0) return { num: mantissa << BigInt(exponent), den: 1n };
  let num = mantissa;
  let shift = -exponent;
  while (shift > 0 && (num & 1n) === 0n) {
    num >>= 1n;
    shift--;
  }
  return { num, den: 1n << BigInt(shift) };
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * The nearest `mantissa * 2**exponent` with at most `precision` bits of mantissa and an exponent of at least
 * `lowestExponent`; halves go to the even mantissa.
 */
function round(x: Rational, precision: number, lowestExponent: number): { mantissa: bigint; exponent: number } {
  const magnitude = x.num < 0n ? -x.num : x.num;
  if (magnitude === 0n) return { mantissa: 0n, exponent: 0 };
  // One more than the binary logarithm, or the logarithm itself: the quotient has `precision` or one bit more.
  const estimate = bitLength(magnitude) - bitLength(x.den);
  const isLess = estimate >= 0 ? magnitude < x.den << BigInt(estimate) : magnitude << BigInt(-estimate) < x.den;
  const exponent = Math.max((isLess ? estimate - 1 : estimate) - precision + 1, lowestExponent);
  const numerator = exponent < 0 ? magnitude << BigInt(-exponent) : magnitude;
  const denominator = exponent > 0 ? x.den << BigInt(exponent) : x.den;
  let mantissa = numerator / denominator;
  const twiceRest = (numerator % denominator) * 2n;
  if (twiceRest > denominator || (twiceRest === denominator && (mantissa & 1n) === 1n)) mantissa++;
  return { mantissa: x.num < 0n ? -mantissa : mantissa, exponent };
}

/** An IEEE 754 binary format: bits of the mantissa, exponent of the smallest number, and the first power of two too large. */
const BINARY32 = { precision: 24, lowest: -149, overflow: 128 };
const BINARY64 = { precision: 53, lowest: -1074, overflow: 1024 };

/** Rounds to the nearest IEEE 754 number of 32 or 64 bits; undefined where that is an infinity. */
export function roundTo(x: Rational, bits: 32 | 64): Rational | undefined {
  const format = bits === 32 ? BINARY32 : BINARY64;
  const { mantissa, exponent } = round(x, format.precision, format.lowest);
  if (bitLength(mantissa) + exponent > format.overflow) return undefined;
  return mantissa === 0n ? ZERO : scaled(mantissa, exponent);
}

/** The nearest JavaScript number; an infinity where it is too large. */
export function toNumber(x: Rational): number {
  const { mantissa, exponent } = round(x, BINARY64.precision, BINARY64.lowest);
  if (bitLength(mantissa) + exponent > BINARY64.overflow) return x.num < 0n ? -Infinity : Infinity;
  return Number(mantissa) * 2 ** exponent;
}

export function add(x: Rational, y: Rational): Rational | undefined {
  return rational(x.num * y.den + y.num * x.den, x.den * y.den);
}

export function subtract(x: Rational, y: Rational): Rational | undefined {
  return rational(x.num * y.den - y.num * x.den, x.den * y.den);
}

export function multiply(x: Rational, y: Rational): Rational | undefined {
  return rational(x.num * y.num, x.den * y.den);
}

/** Undefined where `y` is 0. */
export function divide(x: Rational, y: Rational): Rational | undefined {
  return rational(x.num * y.den, x.den * y.num);
}

/** Negative, zero or positive as `x` is less than, equal to or greater than `y`. */
export function compareRationals(x: Rational, y: Rational): number {
  const left = x.num * y.den;
  const right = y.num * x.den;
  return left < right ? -1 : left > right ? 1 : 0;
}
