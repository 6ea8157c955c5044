// Where a range of a document is after the document has changed.
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';

/** The range after changes that apply one after the other; undefined where one of them touches its text. */
export function rangeAfter(range: Range, changes: readonly TextDocumentContentChangeEvent[]): Range | undefined {
  let moved: Range | undefined = range;
  for (const change of changes) moved = moved && rangeAfterOne(moved, change);
  return moved;
}

function rangeAfterOne(range: Range, change: TextDocumentContentChangeEvent): Range | undefined {
  if (!('range' in change)) return undefined;
  const { start, end } = change.range;
  if (compare(range.end, start) <= 0) return range;
  if (compare(range.start, end) < 0) return undefined;
  const lines = change.text.split(/\r\n|\r|\n/);
  const last = lines.at(-1)!.length;
  const added = lines.length - 1;
  const move = ({ line, character }: Position): Position => {
    if (line > end.line) return { line: line + added - (end.line - start.line), character };
    return {
      line: start.line + added,
      character: character - end.character + last + (added === 0 ? start.character : 0),
    };
  };
  return { start: move(range.start), end: move(range.end) };
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
