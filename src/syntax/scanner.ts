// A scanner for Go: tokens with semicolons inserted at line ends, as tree-sitter-go sees them. It gives up on odd text.
import { Kind } from './kinds.ts';
import { longestNumber } from './numbers.ts';

/** Tokens which the grammar has and {@link Kind} has not, by the grammar's numbers. */
export const END = 0;
/** The end of a line that ends a statement or declaration; no node. */
export const NEWLINE = 2;
export const DOT = 7;

const LINE_FEED = 0x0a;
const SLASH = 0x2f;
const STAR = 0x2a;
const ZERO = 0x30;
const BACKSLASH = 0x5c;

/** What an ASCII character may begin, other than a sign. */
const SPACE = 1;
const LETTER = 2;
const DIGIT = 3;

/** What each ASCII character begins, and whether it may go on a name. */
const starts = new Uint8Array(128);
const inName = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const character = String.fromCharCode(c);
  if (/[\t\r\n ]/.test(character)) starts[c] = SPACE;
  else if (/[A-Za-z_]/.test(character)) starts[c] = LETTER;
  else if (/[0-9]/.test(character)) starts[c] = DIGIT;
  inName[c] = /\w/.test(character) ? 1 : 0;
}

/**
 * A name with letters outside ASCII: Latin, Greek, Cyrillic, Japanese, Chinese and Korean ones. The grammar has those of an older
 * Unicode than Node, but these are in all.
 */
const wide = '\\xaa\\xb5\\xba\\xc0-\\u024f\\u0370-\\u03ff\\u0400-\\u052f\\u3041-\\u30ff\\u4e00-\\u9fef\\uac00-\\ud7a3';
const wideName = new RegExp(`(?=\\p{XIDS}|_)[\\w${wide}](?:(?=\\p{XIDC})[\\w${wide}])*`, 'uy');

const keywords: readonly (readonly [string, Kind])[] = [
  ['break', Kind.BreakKeyword],
  ['case', Kind.CaseKeyword],
  ['chan', Kind.ChanKeyword],
  ['const', Kind.ConstKeyword],
  ['continue', Kind.ContinueKeyword],
  ['default', Kind.DefaultKeyword],
  ['defer', Kind.DeferKeyword],
  ['else', Kind.ElseKeyword],
  ['fallthrough', Kind.FallthroughKeyword],
  ['for', Kind.ForKeyword],
  ['func', Kind.FuncKeyword],
  ['go', Kind.GoKeyword],
  ['goto', Kind.GotoKeyword],
  ['if', Kind.IfKeyword],
  ['import', Kind.ImportKeyword],
  ['interface', Kind.InterfaceKeyword],
  ['map', Kind.MapKeyword],
  ['package', Kind.PackageKeyword],
  ['range', Kind.RangeKeyword],
  ['return', Kind.ReturnKeyword],
  ['select', Kind.SelectKeyword],
  ['struct', Kind.StructKeyword],
  ['switch', Kind.SwitchKeyword],
  ['type', Kind.TypeKeyword],
  ['var', Kind.VarKeyword],
];

/** The keywords that begin with each ASCII letter. */
const keywordsBy: (readonly (readonly [string, Kind])[])[] = Array.from({ length: 128 }, (_, c) =>
  keywords.filter(([word]) => word.charCodeAt(0) === c),
);

const operators: readonly (readonly [string, number])[] = [
  ['...', Kind.Ellipsis],
  ['<<=', Kind.ShiftLeftAssign],
  ['>>=', Kind.ShiftRightAssign],
  ['&^=', Kind.AndNotAssign],
  ['&&', Kind.LogicalAnd],
  ['||', Kind.LogicalOr],
  ['<-', Kind.Arrow],
  ['++', Kind.Increment],
  ['--', Kind.Decrement],
  ['==', Kind.Equal],
  ['!=', Kind.NotEqual],
  ['<=', Kind.LessEqual],
  ['>=', Kind.GreaterEqual],
  [':=', Kind.Define],
  ['+=', Kind.PlusAssign],
  ['-=', Kind.MinusAssign],
  ['*=', Kind.StarAssign],
  ['/=', Kind.SlashAssign],
  ['%=', Kind.PercentAssign],
  ['&=', Kind.AndAssign],
  ['|=', Kind.OrAssign],
  ['^=', Kind.XorAssign],
  ['<<', Kind.ShiftLeft],
  ['>>', Kind.ShiftRight],
  ['&^', Kind.AndNot],
  ['(', Kind.LeftParen],
  [')', Kind.RightParen],
  ['[', Kind.LeftBracket],
  [']', Kind.RightBracket],
  ['{', Kind.LeftBrace],
  ['}', Kind.RightBrace],
  [',', Kind.Comma],
  [';', Kind.Semicolon],
  [':', Kind.Colon],
  ['.', DOT],
  ['=', Kind.Assign],
  ['+', Kind.Plus],
  ['-', Kind.Minus],
  ['*', Kind.Star],
  ['/', Kind.Slash],
  ['%', Kind.Percent],
  ['&', Kind.And],
  ['|', Kind.Or],
  ['^', Kind.Xor],
  ['<', Kind.Less],
  ['>', Kind.Greater],
  ['!', Kind.Not],
  ['~', Kind.Tilde],
];

/** The operators that begin with each ASCII character, the longest first. */
const operatorsBy: (readonly (readonly [string, number])[])[] = Array.from({ length: 128 }, (_, c) =>
  operators.filter(([sign]) => sign.charCodeAt(0) === c),
);

/** Whether a line end behind a token of this kind ends a statement. */
const endsStatement = new Uint8Array(256);
for (const kind of [
  Kind.Identifier,
  Kind.IntLiteral,
  Kind.FloatLiteral,
  Kind.ImaginaryLiteral,
  Kind.RuneLiteral,
  Kind.Quote,
  Kind.Backquote,
  Kind.BreakKeyword,
  Kind.ContinueKeyword,
  Kind.FallthroughKeyword,
  Kind.ReturnKeyword,
  Kind.Increment,
  Kind.Decrement,
  Kind.RightParen,
  Kind.RightBracket,
  Kind.RightBrace,
]) {
  endsStatement[kind] = 1;
}

/** Thrown to give a text up; made once, as its stack says nothing. */
export const gaveUp = new Error('gave up');

/** Gives this text up: the caller asks tree-sitter instead. */
export function giveUp(): never {
  throw gaveUp;
}

/** Reads one token after the other. Names of every sort are identifiers here, strings whole. */
export class Scanner {
  /** Kind of the current token: a keyword, sign or literal, {@link Kind.Quote} or {@link Kind.Backquote} for a string. */
  token: number = END;
  /** Where the current token begins and ends. */
  start = 0;
  end = 0;
  /** Whether the current token, a string, has a backslash in it. */
  hasEscape = false;
  /** Start and end of each comment right before the current token. */
  readonly comments: number[] = [];

  /** @param text without NUL characters */
  constructor(readonly text: string) {
    if (text.charCodeAt(0) === 0xfeff) this.end = 1;
  }

  /** Goes on to the next token. */
  next(): void {
    const text = this.text;
    let pos = this.end;
    let c = 0;
    for (;;) {
      c = text.charCodeAt(pos);
      if (c < 128) {
        const sort = starts[c]!;
        if (sort === SPACE) {
          if (c === LINE_FEED && endsStatement[this.token] === 1) {
            // Empty lines belong to it.
            let end = pos + 1;
            while (text.charCodeAt(end) === LINE_FEED) end++;
            this.#set(NEWLINE, pos, end);
            return;
          }
          pos++;
        } else if (sort === LETTER) {
          this.#name(pos, c);
          return;
        } else if (c === SLASH) {
          const after = this.#comment(pos);
          if (after < 0) break;
          pos = after;
        } else break;
      } else {
        // Also NaN, at the end.
        if (pos >= text.length) this.#set(END, pos, pos);
        else this.#wideName(pos);
        return;
      }
    }
    if (starts[c] === DIGIT) this.#number(pos, c);
    else if (c === 0x22) this.#string(pos);
    else if (c === 0x60) this.#rawString(pos);
    else if (c === 0x27) this.#rune(pos);
    else this.#operator(pos, c);
  }

  /** Goes back, or on, to the token that begins at `start`. Comments before it count as dealt with. */
  moveTo(start: number): void {
    this.comments.length = 0;
    this.token = END;
    this.end = start;
    this.next();
  }

  #set(token: number, start: number, end: number): void {
    this.token = token;
    this.start = start;
    this.end = end;
  }

  #name(start: number, first: number): void {
    const text = this.text;
    let pos = start + 1;
    let c = text.charCodeAt(pos);
    while (c < 128 && inName[c] === 1) c = text.charCodeAt(++pos);
    if (c >= 128) {
      this.#wideName(start);
      return;
    }
    const length = pos - start;
    let kind = Kind.Identifier;
    const candidates = keywordsBy[first]!;
    for (let i = 0; i < candidates.length; i++) {
      const [word, keyword] = candidates[i]!;
      if (word.length === length && text.startsWith(word, start)) kind = keyword;
    }
    this.#set(kind, start, pos);
  }

  #wideName(start: number): void {
    wideName.lastIndex = start;
    if (!wideName.test(this.text)) giveUp();
    this.#set(Kind.Identifier, start, wideName.lastIndex);
  }

  /** Keeps the comment at `start`, if it is one, and gives the position behind it, else -1. */
  #comment(start: number): number {
    const text = this.text;
    const second = text.charCodeAt(start + 1);
    let end: number;
    if (second === SLASH) {
      end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
    } else if (second === STAR) {
      end = text.indexOf('*/', start + 2) + 2;
      if (end < 2) giveUp();
    } else return -1;
    this.comments.push(start, end);
    return end;
  }

  #number(start: number, first: number): void {
    const text = this.text;
    let pos = start + 1;
    let c = text.charCodeAt(pos);
    while (c < 128 && starts[c] === DIGIT) c = text.charCodeAt(++pos);
    // Anything but plain decimal digits is rare.
    const isPlain = !(c < 128 && (inName[c] === 1 || c === 0x2e)) && (first !== ZERO || pos === start + 1);
    if (isPlain) this.#set(Kind.IntLiteral, start, pos);
    else this.#longestNumber(start);
  }

  #longestNumber(start: number): void {
    const { kind, end } = longestNumber(this.text, start);
    this.#set(kind, start, end);
  }

  #string(start: number): void {
    const text = this.text;
    this.hasEscape = false;
    for (let pos = start + 1; pos < text.length; pos++) {
      const c = text.charCodeAt(pos);
      if (c === 0x22) {
        this.#set(Kind.Quote, start, pos + 1);
        return;
      }
      if (c === BACKSLASH) {
        this.hasEscape = true;
        pos++;
      } else if (c === LINE_FEED) break;
    }
    giveUp();
  }

  #rawString(start: number): void {
    const end = this.text.indexOf('`', start + 1);
    if (end < 0) giveUp();
    this.#set(Kind.Backquote, start, end + 1);
  }

  #rune(start: number): void {
    const text = this.text;
    let end = start + 2;
    const c = text.charCodeAt(start + 1);
    if (c === BACKSLASH) {
      rune.lastIndex = start;
      if (!rune.test(text)) giveUp();
      end = rune.lastIndex - 1;
    } else if (c === 0x27 || c === LINE_FEED) giveUp();
    else if (text.codePointAt(start + 1)! > 0xffff) end++;
    if (text.charCodeAt(end) !== 0x27) giveUp();
    this.#set(Kind.RuneLiteral, start, end + 1);
  }

  #operator(start: number, first: number): void {
    if (first === 0x2e && starts[this.text.charCodeAt(start + 1)] === DIGIT) {
      this.#longestNumber(start);
      return;
    }
    const candidates = operatorsBy[first]!;
    for (let i = 0; i < candidates.length; i++) {
      const [sign, kind] = candidates[i]!;
      if (sign.length === 1 || this.text.startsWith(sign, start)) {
        this.#set(kind, start, start + sign.length);
        return;
      }
    }
    giveUp();
  }
}

/** A rune that is an escape sequence. */
const rune = /'\\(?:x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[abfnrtv\\'"])'/y;
