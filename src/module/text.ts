// White space as Go sees it, and copies of short pieces of long texts.

/** The characters of Go's unicode.IsSpace, as a class of a regular expression. JavaScript's own `\s` also takes U+FEFF. */
export const SPACE = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

/** What some editors put at the beginning of a file; go/build skips it there. */
export const BYTE_ORDER_MARK = 0xfeff;

const space = new RegExp(SPACE);

/** Whether a UTF-16 unit is white space for Go. */
export function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return space.test(String.fromCharCode(unit));
}

/** The offset of the first unit from `start` on that is no white space; `end` where there is none before it. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** A text of its own: in V8 a slice of 13 or more units would keep the whole text alive that it was cut from. */
export function copyText(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
