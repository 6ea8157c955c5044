// Keeps comments at the ends of lines aligned, as gofmt has them, where edits make lines longer or shorter.
import { opaqueTokens } from '../syntax/opaque-tokens.ts';

/** Replaces a range of a text. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A line with a comment behind its code. */
interface CommentedLine {
  readonly number: number;
  readonly start: number;
  readonly indentation: string;
  /** The end of the code; only blanks follow up to the comment. */
  readonly codeEnd: number;
  readonly comment: number;
}

/**
 * The edits of blanks that keep comments aligned in a Go file which gets `edits`. Lines are aligned with each other where they follow each other with
 * the same indentation; runs of lines that gofmt would not have written so are left as they are.
 */
export function alignComments(source: string, edits: readonly Edit[]): Edit[] {
  if (edits.length === 0) return [];
  const found: Edit[] = [];
  let block: CommentedLine[] = [];
  const close = () => {
    if (block.length > 1) found.push(...realigned(source, block, edits));
    block = [];
  };
  for (const line of commentedLines(source)) {
    const last = block.at(-1);
    if (last !== undefined && (line.number !== last.number + 1 || line.indentation !== last.indentation)) close();
    block.push(line);
  }
  close();
  return found;
}

function realigned(source: string, block: readonly CommentedLine[], edits: readonly Edit[]): Edit[] {
  const first = block[0]!.start;
  const touching = edits.filter(({ start, end }) => end >= first && start <= block.at(-1)!.comment);
  if (touching.length === 0) return [];
  const width = (text: string) => [...text].length;
  const old = block.map(({ start, codeEnd }) => width(source.slice(start, codeEnd)));
  const column = Math.max(...old) + 1;
  const isAligned = block.every((line, i) => column - old[i]! === line.comment - line.codeEnd);
  if (!isAligned) return [];
  const now = [...old];
  for (const { start, end, text } of touching) {
    const i = block.findIndex((line) => line.start <= start && end <= line.codeEnd);
    if (i < 0 || text.includes('\n')) return [];
    now[i]! += width(text) - width(source.slice(start, end));
  }
  const wanted = Math.max(...now) + 1;
  return block.flatMap(({ codeEnd, comment }, i) => {
    const blanks = wanted - now[i]!;
    return blanks === comment - codeEnd ? [] : [{ start: codeEnd, end: comment, text: ' '.repeat(blanks) }];
  });
}

/** The lines that end in a comment after code, in order. */
function* commentedLines(source: string): Generator<CommentedLine> {
  let number = 0;
  let counted = 0;
  for (const { 0: text, index } of source.matchAll(opaqueTokens)) {
    if (!text.startsWith('//')) continue;
    const start = source.lastIndexOf('\n', index) + 1;
    const before = source.slice(start, index);
    const code = before.trimEnd();
    if (code === '') continue;
    for (let at = source.indexOf('\n', counted); at >= 0 && at < start; at = source.indexOf('\n', at + 1)) {
      number++;
      counted = at + 1;
    }
    const indentation = /^[ \t]*/.exec(before)![0];
    yield { number, start, indentation, codeEnd: start + code.length, comment: index };
  }
}
