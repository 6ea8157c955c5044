// The imports of a Go file: under which name a package is imported, and how an import is taken out.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';

/** A change of the text of a file. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An import of a file. */
export interface Import {
  readonly spec: Node;
  /** The ImportDeclaration it stands in. */
  readonly declaration: Node;
  /** The name written before the path; empty where there is none. */
  readonly alias: string;
  /** What the file calls the package: the alias, or the last part of the path, which is the name of most packages. */
  readonly name: string;
}

/** The first import of a path that code can refer to: not `_` or `.`. */
export function findImport(tree: Tree, path: string): Import | undefined {
  return importsOf(tree).find(({ spec }) => pathOf(tree, spec) === path);
}

/** The imports that code can refer to: not `_` or `.`. */
export function importsOf(tree: Tree): Import[] {
  return importSpecs(tree).flatMap(({ spec, declaration }) => {
    const node = tree.child(spec, Field.Name);
    const alias = node === NONE ? '' : tree.textOf(node);
    if (alias === '_' || alias === '.') return [];
    const path = pathOf(tree, spec);
    return { spec, declaration, alias, name: alias || path.slice(path.lastIndexOf('/') + 1) };
  });
}

function pathOf(tree: Tree, spec: Node): string {
  return tree.textOf(tree.child(spec, Field.Path)).slice(1, -1);
}

/** The edit that takes an import out: its line, or the whole declaration where nothing is left of it; `removed` are all that are taken out. */
export function removeImport(tree: Tree, { spec, declaration }: Import, removed?: readonly Import[]): Replacement {
  const isRemoved = (other: Node) => other === spec || removed?.some((one) => one.spec === other) === true;
  const only = importSpecs(tree).every((other) => other.declaration !== declaration || isRemoved(other.spec));
  const node = only ? declaration : spec;
  const { text } = tree;
  const start = text.lastIndexOf('\n', tree.start[node]!) + 1;
  const newline = text.indexOf('\n', tree.end[node]!);
  let end = newline < 0 ? text.length : newline + 1;
  const isAlone = text.slice(start, tree.start[node]).trim() === '';
  if (!isAlone) return { start: tree.start[node]!, end: tree.end[node]!, text: '' };
  const before = /\n[ \t\r]*\n$/.test(text.slice(0, start)) || /\([ \t\r]*\n$/.test(text.slice(0, start));
  const after = /^[ \t\r]*\n/.exec(text.slice(end, end + 1000));
  // Of the empty lines on both sides one is enough.
  if (before && after !== null) end += after[0].length;
  return { start, end, text: '' };
}

/** How often a file, or a part of it, uses a package by its name: `name.X`. */
export function countUses(tree: Tree, name: string, part: Node = 0): number {
  let count = 0;
  for (let node = part; node < tree.next[part]!; node++) {
    const kind = tree.kind[node];
    const field =
      kind === Kind.SelectorExpression ? Field.Operand : kind === Kind.QualifiedType ? Field.Package : undefined;
    if (field === undefined) continue;
    const left = tree.child(node, field);
    if (left !== NONE && tree.textOf(left) === name) count++;
  }
  return count;
}

function importSpecs(tree: Tree): { spec: Node; declaration: Node }[] {
  const found: { spec: Node; declaration: Node }[] = [];
  for (let declaration = 1; declaration < tree.length; declaration = tree.next[declaration]!) {
    if (tree.kind[declaration] !== Kind.ImportDeclaration) continue;
    for (let n = declaration; n < tree.next[declaration]!; n++) {
      if (tree.kind[n] === Kind.ImportSpec) found.push({ spec: n, declaration });
    }
  }
  return found;
}
