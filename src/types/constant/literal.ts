// Literals of Go source to constants.
import { MAXIMUM_BITS, type Rational, rational } from './rational.ts';
import { encodeRune, encodeText } from './utf8.ts';
import { boundedInt, type Constant, makeBytes, makeComplex, makeFloat, makeInt, type StringConstant } from './value.ts';

export type LiteralKind = 'int' | 'float' | 'imaginary' | 'rune' | 'string';

/** Characters of a number literal that may matter: a longer one is above the bound of numbers anyway. */
const MAXIMUM_LENGTH = MAXIMUM_BITS + 2;

const INT = /^(?:0[bB](?:_?[01])+|0[xX](?:_?[0-9a-fA-F])+|0[oO]?(?:_?[0-7])+|0|[1-9](?:_?[0-9])*)$/;
const DECIMAL =
  /^(?=\.?[0-9])((?:[0-9](?:_?[0-9])*)?)(?:\.((?:[0-9](?:_?[0-9])*)?))?(?:[eE]([+-]?[0-9](?:_?[0-9])*))?$/;
const HEXADECIMAL =
  /^0[xX](?=_?\.?[0-9a-fA-F])((?:_?[0-9a-fA-F])*)(?:\.((?:[0-9a-fA-F](?:_?[0-9a-fA-F])*)?))?[pP]([+-]?[0-9](?:_?[0-9])*)$/;

/**
 * The constant of a literal as written in the source, quotes and suffix included.
 * @returns undefined where the literal is malformed or its value too large to compute
 */
export function makeFromLiteral(kind: LiteralKind, text: string): Constant | undefined {
  switch (kind) {
    case 'int': {
      const value = parseInteger(text);
      return value === undefined ? undefined : boundedInt(value);
    }
    case 'float':
      return makeFloat(parseFloating(text));
    case 'imaginary':
      return text.endsWith('i') ? makeComplex(makeInt(0), makeFloat(parseImaginary(text.slice(0, -1)))) : undefined;
    case 'rune':
      return parseRune(text);
    case 'string':
      return parseString(text);
  }
}

function parseInteger(text: string): bigint | undefined {
  if (text.length > MAXIMUM_LENGTH || !INT.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  return BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
}

/** Decimal digits are decimal here even after a 0: before Go 1.13, `0123i` was, and it stayed so. */
function parseImaginary(text: string): Rational | undefined {
  if (/^0[bBoO]/.test(text) || (/^0[xX]/.test(text) && !/[.pP]/.test(text))) {
    const value = parseInteger(text);
    return value === undefined ? undefined : rational(value, 1n);
  }
  return parseFloating(text);
}

function parseFloating(text: string): Rational | undefined {
  if (text.length > MAXIMUM_LENGTH) return undefined;
  const decimal = DECIMAL.exec(text);
  const match = decimal ?? HEXADECIMAL.exec(text);
  if (match === null) return undefined;
  const whole = (match[1] ?? '').replaceAll('_', '');
  const fraction = (match[2] ?? '').replaceAll('_', '');
  const mantissa = BigInt(`${decimal ? '' : '0x'}${whole}${fraction}`);
  if (mantissa === 0n) return rational(0n, 1n);
  const written = Number((match[3] ?? '0').replaceAll('_', ''));
  const exponent = written - fraction.length * (decimal ? 1 : 4);
  const bitsPerDigit = decimal ? Math.log2(10) : 4;
  const magnitude = whole.length * bitsPerDigit + written * (decimal ? bitsPerDigit : 1);
  if (Math.abs(magnitude) > MAXIMUM_BITS) return undefined;
  const scale = (decimal ? 10n : 2n) ** BigInt(Math.abs(exponent));
  return exponent < 0 ? rational(mantissa, scale) : rational(mantissa * scale, 1n);
}

const SIMPLE_ESCAPES: Record<string, number> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };
const ESCAPE = /\\(?:([abfnrtv\\'"])|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

/** An escape sequence: a byte of a string (`\xff`, `\377`) or a code point. */
interface Escape {
  readonly value: number;
  readonly isByte: boolean;
  readonly end: number;
}

/** Reads the escape sequence at `start`. @param quote the delimiter, the only quote that may be escaped */
function readEscape(text: string, start: number, quote: string): Escape | undefined {
  ESCAPE.lastIndex = start;
  const match = ESCAPE.exec(text);
  if (match === null) return undefined;
  const [, simple, octal, hex, short, long] = match;
  const end = ESCAPE.lastIndex;
  if (simple !== undefined) {
    const value = simple === quote ? quote.charCodeAt(0) : SIMPLE_ESCAPES[simple];
    return value === undefined ? undefined : { value, isByte: false, end };
  }
  const byte = octal === undefined ? hex : undefined;
  if (octal !== undefined || byte !== undefined) {
    const value = octal === undefined ? Number.parseInt(byte!, 16) : Number.parseInt(octal, 8);
    return value > 255 ? undefined : { value, isByte: true, end };
  }
  const value = Number.parseInt((short ?? long)!, 16);
  const isSurrogate = value >= 0xd800 && value <= 0xdfff;
  return value > 0x10ffff || isSurrogate ? undefined : { value, isByte: false, end };
}

function parseRune(text: string): Constant | undefined {
  if (text.length < 3 || !text.startsWith("'") || !text.endsWith("'")) return undefined;
  const body = text.slice(1, -1);
  if (body.startsWith('\\')) {
    const sequence = readEscape(body, 0, "'");
    return sequence?.end === body.length ? makeInt(sequence.value) : undefined;
  }
  const rune = body.codePointAt(0)!;
  if (body.length !== String.fromCodePoint(rune).length || body === "'" || body === '\n') return undefined;
  return makeInt(rune);
}

function parseString(text: string): StringConstant | undefined {
  const quote = text[0];
  if (text.length < 2 || !text.endsWith(quote!)) return undefined;
  const body = text.slice(1, -1);
  if (quote === '`') return body.includes('`') ? undefined : makeBytes(encodeText(body.replaceAll('\r', '')));
  if (quote !== '"') return undefined;
  const parts: string[] = [];
  let plain = 0;
  for (let i = searchFrom(body, 0); i >= 0; i = searchFrom(body, plain)) {
    const sequence = body[i] === '\\' ? readEscape(body, i, '"') : undefined;
    if (sequence === undefined) return undefined;
    const { value, isByte, end } = sequence;
    parts.push(encodeText(body.slice(plain, i)));
    parts.push(isByte ? String.fromCharCode(value) : encodeRune(value));
    plain = end;
  }
  parts.push(encodeText(body.slice(plain)));
  return makeBytes(parts.join(''));
}

/** What may not stand in an interpreted string as it is. */
const SPECIAL = /["\\\n]/g;

function searchFrom(body: string, index: number): number {
  SPECIAL.lastIndex = index;
  return SPECIAL.exec(body)?.index ?? -1;
}
