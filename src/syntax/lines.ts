// Line and column arithmetic: offsets of a text to the positions that Go tools, SARIF and editors count, and back.

/** A position as the Go tools print it, with the column that SARIF counts beside it. All from 1. */
export interface LinePosition {
  readonly line: number;
  /** In bytes of UTF-8. */
  readonly column: number;
  /** In UTF-16 units. */
  readonly utf16Column: number;
}

/** A position in the language server protocol: from 0, the character in UTF-16 units. */
export interface LspPosition {
  readonly line: number;
  readonly character: number;
}

/**
 * The lines of one text. Offsets are UTF-16 units; those outside the text count as its nearest end, and one between the
 * halves of a surrogate pair counts as the pair's start.
 *
 * To Go only a line feed ends a line, so a carriage return is the last column of its line. A byte order mark counts as
 * the three bytes it is. To an editor a lone carriage return ends a line as well.
 */
export class LineMap {
  readonly #text: string;
  readonly #starts: Uint32Array;
  readonly #isAscii: boolean;
  #lspStarts: Uint32Array | undefined;
  /** The last byte column computed: asking in ascending order costs each long line only once. */
  #last = { offset: 0, bytes: 0, lineStart: 0 };

  constructor(text: string) {
    this.#text = text;
    this.#starts = startsOf(text, /\n/g);
    this.#isAscii = Buffer.byteLength(text) === text.length;
  }

  /** How many lines there are, at least one. The text after the last line feed is a line, even if it is empty. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** The position of an offset, as Go tools print it. */
  position(offset: number): LinePosition {
    const at = this.#snap(offset);
    const index = lineAt(this.#starts, at);
    const lineStart = this.#starts[index]!;
    return { line: index + 1, column: this.#bytes(lineStart, at) + 1, utf16Column: at - lineStart + 1 };
  }

  /** The offset of a line and byte column from 1. A column inside a character counts as its start. */
  offset(line: number, column: number): number {
    const [start, end] = this.#lineRange(line);
    if (this.#isAscii) return clamp(start + column - 1, start, end);
    let bytes = 0;
    let at = start;
    while (at < end) {
      const rune = this.#text.codePointAt(at)!;
      bytes += rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
      if (bytes >= column) break;
      at += rune < 0x10000 ? 1 : 2;
    }
    return at;
  }

  /** The position of an offset as editors count. */
  lspPosition(offset: number): LspPosition {
    const at = this.#snap(offset);
    const starts = this.#editorStarts();
    const line = lineAt(starts, at);
    return { line, character: at - starts[line]! };
  }

  /** The offset of an editor's position. A character past the end of its line counts as that end. */
  lspOffset({ line, character }: LspPosition): number {
    const starts = this.#editorStarts();
    if (line < 0) return 0;
    if (line >= starts.length) return this.#text.length;
    let end = starts[line + 1] ?? this.#text.length;
    const start = starts[line]!;
    while (end > start && /[\r\n]/.test(this.#text[end - 1]!)) end--;
    return clamp(start + character, start, end);
  }

  /** Start and end offset of a line from 1, its line feed excluded. */
  #lineRange(line: number): [start: number, end: number] {
    if (line < 1) return [0, 0];
    const start = this.#starts[line - 1];
    if (start === undefined) return [this.#text.length, this.#text.length];
    const next = this.#starts[line];
    return [start, next === undefined ? this.#text.length : next - 1];
  }

  #bytes(lineStart: number, offset: number): number {
    if (this.#isAscii) return offset - lineStart;
    const { lineStart: lastStart, offset: lastOffset, bytes: lastBytes } = this.#last;
    const canContinue = lastStart === lineStart && lastOffset <= offset;
    const from = canContinue ? lastOffset : lineStart;
    const bytes = (canContinue ? lastBytes : 0) + Buffer.byteLength(this.#text.slice(from, offset));
    this.#last = { offset, bytes, lineStart };
    return bytes;
  }

  #snap(offset: number): number {
    const at = clamp(offset, 0, this.#text.length);
    const isInsidePair = isHighSurrogate(this.#text.charCodeAt(at - 1)) && isLowSurrogate(this.#text.charCodeAt(at));
    return isInsidePair ? at - 1 : at;
  }

  #editorStarts(): Uint32Array {
    this.#lspStarts ??= /\r(?!\n)/.test(this.#text) ? startsOf(this.#text, /\r\n|\r|\n/g) : this.#starts;
    return this.#lspStarts;
  }
}

function startsOf(text: string, lineEnd: RegExp): Uint32Array {
  const starts = [0];
  while (lineEnd.test(text)) starts.push(lineEnd.lastIndex);
  return Uint32Array.from(starts);
}

/** Index of the last line that starts at or before `offset`. */
function lineAt(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
