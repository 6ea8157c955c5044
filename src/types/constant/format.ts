// How constants look in messages: the forms that go/types and the compiler print.
import { bitLength, type Rational, toNumber } from './rational.ts';
import { decodeRune, REPLACEMENT } from './utf8.ts';
import type { Constant, StringConstant } from './value.ts';

/** Characters of a string constant, quotes included, that a message shows. */
const MAXIMUM_WIDTH = 72;

/** Significant digits of a float in a message. */
const DIGITS = 6;

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

function formatRational(x: Rational): string {
  const number = toNumber(x);
  const isOutside = !Number.isFinite(number) || (number === 0 && x.num !== 0n);
  if (isOutside) return formatOutside(x);
  const short = general(number.toExponential(DIGITS - 1));
  // A fraction must not look like an integer: then all digits are shown.
  return x.den !== 1n && !short.includes('.') ? general(number.toExponential()) : short;
}

/** `%g` of C and Go from `d.ddde±x`: no trailing zeros, an exponent of two digits or none. */
function general(scientific: string): string {
  const [, minus, digits, exponentText] = /^(-?)([\d.]+)e([+-]\d+)$/.exec(scientific)!;
  const significant = digits!.replace('.', '').replace(/0+$/, '') || '0';
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= DIGITS) {
    const fraction = significant.length > 1 ? `.${significant.slice(1)}` : '';
    const magnitude = String(Math.abs(exponent)).padStart(2, '0');
    return `${minus}${significant[0]}${fraction}e${exponent < 0 ? '-' : '+'}${magnitude}`;
  }
  if (exponent < 0) return `${minus}0.${'0'.repeat(-exponent - 1)}${significant}`;
  const whole = significant.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = significant.slice(exponent + 1);
  return `${minus}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A number outside the range of float64: six digits and its decimal exponent. */
function formatOutside(x: Rational): string {
  const magnitude = x.num < 0n ? -x.num : x.num;
  // The logarithm is right to the unit or one off; scaling to six digits or seven shows which.
  let exponent = Math.floor((bitLength(magnitude) - bitLength(x.den)) * Math.log10(2));
  let digits = scaleToInteger(magnitude, x.den, DIGITS - 1 - exponent);
  while (digits >= 10n ** BigInt(DIGITS)) digits = scaleToInteger(magnitude, x.den, DIGITS - 1 - ++exponent);
  while (digits < 10n ** BigInt(DIGITS - 1)) digits = scaleToInteger(magnitude, x.den, DIGITS - 1 - --exponent);
  const text = String(digits).replace(/0+$/, '');
  const fraction = text.length > 1 ? `.${text.slice(1)}` : '';
  return `${x.num < 0n ? '-' : ''}${text[0]}${fraction}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

/** `num/den * 10**power`, rounded. */
function scaleToInteger(num: bigint, den: bigint, power: number): bigint {
  const scale = 10n ** BigInt(Math.abs(power));
  const [n, d] = power < 0 ? [num, den * scale] : [num * scale, den];
  return (2n * n + d) / (2n * d);
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
