// Where a comment about a line of a file can stand: not inside of strings and here-documents, nor between lines that a backslash joins.
import { isScalar, parseAllDocuments, type Scalar, visit } from 'yaml';
import type { Format } from '../formats/document.ts';
import { heredocs, withoutHeredocs } from '../formats/shell.ts';
import { ShellKind } from '../formats/shell-kinds.ts';
import { parseShell } from '../formats/shell-parser.ts';
import { isTooDeep, withoutTemplates } from '../formats/yaml.ts';
import { opaqueTokens } from '../syntax/opaque-tokens.ts';

/** The places for a comment about one line. */
export interface CommentPlaces {
  /** On a line of its own above. */
  readonly above: boolean;
  /** At the end of the line. */
  readonly behind: boolean;
}

/** A line of a text: UTF-16 offsets, without the line's end. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

const NOWHERE: CommentPlaces = { above: false, behind: false };
/** Comments at the end of a line are asked for only where none can stand above it: elsewhere this is not looked at. */
const ABOVE: CommentPlaces = { above: true, behind: false };

/** Where a comment about a line can stand. The parsers must be loaded. */
export function commentPlaces(text: string, format: 'go' | Format, line: LineRange): CommentPlaces {
  switch (format) {
    case 'go':
      return goPlaces(text, line);
    case 'shell':
      return shellPlaces(text, line);
    case 'makefile':
      return makefilePlaces(text, line);
    case 'dockerfile':
      return dockerfilePlaces(text, line);
    case 'yaml':
      return yamlPlaces(text, line);
    case 'json':
      return NOWHERE;
  }
}

function goPlaces(text: string, { start, end }: LineRange): CommentPlaces {
  let above = true;
  let behind = true;
  for (const { 0: token, index } of text.matchAll(opaqueTokens)) {
    const tokenEnd = index + token.length;
    if (index < start && start < tokenEnd) above = false;
    if (index < end && (end < tokenEnd || token.startsWith('//')) && index >= start) behind = false;
    if (index < start && end < tokenEnd) behind = false;
    if (index >= end) break;
  }
  // What stands above import "C" is C.
  if (/^\s*(?:import\s*)?"C"/.test(text.slice(start, end))) above = false;
  return { above, behind };
}

/** Whether an odd number of backslashes joins a line with the next one. */
function isJoined(line: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\\\r?$/.test(line);
}

/** The line above; empty for the first one. */
function lineAbove(text: string, start: number): string {
  return start === 0 ? '' : text.slice(text.lastIndexOf('\n', start - 2) + 1, start - 1);
}

function shellPlaces(text: string, { start, end }: LineRange): CommentPlaces {
  if (start === 0 && text.startsWith('#!')) return NOWHERE;
  if (heredocs(text).some((one) => one.start <= start && start < one.end)) return NOWHERE;
  const line = text.slice(start, end);
  const above = !isJoined(lineAbove(text, start)) && !isQuoted(text, start);
  return { above, behind: !above && !isJoined(line) && !/(?:^|\s)#/.test(line) && !isQuoted(text, end) };
}

const quoting = new Set<number>([
  ShellKind.String,
  ShellKind.RawString,
  ShellKind.AnsiCString,
  ShellKind.TranslatedString,
]);
const commands = new Set<number>([ShellKind.CommandSubstitution, ShellKind.ProcessSubstitution]);

/** Whether an offset of a script is between quotes, and not in a command that is substituted there. */
function isQuoted(script: string, offset: number): boolean {
  const tree = parseShell(withoutHeredocs(script));
  let quoted = false;
  for (let n = 0; n < tree.length; n++) {
    if (tree.start[n]! >= offset) break;
    if (tree.end[n]! <= offset) continue;
    if (quoting.has(tree.kind[n]!)) quoted = true;
    else if (commands.has(tree.kind[n]!)) quoted = false;
  }
  return quoted;
}

/** Above a recipe's line, too, a comment is make's; only behind one it is the shell's. */
function makefilePlaces(text: string, line: LineRange): CommentPlaces {
  if (!isJoined(lineAbove(text, line.start))) return ABOVE;
  let start = line.start;
  while (start > 0 && isJoined(lineAbove(text, start))) start = text.lastIndexOf('\n', start - 2) + 1;
  // A blank before a comment becomes a part of a variable's value.
  if (text[start] !== '\t') return NOWHERE;
  return shellPlaces(text.slice(start, line.end), { start: line.start - start, end: line.end - start });
}

/** The commands of a Dockerfile whose here-documents are scripts or contents of files. */
const instruction = /^[ \t]*([A-Za-z]+)[ \t]/;

/** Docker takes comments away wherever they are, but in here-documents. */
function dockerfilePlaces(text: string, line: LineRange): CommentPlaces {
  let keyword = '';
  let isContinued = false;
  let at = 0;
  while (at <= line.start) {
    const end = endOfLine(text, at);
    const source = text.slice(at, end);
    const isComment = /^[ \t]*(?:#|\r?$)/.test(source);
    if (!isComment && !isContinued) keyword = (instruction.exec(source)?.[1] ?? '').toUpperCase();
    if (!isComment) isContinued = /[\\`][ \t]*\r?$/.test(source);
    const mayHave = !isComment && source.includes('<<') && /^(?:RUN|COPY|ADD)$/.test(keyword);
    const [document] = mayHave ? heredocs(text.slice(at)) : [];
    if (document !== undefined && at + document.operator < end) {
      const [start, after] = [at + document.start, at + document.end];
      if (start <= line.start && line.start < after) {
        const isScript = keyword === 'RUN' && /^[ \t]*RUN[ \t]+<</i.test(source);
        const script = text.slice(start, after);
        return isScript ? shellPlaces(script, { start: line.start - start, end: line.end - start }) : NOWHERE;
      }
      at = endOfLine(text, after) + 1;
      isContinued = false;
    } else at = end + 1;
  }
  return ABOVE;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Between the lines of a value that has several, a comment is a part of it: of a script the shell's comment. */
function yamlPlaces(text: string, line: LineRange): CommentPlaces {
  if (isTooDeep(text)) return NOWHERE;
  const around = scalarAround(withoutTemplates(text), line.start);
  if (around?.range == null) return ABOVE;
  if (around.type !== 'BLOCK_LITERAL') return NOWHERE;
  const [start, end] = around.range;
  const script = text.slice(start, end).replace(/^[^\n]*/, (header) => ' '.repeat(header.length));
  return shellPlaces(script, { start: line.start - start, end: line.end - start });
}

/** The value of several lines that the start of a line is inside of. */
function scalarAround(text: string, offset: number): Scalar | undefined {
  const documents = parseAllDocuments(text, { logLevel: 'silent', strict: false, uniqueKeys: false });
  let found: Scalar | undefined;
  for (const document of Array.isArray(documents) ? documents : []) {
    visit(document, (_, node) => {
      if (!isScalar(node) || node.range == null) return undefined;
      const [start, end] = node.range;
      if (start >= offset || offset >= end) return undefined;
      found = node;
      return visit.BREAK;
    });
  }
  return found;
}
