// The edit that suppresses findings on a line: a comment above it, or one more rule in a comment that is there already.
import { type Comment, hashComments, type ParsedSuppression, parseSuppressions } from '../analysis/suppressions.ts';
import type { Format } from '../formats/document.ts';
import { type Message, message } from '../messages/catalogue.ts';
import { opaqueTokens } from '../syntax/opaque-tokens.ts';
import type { Replacement } from './answers.ts';
import { commentPlaces, type LineRange } from './comment-places.ts';

/** What is asked for. */
export interface SuppressionRequest {
  readonly text: string;
  readonly format: 'go' | Format;
  /** The line of the finding, from 1. */
  readonly line: number;
  readonly rules: readonly string[];
  /** Why the finding does not count. Line ends in it become blanks. */
  readonly reason: string;
}

/** The edit, or why there is no place for a comment. */
export type SuppressionEdit = { readonly edit: Replacement } | { readonly refused: Message };

/** Suppresses findings on a line by a comment above it, where none can stand there by one behind it. The parsers must be loaded. */
export function suppressionEdit(request: SuppressionRequest): SuppressionEdit {
  const { text, format } = request;
  if (format === 'json') return { refused: message('suppress-json', { rules: request.rules.join(', ') }) };
  // A backslash at the end of a comment would join it with the next line of a Makefile.
  const reason = request.reason
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\ ]+$/, '');
  const rules = [...new Set(request.rules)];
  const marks = format === 'go' ? '//' : '# ';
  const comment = commentText(`${marks}archway:ignore`, rules, reason);
  const line = lineRange(text, request.line);
  const refused = message('suppress-no-place', {
    line: request.line,
    comment: commentText(`${marks}archway:ignore-file`, rules, reason),
  });
  if (line === undefined) return { refused };
  const merged = mergedEdit(text, format, line, rules, reason);
  if (merged !== undefined) return { edit: merged };
  const { above, behind } = commentPlaces(text, format, line);
  if (above) {
    // A byte order mark stays at the beginning.
    const start = line.start === 0 && text.startsWith('\ufeff') ? 1 : line.start;
    const [indentation] = /^[ \t]*/.exec(text.slice(start, line.end))!;
    // Behind a tab it would be a command of the recipe.
    const indented = format === 'makefile' && indentation.startsWith('\t') ? '' : indentation;
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    return { edit: { start, end: start, text: indented + comment + lineEnd } };
  }
  if (!behind) return { refused };
  const codeEnd = line.start + text.slice(line.start, line.end).trimEnd().length;
  return { edit: { start: codeEnd, end: codeEnd, text: ` ${comment}` } };
}

function commentText(head: string, rules: readonly string[], reason: string): string {
  return `${head} ${rules.join(',')} ${reason}`.trimEnd();
}

/** A line from 1, without its end; undefined where the text has no such line. */
function lineRange(text: string, line: number): LineRange | undefined {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const newline = text.indexOf('\n', start);
    if (newline < 0) return undefined;
    start = newline + 1;
  }
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  return { start, end: end > start && text[end - 1] === '\r' ? end - 1 : end };
}

/** The edit of a suppression that is for the line already: it gets the rules where its reason is the same, or the reason where it has none. */
function mergedEdit(
  text: string,
  format: SuppressionRequest['format'],
  line: LineRange,
  rules: readonly string[],
  reason: string,
): Replacement | undefined {
  const comments = format === 'go' ? goLineComments(text) : hashComments(text);
  for (const known of suppressionsFor(text, parseSuppressions(text, comments), line)) {
    const isCompleted = known.reason === '' && known.rules.every((id) => rules.includes(id));
    if (known.reason !== reason && !isCompleted) continue;
    const written = text.slice(known.start, known.end).trimEnd();
    const head = /^.*?archway:ignore/.exec(written)![0];
    const all = [...new Set([...known.rules, ...rules])];
    return { start: known.start, end: known.start + written.length, text: commentText(head, all, reason) };
  }
  return undefined;
}

/** The suppressions that are for a line: behind it, and without a gap above it. */
function suppressionsFor(text: string, all: readonly ParsedSuppression[], line: LineRange): ParsedSuppression[] {
  const found = all.filter(({ start, wholeFile }) => !wholeFile && line.start <= start && start < line.end);
  let below = line.start;
  for (const one of all.toReversed()) {
    if (!one.standsAlone || one.end > below) continue;
    if (text.slice(one.end, below).trim() !== '' || /\n.*\n/s.test(text.slice(one.end, below))) break;
    if (!one.wholeFile) found.push(one);
    below = text.lastIndexOf('\n', one.start) + 1;
  }
  return found;
}

function* goLineComments(text: string): Generator<Comment> {
  for (const { 0: token, index } of text.matchAll(opaqueTokens)) {
    if (token.startsWith('//')) yield { start: index, end: index + token.length, atHead: false };
  }
}
