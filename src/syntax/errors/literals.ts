// Numbers and escapes, and what the compiler's scanner says of wrong ones (Go spec, Integer literals … Rune literals).
import { unicode } from './lexer.ts';
import { fail } from './problem.ts';

const BASES: Readonly<Record<string, string>> = {
  x: 'hexadecimal',
  o: 'octal',
  b: 'binary',
  '0': 'octal',
  '': 'decimal',
};

/**
 * The end of the number that begins at `start`.
 * @throws FirstError
 */
export function scanNumber(source: string, start: number): number {
  let at = start;
  const digits = (isHex: boolean) => {
    const from = at;
    while (at < source.length && (isHex ? /[0-9a-fA-F_]/ : /[0-9_]/).test(source[at]!)) at++;
    return source.slice(from, at);
  };
  let prefix = '';
  if (source[at] === '0') {
    const letter = source[at + 1]?.toLowerCase() ?? '';
    prefix = 'xob'.includes(letter) && letter !== '' ? letter : '0';
    at += prefix === '0' ? 0 : 2;
  }
  const base = BASES[prefix]!;
  let mantissa = digits(prefix === 'x');
  let isInteger = true;
  if (source[at] === '.') {
    if (prefix === 'o' || prefix === 'b') fail(at, at + 1, 'radixPoint', { base });
    isInteger = false;
    at++;
    mantissa += digits(prefix === 'x');
  }
  if (!/[0-9a-fA-F]/.test(mantissa)) fail(at, at, 'noDigits', { base });
  const letter = source[at] ?? '';
  if (/[eEpP]/.test(letter)) {
    const shown = { letter: `'${letter}'` };
    const isDecimal = letter.toLowerCase() === 'e';
    if (isDecimal && /[xob]/.test(prefix)) fail(at, at + 1, 'exponentNeedsDecimal', shown);
    if (!isDecimal && prefix !== 'x') fail(at, at + 1, 'exponentNeedsHexadecimal', shown);
    isInteger = false;
    at++;
    if (/[+-]/.test(source[at] ?? '')) at++;
    if (!/[0-9]/.test(digits(false))) fail(at, at, 'exponentWithoutDigits', {});
  } else if (prefix === 'x' && !isInteger) {
    fail(at, at, 'mantissaNeedsExponent', {});
  }
  const isImaginary = source[at] === 'i';
  if (isImaginary) at++;
  const text = source.slice(start, at);
  if (isInteger && !isImaginary) checkDigits(text, start, prefix, base);
  const wrong = /(?<![0-9a-fA-F])_|_(?![0-9a-fA-F])/.exec(text.replace(/^0[xob]/i, '00'));
  if (wrong !== null) fail(start + wrong.index, start + wrong.index + 1, 'misplacedUnderscore', {});
  return at;
}

function checkDigits(text: string, start: number, prefix: string, base: string): void {
  const wrong = prefix === 'b' ? /[2-9]/ : /[89]/;
  if (prefix === 'x' || prefix === '') return;
  const found = wrong.exec(text);
  if (found === null) return;
  const at = start + found.index;
  fail(at, at + 1, 'invalidDigit', { digit: `'${found[0]}'`, base });
}

/**
 * The end of the escape whose backslash stands before `at`. At the end of the text it ends there: then the literal does not end.
 * @throws FirstError
 */
export function scanEscape(source: string, at: number, quote: string): number {
  const c = source[at];
  if (c === undefined) return at;
  if (c === quote || 'abfnrtv\\'.includes(c)) return at + 1;
  const isOctal = /[0-7]/.test(c);
  const length = isOctal ? 3 : { x: 2, u: 4, U: 8 }[c];
  if (length === undefined) fail(at, at + 1, 'unknownEscape', {});
  const from = isOctal ? at : at + 1;
  const base = isOctal ? 'octal' : 'hexadecimal';
  for (let i = from; i < from + length; i++) {
    const digit = source[i];
    if (digit === undefined) return i;
    if ((isOctal ? /[0-7]/ : /[0-9a-fA-F]/).test(digit)) continue;
    const text = digit === "'" ? "\\'" : digit === '\n' ? '\\n' : String.fromCodePoint(source.codePointAt(i)!);
    fail(i, i + 1, 'invalidEscapeCharacter', { character: `'${text}'`, base });
  }
  const end = from + length;
  const value = Number.parseInt(source.slice(from, end), isOctal ? 8 : 16);
  if (isOctal && value > 255) fail(end, end, 'largeOctalEscape', { value });
  if (value > 0x10ffff) fail(end, end, 'invalidCodePoint', { character: `U+${value.toString(16).toUpperCase()}` });
  if (value >= 0xd800 && value < 0xe000) fail(end, end, 'invalidCodePoint', { character: unicode(value) });
  return end;
}
