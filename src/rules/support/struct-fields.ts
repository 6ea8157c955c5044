// Editing the fields of a struct: taking some to the front, or giving some another type, with comments, groups and alignment as gofmt has them.

import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { declaredNames } from '../../types/collect.ts';
import { alignColumns } from './columns.ts';

/** A change of the text between the braces of a struct. */
export interface BodyEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What stands between the braces, line by line: a field with its comments, a comment by itself, or an empty line. */
interface Entry {
  /** The FieldDeclaration; NONE for comments and empty lines. */
  readonly node: Node;
  /** Comment lines above it, with their indentation. */
  readonly above: readonly string[];
  /** Its own lines, with their indentation. */
  readonly lines: readonly string[];
}

const EMPTY: Entry = { node: NONE, above: [], lines: [''] };

/** What happens to the fields of a struct. */
export interface FieldChange {
  /** The FieldDeclarations that come first, in this order. */
  readonly first?: readonly Node[];
  /** All FieldDeclarations in their new order, in place of `first`: as few as possible move, each behind the one it comes after. */
  readonly order?: readonly Node[];
  /** New types by FieldDeclaration. */
  readonly types?: ReadonlyMap<Node, string>;
}

/**
 * The edit that changes the fields of a struct; undefined where its lines are laid out in a way that is not understood (two fields on
 * one of several lines, a comment between the parts of a field).
 * @param list the FieldDeclarationList
 */
export function changeFields(tree: Tree, list: Node, change: FieldChange): BodyEdit | undefined {
  const start = tree.start[list]! + 1;
  const end = tree.end[list]! - 1;
  const old = tree.text.slice(start, end);
  const text = old.includes('\n') ? changeLines(tree, list, change) : changeOneLine(tree, list, change);
  return text === undefined ? undefined : trimmed(start, old.replaceAll('\r', '') === old ? old : undefined, text, end);
}

/** Leaves out what is the same at both ends, in whole lines. */
function trimmed(start: number, old: string | undefined, text: string, end: number): BodyEdit {
  if (old === undefined) return { start, end, text };
  let head = 0;
  while (head < old.length && head < text.length && old[head] === text[head]) head++;
  head = old.lastIndexOf('\n', head - 1) + 1;
  let tail = 0;
  const most = Math.min(old.length, text.length) - head;
  while (tail < most && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  const line = old.indexOf('\n', old.length - tail);
  tail = line < 0 ? 0 : old.length - line;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

function changeOneLine(tree: Tree, list: Node, change: FieldChange): string | undefined {
  if (tree.childOfKind(list, Kind.Comment) !== NONE) return undefined;
  const fields = ordered(tree.childrenOfKind(list, Kind.FieldDeclaration), change);
  const texts = fields.map((field) => {
    const type = change.types?.get(field);
    return type === undefined ? tree.textOf(field) : withType(tree, field, type);
  });
  const padding = tree.text[tree.start[list]! + 1] === ' ' ? ' ' : '';
  return padding + texts.join('; ') + padding;
}

function withType(tree: Tree, field: Node, type: string): string {
  const node = tree.child(field, Field.Type);
  const { text } = tree;
  return text.slice(tree.start[field], tree.start[node]) + type + text.slice(tree.end[node], tree.end[field]);
}

function ordered(fields: readonly Node[], { first = [], order }: FieldChange): readonly Node[] {
  if (order !== undefined) return order;
  const front = new Set(first);
  return [...first, ...fields.filter((field) => !front.has(field))];
}

function changeLines(tree: Tree, list: Node, change: FieldChange): string | undefined {
  const entries = entriesOf(tree, list);
  if (entries === undefined) return undefined;
  const { types } = change;
  const result = rearranged(entries, change);
  if (result === undefined) return undefined;
  const before = new Set(sections(entries).map(sectionKey));
  const lines: string[] = [];
  for (const section of sections(result)) {
    const touched = !before.has(sectionKey(section)) || section.some((entry) => types?.has(entry.node));
    lines.push(...printed(tree, section, touched, types));
  }
  return `\n${lines.join('\n')}\n${lineIndent(tree, list)}`;
}

/** The entries in another order; undefined where a field that moves is none of them. */
function rearranged(entries: readonly Entry[], { first = [], order }: FieldChange): readonly Entry[] | undefined {
  const byNode = new Map(entries.map((entry) => [entry.node, entry]));
  const stays = order && new Set(longestAscending(order));
  const moving = order?.filter((node) => !stays!.has(node)) ?? first;
  const moved = moving.map((node) => byNode.get(node));
  if (moved.some((entry) => entry === undefined)) return undefined;
  const isMoving = new Set(moving);
  const rest = withoutGaps(entries.filter((entry) => !isMoving.has(entry.node)));
  if (order === undefined) {
    const front = moved as Entry[];
    return [...front, ...gapBehind(front, rest, entries), ...rest];
  }
  const front = order
    .slice(
      0,
      order.findIndex((node) => !isMoving.has(node)),
    )
    .map((node) => byNode.get(node)!);
  const result = [...front, ...gapBehind(front, rest, entries), ...rest];
  for (const node of moving) {
    if (front.some((entry) => entry.node === node)) continue;
    const before = order[order.indexOf(node) - 1];
    result.splice(result.findIndex((entry) => entry.node === before) + 1, 0, byNode.get(node)!);
  }
  return result;
}

/** The empty line between fields that come first and the rest, where the struct has groups. */
function gapBehind(front: readonly Entry[], rest: readonly Entry[], entries: readonly Entry[]): Entry[] {
  const apart = entries.includes(EMPTY) || front.some((entry) => entry.above.length > 0);
  return front.length > 0 && rest.length > 0 && apart ? [EMPTY] : [];
}

/** The longest selection of numbers that ascend. */
function longestAscending(numbers: readonly number[]): number[] {
  const best: number[][] = [];
  for (const [i, number] of numbers.entries()) {
    const before = best.filter((_, k) => numbers[k]! < number);
    best[i] = [...before.reduce((a, b) => (b.length > a.length ? b : a), []), number];
  }
  return best.reduce((a, b) => (b.length > a.length ? b : a), []);
}

/** The indentation of the line on which a node ends. */
function lineIndent(tree: Tree, list: Node): string {
  const from = tree.text.lastIndexOf('\n', tree.end[list]! - 1) + 1;
  return /^[ \t]*/.exec(tree.text.slice(from, tree.end[list]))![0];
}

/** Takes away empty lines at the ends and one of two neighbours. */
function withoutGaps(entries: readonly Entry[]): Entry[] {
  const last = entries.findLastIndex((entry) => entry !== EMPTY);
  return entries.filter((entry, i) => entry !== EMPTY || (i > 0 && i < last && entries[i - 1] !== EMPTY));
}

/** The runs of entries that are aligned with each other: a field of several lines with its first one, as the last of a run. */
function sections(entries: readonly Entry[]): Entry[][] {
  const found: Entry[][] = [];
  let current: Entry[] = [];
  for (const entry of entries) {
    const last = current.at(-1);
    const goesOn = last !== undefined && last.node !== NONE && last.lines.length === 1;
    if (goesOn && entry.node !== NONE && entry.above.length === 0) current.push(entry);
    else {
      current = [entry];
      found.push(current);
    }
  }
  return found;
}

function sectionKey(section: readonly Entry[]): string {
  return section.map((entry) => entry.node).join();
}

function printed(
  tree: Tree,
  section: readonly Entry[],
  touched: boolean,
  types: ReadonlyMap<Node, string> | undefined,
): string[] {
  const [{ node, above, lines }] = section as [Entry];
  if (node === NONE || !touched) return section.flatMap((entry) => [...entry.above, ...entry.lines]);
  const indent = /^[ \t]*/.exec(lines[0]!)![0];
  const cells = section.map((entry) => cellsOf(tree, entry, types?.get(entry.node)));
  return [...above, ...alignColumns(cells).map((line) => indent + line), ...section.at(-1)!.lines.slice(1)];
}

/** The cells of a field's line as go/printer writes them: names, type, tag, comment. */
function cellsOf(tree: Tree, { node, lines }: Entry, newType: string | undefined): string[] {
  const typeNode = tree.child(node, Field.Type);
  const line = lines[0]!.trimStart();
  const nameEnd = declaredNames(tree, node).at(-1);
  const named = nameEnd !== undefined;
  const typeStart = named ? tree.start[typeNode]! : tree.start[node]!;
  const names = named ? [tree.text.slice(tree.start[node], tree.end[nameEnd])] : [];
  // What follows the first line of a field of several lines is not aligned with anything here.
  if (lines.length > 1) return [...names, newType ?? line.slice(typeStart - tree.start[node]!)];
  const tagNode = tree.child(node, Field.Tag);
  const tag = tagNode === NONE ? '' : tree.textOf(tagNode);
  const typeEnd = tree.end[typeNode]!;
  const comment = line.slice(tree.end[node]! - tree.start[node]!).trim();
  const cells: string[] = [...names, newType ?? tree.text.slice(typeStart, typeEnd)];
  if (tag !== '') cells.push(...(named ? ['', tag] : [tag]));
  else if (comment !== '') cells.push(...(named ? [''] : ['', '']));
  if (comment !== '') cells.push(comment);
  return cells;
}

/** The entries of a struct of several lines. */
function entriesOf(tree: Tree, list: Node): Entry[] | undefined {
  const { text } = tree;
  const entries: Entry[] = [];
  const children: Node[] = [];
  for (let n = list + 1; n < tree.next[list]!; n = tree.next[n]!) {
    if (tree.kind[n] === Kind.FieldDeclaration || tree.kind[n] === Kind.Comment) children.push(n);
    else if (tree.kind[n] === Kind.Error) return undefined;
  }
  let above: Node[] = [];
  let at = text.indexOf('\n', tree.start[list]!) + 1;
  // What stands on the line of the opening brace belongs to no field.
  if (text.slice(tree.start[list]! + 1, at).trim() !== '') return undefined;
  const flush = () => {
    for (const comment of above)
      entries.push({ node: NONE, above: [], lines: linesOf(text, tree.start[comment]!, tree.end[comment]!) });
    above = [];
  };
  for (let i = 0; i < children.length; i++) {
    const node = children[i]!;
    const gap = text.slice(at, tree.start[node]);
    if (gap.trim() !== '') return undefined;
    if (gap.includes('\n')) {
      flush();
      entries.push(EMPTY);
    }
    let end = tree.end[node]!;
    if (tree.kind[node] === Kind.Comment) above.push(node);
    else {
      // Names on several lines.
      if (text.slice(tree.start[node], tree.start[tree.child(node, Field.Type)]).includes('\n')) return undefined;
      const next = children[i + 1];
      const isTrailing = next !== undefined && !text.slice(end, tree.start[next]).includes('\n');
      if (isTrailing) {
        if (tree.kind[next] !== Kind.Comment) return undefined;
        end = tree.end[next]!;
        i++;
      }
      const lines = linesOf(text, tree.start[node]!, end);
      entries.push({
        node,
        above: above.flatMap((comment) => linesOf(text, tree.start[comment]!, tree.end[comment]!)),
        lines,
      });
      above = [];
    }
    const line = text.indexOf('\n', end);
    if (line < 0 || text.slice(end, line).trim() !== '') return undefined;
    at = line + 1;
  }
  flush();
  return text.slice(at, tree.end[list]! - 1).trim() === '' ? entries : undefined;
}

/** The lines of a range, the first from its beginning on. */
function linesOf(text: string, start: number, end: number): string[] {
  const from = text.lastIndexOf('\n', start) + 1;
  return text.slice(from, end).replaceAll('\r', '').split('\n');
}
