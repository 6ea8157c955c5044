// What the name at a place in a file stands for: the question behind an editor's hover texts.
import type { TargetSet } from '../platform/target.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import { walkDeclaration } from './declaration.ts';
import type { GoObject, Var } from './object.ts';
import type { Observer } from './observer.ts';
import type { FileInfo } from './package-info.ts';
import { under, varType } from './resolve.ts';
import { type Struct, Tag, type Type } from './type.ts';

/** What a name stands for. */
export type Meaning =
  /** A declared name, not of a field or a method. */
  | { readonly kind: 'object'; readonly object: GoObject }
  /** A field, with the struct it is declared in and the name of that struct's type, if it has one. */
  | { readonly kind: 'field'; readonly field: Var; readonly struct: Struct; readonly holder: Type | string | undefined }
  /** A struct type without a name: the keyword `struct`. */
  | { readonly kind: 'struct'; readonly struct: Struct };

/** What a name stands for on some targets. */
export interface MeaningOnTargets {
  readonly targets: TargetSet;
  readonly meaning: Meaning;
}

/** The innermost node at an offset that is a name or the keyword `struct`; NONE where there is none. */
export function nameNodeAt(tree: Tree, offset: number): Node {
  // A pointer behind the last letter of a name is on the name, as editors take it.
  for (const at of [offset, offset - 1]) {
    let found = NONE;
    for (let n = 0; n < tree.length; ) {
      if (tree.start[n]! <= at && at < tree.end[n]!) {
        found = n;
        n++;
      } else n = tree.next[n]!;
    }
    if (found !== NONE && isName(tree, found)) return found;
  }
  return NONE;
}

function isName(tree: Tree, node: Node): boolean {
  switch (tree.kind[node]) {
    case Kind.Identifier:
    case Kind.TypeIdentifier:
    case Kind.FieldIdentifier:
    case Kind.StructKeyword:
      return true;
    default:
      return false;
  }
}

/**
 * What the name at a node stands for, on each target where that is known. The package of the file must have been collected.
 * Takes as long as checking the declaration around it.
 */
export function meaningsAt(c: Checker, file: FileInfo, node: Node): MeaningOnTargets[] {
  const { tree } = file;
  const top = topLevel(tree, node);
  const around = file.package_.declared.filter(({ site }) => site?.file === file && tree.contains(top, site.node));
  const declared = around.find(({ site }) => site!.node === node);
  // Constants and variables show what they are themselves; the names in their initial values stand inside of the same declaration.
  if (declared !== undefined) return [{ targets: declared.presence, meaning: { kind: 'object', object: declared } }];
  const object = around.findLast((one) => extentOf(tree, one, node));
  if (object?.site === undefined) return [];
  const collector = new Collector(file, node);
  c.observe(object.site, object.presence, collector, () => walkDeclaration(c, object));
  return collector.found.filter(({ targets }) => targets !== 0);
}

/** The child of the root that holds a node. */
function topLevel(tree: Tree, node: Node): Node {
  let top = 1;
  while (top < tree.length && !tree.contains(top, node)) top = tree.next[top]!;
  return top;
}

/** Whether a node stands in the part of the sources that declares an object. */
function extentOf(tree: Tree, object: GoObject, node: Node): boolean {
  switch (object.kind) {
    case 'func':
      return tree.contains(object.declaration, node);
    case 'type':
    case 'var':
      return tree.contains(object.spec, node);
    case 'const':
      return [object.typeNode, object.valueNode].some((part) => part !== NONE && tree.contains(part, node));
    default:
      return false;
  }
}

/** Listens for the one node. A unit of work may be done again for fewer targets: what is heard last counts. */
class Collector implements Observer {
  readonly found: { targets: TargetSet; readonly meaning: Meaning }[] = [];

  constructor(
    private readonly file: FileInfo,
    private readonly node: Node,
  ) {}

  name(c: Checker, node: Node, object: GoObject): void {
    if (node === this.node) this.take(c, { kind: 'object', object });
  }

  structType(c: Checker, node: Node, struct: Struct): void {
    const { tree } = this.file;
    if (!tree.contains(node, this.node)) return;
    const field = struct.fields.find(({ site }) => site?.node === this.node);
    if (field !== undefined) this.take(c, { kind: 'field', field, struct, holder: specName(tree, node) });
    else if (tree.kind[this.node] === Kind.StructKeyword && tree.childOfKind(node, Kind.StructKeyword) === this.node)
      this.take(c, { kind: 'struct', struct });
  }

  selection(c: Checker, node: Node, x: { readonly type: Type }, path: readonly Var[], field: Var): void {
    if (this.file.tree.child(node, Field.Field) !== this.node) return;
    const last = path.at(-1);
    this.takeField(c, last === undefined ? x.type : varType(c, last), field);
  }

  structLiteral(c: Checker, node: Node, type: Type, struct: Struct): void {
    const { tree } = this.file;
    if (!tree.contains(node, this.node) || !isKeyOf(tree, node, this.node)) return;
    const name = tree.textOf(this.node);
    const field = struct.fields.find((one) => one.name === name);
    if (field !== undefined) this.take(c, { kind: 'field', field, struct, holder: type });
  }

  /** A field of a struct or of what a pointer to one points to. */
  private takeField(c: Checker, type: Type, field: Var): void {
    const u = type.tag === Tag.Pointer ? type : under(c, type);
    const holder = u.tag === Tag.Pointer ? u.elem : type;
    const struct = under(c, holder);
    if (struct.tag === Tag.Struct) this.take(c, { kind: 'field', field, struct, holder });
  }

  private take(c: Checker, meaning: Meaning): void {
    if (c.env.file !== this.file) return;
    for (const one of this.found) one.targets &= ~c.now;
    this.found.push({ targets: c.now, meaning });
  }
}

/** The name in the TypeSpec or alias that a StructType is the type of. */
function specName(tree: Tree, struct: Node): string | undefined {
  let parent = struct - 1;
  while (parent > 0 && !tree.contains(parent, struct)) parent--;
  const kind = tree.kind[parent];
  if (kind !== Kind.TypeSpec && kind !== Kind.TypeAlias) return undefined;
  return tree.textOf(tree.child(parent, Field.Name));
}

/** Whether a node is the key of an element of a literal: not of a literal in it. */
function isKeyOf(tree: Tree, literal: Node, node: Node): boolean {
  const body = tree.kind[literal] === Kind.LiteralValue ? literal : tree.child(literal, Field.Body);
  if (body === NONE) return false;
  return tree.childrenOfKind(body, Kind.KeyedElement).some((element) => {
    const key = tree.child(element, Field.Key);
    return (
      key !== NONE &&
      tree.contains(key, node) &&
      tree.start[key] === tree.start[node] &&
      tree.end[key] === tree.end[node]
    );
  });
}
