// Finds the bodies of a file's functions without parsing it, and blanks them: two thirds of Go source are function bodies,
// and a dependency is needed for its declarations only.

/** The inside of a function's body, without its braces: `[start, end)` in UTF-16 units. */
export interface BodyRange {
  readonly start: number;
  readonly end: number;
}

/** The next character that counts when braces are matched. */
const significant = /[{}"'`]|\/[/*]/g;

/** After these words a line goes on; other words may end a declaration. */
const keywords = new Set(['func', 'type', 'var', 'const', 'import', 'package', 'struct', 'interface', 'map', 'chan']);

const NEWLINE = 0x0a;
const word = /[\p{L}\p{N}_]+/uy;

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
    const isLine = this.#source[pos + 1] === '/';
    const end = this.#source.indexOf(isLine ? '\n' : '*/', pos + 2);
    if (end >= 0) return isLine ? end : end + 2;
    if (!isLine) this.#isLost = true;
    return this.#source.length;
  }

  /** The position behind a string or rune; one that is not closed ends with its line. */
  #skipLiteral(pos: number): number {
    const source = this.#source;
    const quote = source[pos]!;
    if (quote === '`') {
      const end = source.indexOf('`', pos + 1);
      if (end < 0) this.#isLost = true;
      return end < 0 ? source.length : end + 1;
    }
    for (let i = pos + 1; i < source.length; i++) {
      const c = source[i];
      if (c === quote) return i + 1;
      if (c === '\n') return i;
      if (c === '\\' && source[i + 1] !== '\n') i++;
    }
    return source.length;
  }

  /** From behind an opening brace to behind its closing one; gives the position of the latter, -1 where there is none. */
  #skipBraces(): number {
    let depth = 1;
    significant.lastIndex = this.#pos;
    for (let match = significant.exec(this.#source); match !== null; match = significant.exec(this.#source)) {
      const sign = match[0];
      if (sign === '{') depth++;
      else if (sign === '}') {
        depth--;
        if (depth === 0) {
          this.#pos = match.index + 1;
          return match.index;
        }
      } else if (sign === '//' || sign === '/*') significant.lastIndex = this.#skipComment(match.index);
      else significant.lastIndex = this.#skipLiteral(match.index);
      if (this.#isLost) return -1;
    }
    this.#isLost = true;
    return -1;
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
