// Fixes: the canonical lines, as gofmt writes them and where it puts them.
import { type Constraint, printConstraint } from '../../module/build-constraint.ts';
import type { Module } from '../../module/package.ts';
import { compareGoVersions } from '../../module/semver.ts';
import type { Span, TextEdit } from '../finding.ts';
import { plusBuildLines } from './plus-build.ts';

/** Whether a module may be built by a Go before 1.17, which reads `// +build` lines only. */
export function needsOldLines(module: Module): boolean {
  return compareGoVersions(module.goVersion, '1.17') < 0;
}

/** The //go:build line of an expression, with the // +build lines where the module needs them; undefined where they cannot say it. */
export function canonicalLines(expression: Constraint, module: Module): string[] | undefined {
  const line = `//go:build ${printConstraint(expression)}`;
  if (!needsOldLines(module)) return [line];
  const old = plusBuildLines(expression);
  return old && [line, ...old];
}

type Range = Pick<Span, 'start' | 'end'>;

/** A file that is edited line by line. */
export class LineEditor {
  readonly #path: string;
  readonly #text: string;
  readonly #newline: string;

  constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
    this.#newline = /\r\n/.test(text.slice(0, 10_000)) ? '\r\n' : '\n';
  }

  /** Puts lines in the place of others, above the package clause, with empty lines around them. No lines: takes the others away. */
  replace(others: readonly Range[], lines: readonly string[]): TextEdit[] {
    const whole = others.map((range) => this.#wholeLines(range));
    const first = whole[0];
    if (first === undefined) return [];
    const rest = whole.slice(1).map((range) => this.#edit(range, ''));
    if (lines.length === 0) return [this.#edit(first, ''), ...rest];
    const above = this.#lineBefore(first.start);
    let after = first.end;
    for (const { start, end } of whole) if (start === after) after = end;
    const gapAbove = above === undefined || above === '' || isConstraint(above) ? '' : this.#newline;
    const gapBelow = this.#isEmptyLine(after) || isConstraint(this.#lineAt(after)) ? '' : this.#newline;
    return [this.#edit(first, `${gapAbove}${this.#joined(lines)}${gapBelow}`), ...rest];
  }

  /** Takes lines away from below the package clause, and puts others above it. */
  moveToTop(others: readonly Range[], lines: readonly string[]): TextEdit[] {
    const removed = others.map((range) => {
      const { start, end } = this.#wholeLines(range);
      const isGap = this.#lineBefore(start) === '' && this.#isEmptyLine(end);
      return this.#edit({ start, end: isGap ? this.#endOfLine(end) : end }, '');
    });
    const at = this.#top();
    return [this.#edit({ start: at, end: at }, `${this.#joined(lines)}${this.#newline}`), ...removed];
  }

  #joined(lines: readonly string[]): string {
    return lines.map((line) => line + this.#newline).join('');
  }

  #edit({ start, end }: Range, text: string): TextEdit {
    return { path: this.#path, start, end, text };
  }

  /** The lines of a range from their beginning to the beginning of the next. */
  #wholeLines({ start, end }: Range): Range {
    const lineStart = this.#text.lastIndexOf('\n', start - 1) + 1;
    return { start: lineStart === 0 && this.#text.startsWith('\ufeff') ? 1 : lineStart, end: this.#endOfLine(end) };
  }

  #endOfLine(at: number): number {
    const newline = this.#text.indexOf('\n', at);
    return newline < 0 ? this.#text.length : newline + 1;
  }

  #lineAt(at: number): string {
    return this.#text.slice(at, this.#endOfLine(at)).trim();
  }

  #isEmptyLine(at: number): boolean {
    return at < this.#text.length && this.#lineAt(at) === '';
  }

  /** The line above the one that begins at `at`; undefined at the beginning of the file. */
  #lineBefore(at: number): string | undefined {
    if (at <= 1) return undefined;
    return this.#text.slice(this.#text.lastIndexOf('\n', at - 2) + 1, at).trim();
  }

  /** Where constraints go: behind the first comment, if an empty line sets it apart from the rest (a licence, say). */
  #top(): number {
    const begin = this.#text.startsWith('\ufeff') ? 1 : 0;
    let at = begin;
    while (this.#lineAt(at).startsWith('//') && at < this.#text.length) at = this.#endOfLine(at);
    return at > begin && this.#isEmptyLine(at) ? this.#endOfLine(at) : begin;
  }
}

function isConstraint(line: string): boolean {
  return /^\/\/(?:go:build|[ \t]*\+build)[ \t]/.test(line);
}
