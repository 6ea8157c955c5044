// The text of a package-level declaration, as it can stand in another file, and what it needs there.

import type { TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { declaredNames } from '../../types/collect.ts';
import type { GoObject } from '../../types/object.ts';
import type { FileInfo, PackageInfo } from '../../types/package-info.ts';
import { topLevelOf } from '../support/parents.ts';

/** A declaration to be written into another file. */
export interface DeclarationText {
  readonly text: string;
  /** Where it stands in its own file. */
  readonly start: number;
  /** Everything it declares. */
  readonly covers: ReadonlySet<GoObject>;
  /** The names in it which may be the package's, and those before a dot. */
  readonly uses: ReadonlySet<string>;
  readonly qualifiers: ReadonlySet<string>;
  /** Whether it is a function whose body is left to be written. */
  readonly stub: boolean;
}

/**
 * The declaration of an object.
 * @param bodies whether functions keep their bodies or panic
 * @returns undefined where it cannot be copied: a function in assembly, part of a group that counts with iota
 */
export function declarationText(
  info: PackageInfo,
  object: GoObject,
  bodies: 'sibling' | 'stub',
): DeclarationText | undefined {
  const { site } = object;
  if (site === undefined) return undefined;
  const { tree } = site.file;
  const declaration = topLevelOf(tree, site.node);
  switch (tree.kind[declaration]) {
    case Kind.FunctionDeclaration:
    case Kind.MethodDeclaration: {
      const text = functionText(tree, declaration, bodies);
      return text && { ...text, covers: new Set([object]) };
    }
    case Kind.ConstDeclaration:
    case Kind.VarDeclaration:
    case Kind.TypeDeclaration:
      return specText(info, tree, object, declaration);
    default:
      return undefined;
  }
}

/** A FunctionDeclaration or MethodDeclaration as it stands in a tree; undefined where it has no body to copy. */
export function functionText(
  tree: Tree,
  declaration: Node,
  bodies: 'sibling' | 'stub',
): Omit<DeclarationText, 'covers'> | undefined {
  const body = tree.child(declaration, Field.Body);
  const stub = bodies === 'stub';
  if (!stub && body === NONE) return undefined;
  const start = tree.start[declaration]!;
  const comment = commentAbove(tree.text, start, stub);
  const used = names(tree, declaration, stub && body !== NONE ? body : tree.next[declaration]!);
  const rest = { start, ...used, stub };
  if (!stub) return { text: comment + tree.textOf(declaration), ...rest };
  const head = tree.text.slice(start, body === NONE ? tree.end[declaration] : tree.start[body]).trimEnd();
  const name = tree.textOf(tree.child(declaration, Field.Name));
  return {
    text: `${comment}${head} {\n\tpanic("TODO: ${name} is not written for this architecture")\n}`,
    ...rest,
  };
}

const SPECS = new Set<number>([Kind.ConstSpec, Kind.VarSpec, Kind.TypeSpec, Kind.TypeAlias]);

function specText(info: PackageInfo, tree: Tree, object: GoObject, declaration: Node): DeclarationText | undefined {
  const specs: Node[] = [];
  for (let n = declaration + 1; n < tree.next[declaration]!; n++) {
    if (!SPECS.has(tree.kind[n]!)) continue;
    specs.push(n);
    n = tree.next[n]! - 1;
  }
  const spec = specs.find((each) => tree.contains(each, object.site!.node));
  if (spec === undefined) return undefined;
  const grouped = /^\w+\s*\(/.test(tree.textOf(declaration));
  const whole = !grouped || (object.kind === 'const' && counts(tree, specs, spec));
  const range = whole ? declaration : spec;
  const start = tree.start[range]!;
  const text = whole ? tree.textOf(declaration) : alone(tree, declaration, spec);
  if (text === undefined) return undefined;
  const covers = new Set(
    info.declared.filter(({ site }) => site?.file === object.site!.file && tree.contains(range, site.node)),
  );
  return {
    text: commentAbove(tree.text, start, false) + text + commentBehind(tree.text, tree.end[range]!),
    start,
    covers,
    ...names(tree, range, tree.next[range]!),
    stub: false,
  };
}

/** Whether a constant has its value by its place in the group. */
function counts(tree: Tree, specs: readonly Node[], spec: Node): boolean {
  const value = tree.child(spec, Field.Value);
  if (value === NONE) return true;
  for (let n = value; n < tree.next[value]!; n++) if (tree.kind[n] === Kind.Iota) return true;
  // One that follows may repeat it.
  const following = specs[specs.indexOf(spec) + 1];
  return following !== undefined && tree.child(following, Field.Value) === NONE;
}

/** A spec of a group as a declaration by itself; undefined where it has lines whose indentation may mean something. */
function alone(tree: Tree, declaration: Node, spec: Node): string | undefined {
  const keyword = /^\w+/.exec(tree.textOf(declaration))![0];
  const type = tree.child(spec, Field.Type);
  const value = tree.child(spec, Field.Value);
  const isType = keyword === 'type';
  const nameNodes = declaredNames(tree, spec);
  let text: string;
  if (isType) text = tree.textOf(spec).replace(/^(\S+)[ \t]+/, '$1 ');
  else {
    text = nameNodes.map((n) => tree.textOf(n)).join(', ');
    if (type !== NONE) text += ` ${tree.textOf(type)}`;
    if (value !== NONE) text += ` = ${tree.textOf(value)}`;
  }
  if (text.includes('`') && text.includes('\n')) return undefined;
  return `${keyword} ${text.replaceAll('\n\t', '\n')}`;
}

/** The comment lines right above an offset, without their indentation. Directives are for the function that is there. */
function commentAbove(text: string, start: number, withoutDirectives: boolean): string {
  const lines: string[] = [];
  let lineStart = text.lastIndexOf('\n', start - 1) + 1;
  while (lineStart > 0) {
    const from = text.lastIndexOf('\n', lineStart - 2) + 1;
    const line = text.slice(from, lineStart).trim();
    if (!line.startsWith('//')) break;
    lines.unshift(line);
    lineStart = from;
  }
  return lines
    .filter((line) => !(withoutDirectives && /^\/\/go:/.test(line)))
    .map((line) => `${line}\n`)
    .join('');
}

/** The comment on the rest of a line. */
function commentBehind(text: string, end: number): string {
  const comment = /^[ \t]*(\/\/[^\r\n]*)/.exec(text.slice(end, end + 1000));
  return comment === null ? '' : ` ${comment[1]!.trimEnd()}`;
}

/** The names that stand by themselves in `[from, to)`, and those before a dot. */
function names(tree: Tree, from: Node, to: Node): Pick<DeclarationText, 'uses' | 'qualifiers'> {
  const uses = new Set<string>();
  const qualifiers = new Set<string>();
  for (let n = from; n < to; n++) {
    const kind = tree.kind[n];
    if (kind === Kind.Identifier || kind === Kind.TypeIdentifier) {
      uses.add(tree.textOf(n));
      if (tree.field[n] === Field.Operand) qualifiers.add(tree.textOf(n));
    } else if (kind === Kind.PackageIdentifier) qualifiers.add(tree.textOf(n));
  }
  return { uses, qualifiers };
}

/** Whether a name means the same on `targets` as where it was written: it is declared there, or it is none of the package's. */
export function isCopyable(info: PackageInfo, name: string, targets: TargetSet): boolean {
  const presence = info.scope.presence(name);
  return presence === 0 || (targets & ~presence) === 0;
}

/** The import declarations of a file that give it the packages called `qualifiers`; undefined where a name may come from elsewhere. */
export function importsFor(
  { imports, dotImports, file }: FileInfo,
  qualifiers: ReadonlySet<string>,
): string[] | undefined {
  if (file.usesCgo || dotImports.length > 0) return undefined;
  const specs = file.imports.filter(({ path, name }) => {
    if (name !== '') return qualifiers.has(name);
    for (const object of imports.all())
      if (object.kind === 'package' && object.path === path) return qualifiers.has(object.name);
    return false;
  });
  const lines = specs
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, name }) => (name === '' ? `"${path}"` : `${name} "${path}"`));
  if (lines.length === 0) return [];
  if (lines.length === 1) return [`import ${lines[0]}\n`];
  return [`import (\n${lines.map((line) => `\t${line}\n`).join('')})\n`];
}
