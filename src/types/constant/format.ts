// How constants look in messages: the forms that go/types and the compiler print.
import { bitLength, type Rational, roundTo, toNumber } from './rational.ts';
import { decodeRune, REPLACEMENT } from './utf8.ts';
import type { Constant, StringConstant } from './value.ts';

/** Characters of a string constant, quotes included, that a message shows. */
const MAXIMUM_WIDTH = 72;

/** Significant digits of a float in a message. */
const DIGITS = 6;
const LIMIT = 10n ** BigInt(DIGITS);

/** The form in messages: floats rounded to six digits, long strings shortened. */
export function format(x: Constant): string {
  switch (x.kind) {
    case 'string':
      return shorten(quote(x));
    case 'float':
      return formatRational(x.value);
    case 'complex':
      return `(${format(x.real)} + ${format(x.imag)}i)`;
    default:
      return String(x.value);
  }
}

/** The exact value: every digit of an integer, `numerator/denominator` of a fraction, the whole string. */
export function exactString(x: Constant): string {
  switch (x.kind) {
    case 'string':
      return quote(x);
    case 'float':
      return x.value.den === 1n ? String(x.value.num) : `${x.value.num}/${x.value.den}`;
    case 'complex':
      return `(${exactString(x.real)} + ${exactString(x.imag)}i)`;
    default:
      return String(x.value);
  }
}

function shorten(quoted: string): string {
  if (quoted.length <= MAXIMUM_WIDTH) return quoted;
  const characters = [...quoted];
  if (characters.length <= MAXIMUM_WIDTH) return quoted;
  return `${characters.slice(0, MAXIMUM_WIDTH - 3).join('')}...`;
}

/** The digits of a number without trailing zeros, the point behind the first one, times a power of ten. */
interface Scientific {
  readonly isNegative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

function formatRational(x: Rational): string {
  if (x.num === 0n) return '0';
  const number = toNumber(x);
  if (number === 0 || !Number.isFinite(number)) return scientific(roundDecimal(x), 1);
  const short = general(roundDecimal(roundTo(x, 64)!));
  // A fraction must not look like an integer: then all digits are shown.
  return x.den !== 1n && !short.includes('.') ? general(shortest(number)) : short;
}

/** Rounded to six digits, halves to the even one. */
function roundDecimal(x: Rational): Scientific {
  const magnitude = x.num < 0n ? -x.num : x.num;
  // The estimate is the exponent or one less; with one digit too many it was less. Rounding up may add a digit as well.
  let exponent = Math.floor((bitLength(magnitude) - bitLength(x.den) - 1) * Math.log10(2));
  let rounded = scaleToInteger(magnitude, x.den, DIGITS - 1 - exponent);
  if (rounded >= LIMIT) rounded = scaleToInteger(magnitude, x.den, DIGITS - 1 - ++exponent);
  if (rounded >= LIMIT) rounded = scaleToInteger(magnitude, x.den, DIGITS - 1 - ++exponent);
  return { isNegative: x.num < 0n, digits: String(rounded).replace(/0+$/, ''), exponent };
}

/** The fewest digits that tell the number from its neighbours. */
function shortest(number: number): Scientific {
  const [digits, exponent] = Math.abs(number).toExponential().split('e');
  return { isNegative: number < 0, digits: digits!.replace('.', ''), exponent: Number(exponent) };
}

/** `num/den * 10**power`, rounded, halves to even. */
function scaleToInteger(num: bigint, den: bigint, power: number): bigint {
  const scale = 10n ** BigInt(Math.abs(power));
  const [n, d] = power < 0 ? [num, den * scale] : [num * scale, den];
  const quotient = n / d;
  const twiceRest = (n % d) * 2n;
  return twiceRest > d || (twiceRest === d && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** `%g` of C and Go: an exponent only where the number would be long. */
function general(x: Scientific): string {
  const { isNegative, digits, exponent } = x;
  if (exponent < -4 || exponent >= DIGITS) return scientific(x, 2);
  const minus = isNegative ? '-' : '';
  if (exponent < 0) return `${minus}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return `${minus}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `d.ddde±x` with an exponent of at least `width` digits. */
function scientific({ isNegative, digits, exponent }: Scientific, width: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const power = String(Math.abs(exponent)).padStart(width, '0');
  return `${isNegative ? '-' : ''}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${power}`;
}

const ESCAPES: Record<string, string> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A Go string literal of the bytes; what is not printable, or not UTF-8, is escaped. */
function quote(x: StringConstant): string {
  let quoted = '"';
  for (let i = 0; i < x.bytes.length; ) {
    const { rune, size } = decodeRune(x.bytes, i);
    quoted += rune === REPLACEMENT && size === 1 ? hexEscape('\\x', x.bytes.charCodeAt(i), 2) : quoteRune(rune);
    i += size;
  }
  return `${quoted}"`;
}

function quoteRune(rune: number): string {
  const character = String.fromCodePoint(rune);
  const escaped = ESCAPES[character];
  if (escaped !== undefined) return escaped;
  if (PRINTABLE.test(character)) return character;
  if (rune < 0x20 || rune === 0x7f) return hexEscape('\\x', rune, 2);
  return rune < 0x10000 ? hexEscape('\\u', rune, 4) : hexEscape('\\U', rune, 8);
}

function hexEscape(prefix: string, value: number, width: number): string {
  return prefix + value.toString(16).padStart(width, '0');
}
