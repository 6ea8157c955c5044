// Finds the lines of a source file that are build constraints, where go/build takes notice of them.
import { message } from '../messages/catalogue.ts';
import type { Constraint } from './build-constraint.ts';
import {
  type ConstraintProblem,
  goBuildExpression,
  type ParsedConstraint,
  parseGoBuild,
  parsePlusBuild,
  plusBuildExpression,
} from './parse-constraint.ts';
import { BYTE_ORDER_MARK, isSpace, skipSpace } from './text.ts';

/** A line of build constraint at a place where it counts. `start` and `end` are its UTF-16 offsets, without white space. */
export interface ConstraintLine {
  readonly syntax: 'go:build' | '+build';
  readonly start: number;
  readonly end: number;
  readonly parsed: ParsedConstraint;
}

/** The build constraints of a source file: Go, assembly or C. */
export interface FileConstraints {
  /** The lines at places where go/build takes notice of them, in order. */
  readonly lines: readonly ConstraintLine[];
  /** What go/build asks for, all of it: the //go:build line's expression, where there is none those of the +build lines. */
  readonly expressions: readonly Constraint[];
  /** Why go/build refuses the file on every target: a //go:build line that cannot be parsed, or a second one. */
  readonly problem: ConstraintProblem | undefined;
}

/**
 * Reads the build constraints of a Go, assembly or C file. A `//go:build` line counts up to the first text that is no
 * comment; `// +build` lines only within the leading `//` comments and only where an empty line follows.
 */
export function readConstraints(text: string): FileConstraints {
  const goBuild: ConstraintLine[] = [];
  const plusBuild: ConstraintLine[] = [];
  const lines = new CommentLines(text);
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const { start, end } = line;
    const goBuildAt = goBuildExpression(text, start, end);
    if (goBuildAt !== undefined) {
      const from = skipSpace(text, goBuildAt, end);
      goBuild.push({ syntax: 'go:build', start, end, parsed: parseGoBuild(text.slice(from, end), from) });
    }
    const from = lines.inLeadingRun ? plusBuildExpression(text, start, end) : undefined;
    if (from !== undefined) {
      plusBuild.push({ syntax: '+build', start, end, parsed: parsePlusBuild(text.slice(from, end), from) });
    }
  }
  const counting = plusBuild.filter((line) => line.start < lines.endOfLeadingRun);
  const [first, second] = goBuild;
  return {
    lines: [...goBuild, ...counting].sort((a, b) => a.start - b.start),
    // A +build line that cannot be parsed is passed over.
    expressions: (first === undefined ? counting : [first]).flatMap(({ parsed }) => parsed.expression ?? []),
    problem: second ? { offset: second.start, message: message('constraint-multiple', {}) } : first?.parsed.problem,
  };
}

/** The lines that begin with `//`, up to the first text that is neither comment nor white space. */
class CommentLines {
  readonly #text: string;
  #at: number;
  /** Whether only `//` comments and empty lines have been seen. */
  inLeadingRun = true;
  /** End of the last empty line of the leading run: where +build lines no longer count. */
  endOfLeadingRun = 0;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  }

  /** The next line that begins with `//`, white space around it left out. */
  next(): { start: number; end: number } | undefined {
    const text = this.#text;
    while (this.#at < text.length) {
      let lineEnd = endOfLine(text, this.#at);
      let start = skipSpace(text, this.#at, lineEnd);
      this.#at = lineEnd + 1;
      if (start === lineEnd) {
        if (this.inLeadingRun) this.endOfLeadingRun = this.#at;
        continue;
      }
      if (text.startsWith('//', start)) return { start, end: trimEnd(text, start, lineEnd) };
      this.inLeadingRun = false;
      while (text.startsWith('/*', start)) {
        const close = text.indexOf('*/', start + 2);
        if (close < 0) {
          this.#at = text.length;
          return undefined;
        }
        // Many comments may share a line: its end is looked for only once.
        if (close > lineEnd) lineEnd = endOfLine(text, close);
        this.#at = lineEnd + 1;
        start = skipSpace(text, close + 2, lineEnd);
      }
      // After a comment another may follow on the line, but no constraint.
      if (start !== lineEnd && !text.startsWith('//', start)) {
        this.#at = text.length;
      }
    }
    return undefined;
  }
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
