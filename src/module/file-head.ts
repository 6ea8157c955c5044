// Reads the head of a Go file up to its last import: build constraints, package clause, imports. A scanner of its own,
// as most files of a dependency are judged by their head alone.
import { impliedGoVersion } from './build-constraint.ts';
import { type FileConstraints, readConstraints } from './file-constraints.ts';
import type { ImportSpec } from './package.ts';
import { BYTE_ORDER_MARK, copyText } from './text.ts';

/** What the head of a Go file says. */
export interface FileHead extends FileConstraints {
  /** Empty where there is no package clause. */
  readonly packageName: string;
  /** UTF-16 offset of the package's name; -1 where there is none. */
  readonly packageOffset: number;
  readonly imports: readonly ImportSpec[];
  /** The language version the //go:build line asks for. */
  readonly goVersion: string | undefined;
  /** Whether a NUL character stands in the head: go/build refuses such a file. */
  readonly hasNUL: boolean;
}

/** Reads the head of a Go file. */
export function readFileHead(text: string): FileHead {
  const constraints = readConstraints(text);
  const reader = new HeadReader(text);
  reader.read();
  const goBuild = constraints.lines.find((line) => line.syntax === 'go:build')?.parsed.expression;
  return {
    ...constraints,
    packageName: reader.packageName,
    packageOffset: reader.packageOffset,
    imports: reader.imports,
    goVersion: goBuild && impliedGoVersion(goBuild),
    hasNUL: text.lastIndexOf('\0', reader.at) >= 0,
  };
}

/** Reads package clause and imports as go/build does; stops at the first text that is neither. */
class HeadReader {
  readonly #text: string;
  /** Where reading stopped. */
  at: number;
  packageName = '';
  packageOffset = -1;
  readonly imports: ImportSpec[] = [];

  constructor(text: string) {
    this.#text = text;
    this.at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  }

  read(): void {
    if (!this.#keyword('package')) return;
    this.#skip();
    const offset = this.at;
    this.packageName = copyText(this.#identifier());
    if (this.packageName === '') return;
    this.packageOffset = offset;
    while (this.#keyword('import')) {
      if (!this.#punctuation('(')) {
        if (!this.#importSpec()) return;
        continue;
      }
      while (!this.#punctuation(')')) {
        if (!this.#importSpec()) return;
      }
    }
  }

  /** Whether an import spec was there and has been read. */
  #importSpec(): boolean {
    const name = this.#punctuation('.') ? '.' : copyText(this.#identifier());
    this.#skip();
    const offset = this.at;
    const end = endOfString(this.#text, offset);
    if (end === undefined) return false;
    this.at = end;
    this.imports.push({ path: copyText(unquote(this.#text.slice(offset, end))), name, offset, end });
    return true;
  }

  /** Skips white space, comments and semicolons, which nothing here depends on. */
  #skip(): void {
    const text = this.#text;
    for (;;) {
      while (this.at < text.length && ' \t\r\n\f;'.includes(text[this.at]!)) this.at++;
      const close = text.startsWith('//', this.at) ? '\n' : text.startsWith('/*', this.at) ? '*/' : undefined;
      if (close === undefined) return;
      const end = text.indexOf(close, this.at + 2);
      this.at = end < 0 ? text.length : end + close.length;
    }
  }

  #keyword(word: string): boolean {
    this.#skip();
    IDENTIFIER.lastIndex = this.at;
    if (IDENTIFIER.exec(this.#text)?.[0] !== word) return false;
    this.at += word.length;
    return true;
  }

  #punctuation(mark: string): boolean {
    this.#skip();
    if (this.#text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  /** The identifier that comes next; empty where none does. */
  #identifier(): string {
    this.#skip();
    IDENTIFIER.lastIndex = this.at;
    const identifier = IDENTIFIER.exec(this.#text)?.[0] ?? '';
    this.at += identifier.length;
    return identifier;
  }
}

const IDENTIFIER = /[A-Za-z0-9_\x80-\uffff]+/y;

/** End of the string literal that begins at `offset`, undefined where none does or it has no end. */
function endOfString(text: string, offset: number): number | undefined {
  const quote = text[offset];
  if (quote !== '"' && quote !== '`') return undefined;
  for (let at = offset + 1; at < text.length; at++) {
    const unit = text[at];
    if (unit === quote) return at + 1;
    if (quote === '`') continue;
    if (unit === '\n') return undefined;
    if (unit === '\\') at++;
  }
  return undefined;
}

const controls: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * The value of a string literal. Escapes in an import path are legal, and a way to hide `import "C"`. Bytes above
 * ASCII written as escapes become U+FFFD.
 */
function unquote(literal: string): string {
  const content = literal.slice(1, -1);
  if (literal[0] === '`') return content.replaceAll('\r', '');
  return content.replace(
    /\\(?:x([\da-fA-F]{2})|([0-7]{3})|u([\da-fA-F]{4})|U(000[\da-fA-F]{5}|0010[\da-fA-F]{4})|(.))/g,
    (_, hex, octal, u, U, other: string) => {
      const byte = hex !== undefined ? Number.parseInt(hex, 16) : Number.parseInt(octal, 8);
      if (byte >= 0) return byte < 0x80 ? String.fromCharCode(byte) : '\ufffd';
      const code = u ?? U;
      return code === undefined ? (controls[other] ?? other) : String.fromCodePoint(Number.parseInt(code, 16));
    },
  );
}
