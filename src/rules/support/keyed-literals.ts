// Literals of structs: field names put before the values of one that has none, aligned as gofmt does.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';

/** An insertion into the text of a file. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * The insertions that make a literal a keyed one: it then means the same in every order of the fields, and its values are computed in the order
 * they were.
 * @param node the CompositeLiteral, or the LiteralValue of one whose type is elided
 * @param names the names of the struct's fields in order
 */
export function keyLiteral(tree: Tree, node: Node, names: readonly string[]): Insertion[] | undefined {
  const body = tree.kind[node] === Kind.CompositeLiteral ? tree.child(node, Field.Body) : node;
  if (body === NONE) return undefined;
  const values = tree.childrenOfKind(body, Kind.LiteralElement);
  // The blank identifier cannot be a key.
  if (values.length !== names.length || names.includes('_')) return undefined;
  const insertions: Insertion[] = [];
  for (const group of groupsOf(tree, body, values)) {
    const width = Math.max(...group.map((i) => names[i]!.length));
    for (const i of group) {
      const padding = group.length > 1 ? width - names[i]!.length : 0;
      insertions.push({ at: tree.start[values[i]!]!, text: `${names[i]}: ${' '.repeat(padding)}` });
    }
  }
  return insertions;
}

/** Indices of the values that are aligned with each other: each alone on its line, on lines that follow each other. */
function groupsOf(tree: Tree, body: Node, values: readonly Node[]): number[][] {
  const groups: number[][] = [];
  const text = (from: number, to: number) => tree.text.slice(from, to);
  values.forEach((value, i) => {
    const before = i === 0 ? tree.start[body]! + 1 : tree.end[values[i - 1]!]!;
    const gap = text(before, tree.start[value]!);
    const isOnNextLine = (gap.match(/\n/g) ?? []).length === 1 && !/\n[ \t]*\S/.test(gap);
    const isPlain = (node: Node) => !tree.textOf(node).includes('\n');
    if (i > 0 && isOnNextLine && isPlain(value) && isPlain(values[i - 1]!)) groups.at(-1)!.push(i);
    else groups.push([i]);
  });
  return groups;
}
