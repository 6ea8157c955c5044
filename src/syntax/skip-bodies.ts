// Finds the bodies of a file's functions without parsing it, and blanks them: two thirds of Go source are function bodies,
// and a dependency is needed for its declarations only.

/** The inside of a function's body, without its braces: `[start, end)` in UTF-16 units. */
export interface BodyRange {
  readonly start: number;
  readonly end: number;
}

/** After these words a line goes on; other words may end a declaration. */
const keywords = new Set(['func', 'type', 'var', 'const', 'import', 'package', 'struct', 'interface', 'map', 'chan']);

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const STAR = 0x2a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const BACKQUOTE = 0x60;
const LEFT_BRACE = 0x7b;
const RIGHT_BRACE = 0x7d;
const word = /[\p{L}\p{N}_]+/uy;

/** The position behind a comment; -1 where it is not closed. */
function skipComment(source: string, pos: number): number {
  const isLine = source[pos + 1] === '/';
  const end = source.indexOf(isLine ? '\n' : '*/', pos + 2);
  if (isLine) return end < 0 ? source.length : end;
  return end < 0 ? -1 : end + 2;
}

/** The position behind a string or rune; one that is not closed ends with its line, a raw string nowhere: -1. */
function skipLiteral(source: string, pos: number): number {
  const quote = source.charCodeAt(pos);
  if (quote === BACKQUOTE) return source.indexOf('`', pos + 1) + 1 || -1;
  for (let i = pos + 1; i < source.length; i++) {
    const c = source.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === NEWLINE) return i;
    if (c === BACKSLASH && source.charCodeAt(i + 1) !== NEWLINE) i++;
  }
  return source.length;
}

/** The position of the brace that closes one which stands before `pos`; -1 where there is none. */
export function closingBrace(source: string, pos: number): number {
  let depth = 1;
  for (let i = pos; i >= 0 && i < source.length; ) {
    switch (source.charCodeAt(i)) {
      case LEFT_BRACE:
        depth++;
        break;
      case RIGHT_BRACE:
        if (--depth === 0) return i;
        break;
      case SLASH: {
        const second = source.charCodeAt(i + 1);
        if (second !== SLASH && second !== STAR) break;
        i = skipComment(source, i);
        continue;
      }
      case QUOTE:
      case APOSTROPHE:
      case BACKQUOTE:
        i = skipLiteral(source, i);
        continue;
    }
    i++;
  }
  return -1;
}

/** Walks over the top level of a file. Every position is checked against the end, whatever the text is. */
class BodyFinder {
  readonly bodies: BodyRange[] = [];
  readonly #source: string;
  #pos = 0;
  /** The last word read, if nothing has come after it. */
  #lastWord = '';
  /** Whether a newline here would end the declaration, by Go's rule for semicolons. */
  #endsAtNewline = false;
  /** Set where the text does not match up: from there on nothing is found. */
  #isLost = false;

  constructor(source: string) {
    this.#source = source;
  }

  find(): void {
    let depth = 0;
    let atStart = true;
    while (this.#pos < this.#source.length && !this.#isLost) {
      const wasAtStart = atStart;
      const sign = this.#next();
      if (sign === '\n') {
        // The end of a declaration, or nothing of interest.
        if (this.#endsAtNewline && depth === 0) atStart = true;
        this.#endsAtNewline = false;
        continue;
      }
      if (sign === '') continue;
      atStart = sign === ';' && depth === 0;
      if (sign === 'word' && this.#lastWord === 'func' && wasAtStart && depth === 0) atStart = this.#function();
      else if (sign === '(' || sign === '[' || sign === '{') depth++;
      else if (sign === ')' || sign === ']' || sign === '}') depth = Math.max(0, depth - 1);
    }
  }

  /**
   * Reads on from the word `func` of a declaration to the end of its body, or of the declaration where it has none. Answers
   * whether the next declaration may begin right there.
   */
  #function(): boolean {
    let depth = 0;
    while (this.#pos < this.#source.length && !this.#isLost) {
      const before = this.#lastWord;
      const sign = this.#next();
      if (sign === '\n') {
        if (this.#endsAtNewline && depth === 0) return true;
      } else if (sign === '(' || sign === '[') depth++;
      else if (sign === ')' || sign === ']') depth--;
      else if (sign === ';' && depth === 0) return true;
      else if (sign === '}') return false;
      else if (sign === '{') {
        const start = this.#pos;
        const end = this.#skipBraces();
        if (end < 0) return false;
        this.#lastWord = '';
        this.#endsAtNewline = true;
        if (depth === 0 && before !== 'struct' && before !== 'interface') {
          this.bodies.push({ start, end });
          return false;
        }
      }
      if (depth < 0) return false;
    }
    return false;
  }

  /**
   * Reads one token: `word`, a newline, or the character it begins with; empty for white space and comments. Leaves the
   * opening brace behind, not what is in it.
   */
  #next(): string {
    const source = this.#source;
    const c = source.charCodeAt(this.#pos);
    if (c === NEWLINE) {
      this.#pos++;
      return '\n';
    }
    if (c === 0x20 || c === 0x09 || c === 0x0d) {
      this.#pos++;
      return '';
    }
    const text = source[this.#pos]!;
    if (text === '/' && (source[this.#pos + 1] === '/' || source[this.#pos + 1] === '*')) return this.#comment();
    word.lastIndex = this.#pos;
    const match = word.exec(source);
    if (match !== null) {
      this.#pos = word.lastIndex;
      this.#lastWord = match[0];
      this.#endsAtNewline = !keywords.has(match[0]);
      return 'word';
    }
    this.#lastWord = '';
    if (text === '"' || text === "'" || text === '`') {
      this.#pos = this.#skipLiteral(this.#pos);
      this.#endsAtNewline = true;
    } else {
      this.#pos++;
      this.#endsAtNewline = text === ')' || text === ']' || text === '}';
    }
    return text;
  }

  /** A comment with a newline in it counts as one. */
  #comment(): string {
    const start = this.#pos;
    this.#pos = this.#skipComment(start);
    return this.#source[start + 1] === '*' && this.#source.slice(start, this.#pos).includes('\n') ? '\n' : '';
  }

  /** The position behind a comment. */
  #skipComment(pos: number): number {
    return this.#orLost(skipComment(this.#source, pos));
  }

  /** The position behind a string or rune. */
  #skipLiteral(pos: number): number {
    return this.#orLost(skipLiteral(this.#source, pos));
  }

  #orLost(pos: number): number {
    if (pos < 0) this.#isLost = true;
    return pos < 0 ? this.#source.length : pos;
  }

  /** From behind an opening brace to behind its closing one; gives the position of the latter, -1 where there is none. */
  #skipBraces(): number {
    const end = closingBrace(this.#source, this.#pos);
    if (end < 0) this.#isLost = true;
    else this.#pos = end + 1;
    return end;
  }
}

/**
 * The bodies of the functions and methods a file declares, in order. Function literals in variable declarations stay, as the
 * variable's type may follow from them. Where the braces of a broken file do not match up, what follows is not found.
 */
export function findBodies(source: string): BodyRange[] {
  const finder = new BodyFinder(source);
  finder.find();
  return finder.bodies;
}

/** The source with blanks in place of the bodies of its functions: every offset, line and brace stays where it is. */
export function blankBodies(source: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of findBodies(source)) {
    parts.push(
      source.slice(done, start),
      source.slice(start, end).replace(/[^\n]+/g, (line) => ' '.repeat(line.length)),
    );
    done = end;
  }
  return parts.length === 0 ? source : parts.join('') + source.slice(done);
}
