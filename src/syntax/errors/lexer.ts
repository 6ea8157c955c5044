// Go's tokens with semicolons inserted, and the errors which the compiler's scanner reports (Go spec, Lexical elements).
import { scanEscape, scanNumber } from './literals.ts';
import { FirstError, fail } from './problem.ts';
import { KEYWORDS, precedenceOf, type Token } from './token.ts';

const BLANK = /[ \t\r\n]*/y;
const BLANK_IN_LINE = /[ \t\r]*/y;
const NAME = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
/** As much of a literal with an error in it as Go takes for one. */
const BROKEN = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[\w.]+/y;
/** The operators that may stand before `=`, and those that may not; the longest first. */
const SIGNS = ['<<', '>>', '&^', '&&', '||', '==', '!=', '<=', '>=', '<-', ':=', '...', '++', '--'];

/** The signs that are tokens of their own. */
const OTHER_SIGNS = new Set(['=', ':=', ':', '.', '...', '<-', '*']);

/** Reads one token after another; `token` is the current one. */
export class Lexer {
  token: Token = 'EOF';
  /** The text of a name or literal, the operator of `op`, `op=` and `opop`; of `;` what it stands for: `newline`, `semicolon`, `EOF`. */
  text = '';
  start = 0;
  end = 0;
  /** Whether a line end behind the current token ends the statement. */
  private ends = false;
  /** What is wrong inside of the current literal: it comes first only where the literal itself may stand here. */
  private inside: FirstError | undefined;

  constructor(readonly source: string) {
    this.end = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** Whether something is wrong inside of the current literal. */
  get isBroken(): boolean {
    return this.inside !== undefined;
  }

  /** Goes on to the next token. @throws FirstError */
  next(): void {
    if (this.inside !== undefined) throw this.inside;
    const { source } = this;
    const ended = this.ends;
    this.ends = false;
    for (;;) {
      const blank = ended ? BLANK_IN_LINE : BLANK;
      blank.lastIndex = this.end;
      blank.test(source);
      this.start = blank.lastIndex;
      this.end = this.start;
      if (source[this.start] !== '/' || !this.comment()) break;
      if (ended && source.slice(this.start, this.end).includes('\n')) {
        this.set(';', 'newline');
        return;
      }
    }
    this.scan(ended);
  }

  /** Passes a comment, without the line end behind it. @returns false where there is none */
  private comment(): boolean {
    const { source, start } = this;
    if (source[start + 1] === '/') {
      const end = source.indexOf('\n', start);
      this.end = end < 0 ? source.length : end;
      return true;
    }
    if (source[start + 1] !== '*') return false;
    const end = source.indexOf('*/', start + 2);
    if (end < 0) fail(start, start + 2, 'endlessComment', {});
    this.end = end + 2;
    return true;
  }

  private set(token: Token, text = token): void {
    this.token = token;
    this.text = text;
  }

  private scan(ended: boolean): void {
    const { source, start } = this;
    const c = source[start];
    NAME.lastIndex = start;
    if (c === undefined) this.set(ended ? ';' : 'EOF', 'EOF');
    else if (c === '\n') {
      this.end++;
      this.set(';', 'newline');
    } else if (/[0-9]/.test(c) || (c === '.' && /[0-9]/.test(source[start + 1] ?? ''))) {
      this.literal(() => scanNumber(source, start));
    } else if (c === '"') this.literal(() => this.string());
    else if (c === '`') this.literal(() => this.rawString());
    else if (c === "'") this.literal(() => this.rune());
    else if (NAME.test(source)) this.name(NAME.lastIndex);
    else if ('()[]{},;'.includes(c)) {
      this.end++;
      this.ends = c === ')' || c === ']' || c === '}';
      this.set(c, c === ';' ? 'semicolon' : c);
    } else this.sign(c);
  }

  private name(end: number): void {
    const { source, start } = this;
    const character = source.codePointAt(end);
    // A name goes on over what is no letter, if it is not ASCII: that is said, and not taken for a new token.
    if (character !== undefined && character >= 0x80 && character !== 0xfeff) {
      fail(end, end + charLength(character), 'invalidCharacterInName', { character: unicode(character) });
    }
    this.end = end;
    const text = source.slice(start, end);
    const isKeyword = KEYWORDS.has(text);
    this.ends = !isKeyword || /^(?:break|continue|fallthrough|return)$/.test(text);
    this.set(isKeyword ? text : 'name', text);
  }

  /** Takes what `scan` finds the end of as a literal, and keeps an error in it for {@link next}. */
  private literal(scan: () => number): void {
    try {
      this.end = scan();
    } catch (error) {
      if (!(error instanceof FirstError) || error.problem.start === this.start) throw error;
      this.inside = error;
      BROKEN.lastIndex = this.start;
      BROKEN.test(this.source);
      this.end = BROKEN.lastIndex;
    }
    this.ends = true;
    this.set('literal', this.source.slice(this.start, this.end));
  }

  private sign(c: string): void {
    const { source, start } = this;
    const sign = SIGNS.find((one) => source.startsWith(one, start)) ?? c;
    if (sign.length === 1 && !'+-*/%&|^<>=!~:.'.includes(sign)) this.invalid();
    this.end = start + sign.length;
    // `&&=` is no operator: it is `&&` and `=`.
    if (precedenceOf(sign) >= 4 && source[this.end] === '=') {
      this.end++;
      this.set('op=', sign);
    } else if (sign === '++' || sign === '--') {
      this.ends = true;
      this.set('opop', sign[0]!);
    } else this.set(OTHER_SIGNS.has(sign) ? sign : 'op', sign);
  }

  /** Says what is wrong with a character that begins no token. */
  private invalid(): never {
    const { source, start } = this;
    const character = source.codePointAt(start)!;
    const end = start + charLength(character);
    if (character === 0) fail(start, end, 'nulCharacter', {});
    if (character === 0xfeff) fail(start, end, 'byteOrderMark', {});
    const shown = { character: unicode(character) };
    if (/\p{Nd}/u.test(String.fromCodePoint(character))) fail(start, end, 'nameBeginsWithDigit', shown);
    if (character >= 0x80) fail(start, end, 'invalidCharacterInName', shown);
    fail(start, end, 'invalidCharacter', shown);
  }

  private string(): number {
    const { source, start } = this;
    for (let at = start + 1; ; ) {
      const c = source[at];
      if (c === undefined) fail(start, at, 'endlessString', {});
      if (c === '\n') fail(at, at, 'newlineInString', {});
      if (c === '"') return at + 1;
      at = c === '\\' ? scanEscape(source, at + 1, '"') : at + 1;
    }
  }

  private rawString(): number {
    const end = this.source.indexOf('`', this.start + 1);
    if (end < 0) fail(this.start, this.source.length, 'endlessString', {});
    return end + 1;
  }

  private rune(): number {
    const { source, start } = this;
    let count = 0;
    for (let at = start + 1; ; count++) {
      const character = source.codePointAt(at);
      if (character === undefined) fail(start, at, 'endlessRune', {});
      const c = String.fromCodePoint(character);
      if (c === '\n') fail(at, at, 'newlineInRune', {});
      if (c === "'") {
        if (count === 0) fail(at, at + 1, 'emptyRune', {});
        if (count > 1) fail(start, at + 1, 'longRune', {});
        return at + 1;
      }
      at = c === '\\' ? scanEscape(source, at + 1, "'") : at + c.length;
    }
  }
}

/** `U+0040 '@'`, as Go's `%#U` writes a character. */
export function unicode(character: number): string {
  const number = `U+${character.toString(16).toUpperCase().padStart(4, '0')}`;
  const text = String.fromCodePoint(character);
  return /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(text) ? `${number} '${text}'` : number;
}

function charLength(character: number): number {
  return character > 0xffff ? 2 : 1;
}
