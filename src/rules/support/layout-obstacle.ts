// Why a struct must keep its layout: what in its package, and in those that import it, may know how it lies in memory.
import { type Message, message } from '../../messages/catalogue.ts';
import type { GoFile, GoPackage } from '../../module/package.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { FileInfo } from '../../types/package-info.ts';
import { isGenerated } from './generated.ts';
import { parentsAround, topLevelOf } from './parents.ts';
import type { StructUses } from './struct-uses.ts';

/** What fixes that change a struct look at. */
export interface StructContext {
  readonly checker: Checker;
  /** The package that declares the struct. */
  readonly package: GoPackage;
  tree(file: GoFile): Tree;
  /** The text of a file; undefined where it cannot be read. */
  text(path: string): string | undefined;
  /** The user's packages that import the package, directly or through others of the user's. */
  importers(): readonly GoPackage[];
}

/** A struct type as it is written. */
export interface WrittenStruct {
  readonly file: FileInfo;
  /** The FieldDeclarationList. */
  readonly list: Node;
  /** The name of the type it is declared as; empty where it has none. */
  readonly name: string;
}

/** Why the fields of a struct must stay where they are: something may know its layout, or does something with fields by their numbers. */
export function layoutObstacle(context: StructContext, struct: WrittenStruct): Message | undefined {
  return declarationObstacle(struct) ?? packageObstacle(context, struct.name) ?? assemblyObstacle(context, struct.name);
}

/** Why code of another package that mentions a struct may know its layout. */
export function foreignObstacle({ files }: GoPackage, treeOf: (file: GoFile) => Tree, name: string) {
  const file = files.find((one) => one.usesCgo && mentions(treeOf(one), name));
  return file && message('layout-cgo', { file: file.name });
}

/** Why what a package does with a struct needs its layout, or the order of its fields. */
export function usesObstacle(
  { memory, boxes, conversions }: StructUses,
  { files }: GoPackage,
  treeOf: (file: GoFile) => Tree,
): Message | undefined {
  const [known] = memory;
  if (known !== undefined) return message('layout-unsafe', { file: known.file.file.name });
  const [conversion] = conversions;
  if (conversion !== undefined) return message('layout-conversion', { file: conversion.file.file.name });
  // Only in an interface does it come to functions that look at the fields of any struct.
  for (const file of boxes.length > 0 ? files : []) {
    const imported = (wanted: string) => file.imports.some(({ path }) => path === wanted);
    const binary = imported('encoding/binary') ? callOf(treeOf(file), BINARY, 'binary') : undefined;
    if (binary !== undefined) return message('layout-binary', { function: `binary.${binary}`, file: file.name });
    const reflection = imported('reflect') ? callOf(treeOf(file), BY_NUMBER) : undefined;
    if (reflection !== undefined) return message('layout-reflection', { function: reflection, file: file.name });
  }
  return undefined;
}

/** What the declaration itself says. */
function declarationObstacle({ file: { tree }, list }: WrittenStruct): Message | undefined {
  if (isGenerated(tree)) return message('layout-generated', {});
  const directive = directiveAt(tree, list, topLevelOf(tree, list));
  if (directive !== undefined) return message('layout-directive', { directive });
  for (const field of tree.childrenOfKind(list, Kind.FieldDeclaration)) {
    const type = tree.child(field, Field.Type);
    if (type !== NONE && tree.textOf(type) === 'structs.HostLayout') return message('layout-host', {});
    const tag = tree.child(field, Field.Tag);
    const ordered = tag === NONE ? undefined : ORDERED_TAG.exec(tree.textOf(tag));
    if (ordered) return message('layout-tag', { tag: ordered[1] ?? ordered[2]! });
  }
  return undefined;
}

/** Encodings that write the fields of a struct one after the other: all of some, others where a tag says so. */
const ORDERED_TAG =
  /[`"\s](asn1|xml|rlp|ssz[\w-]*|struc|bin|binary):"|[`"\s](cbor|codec|msgpack):"[^"]*(?:toarray|as_array)/;

/** The first `//go:` line in the comments above a declaration of a struct, or inside of it. */
function directiveAt({ text, start, end, kind, next }: Tree, list: Node, top: Node): string | undefined {
  // Comments above it are its neighbours in the tree.
  let first = top;
  for (let node = 1; node < top; node = next[node]!) if (kind[node] !== Kind.Comment) first = next[node]!;
  const around = text.slice(start[Math.min(first, top)]!, end[list]!);
  return /^[ \t]*(\/\/go:(?!build\b|generate\b|embed\b)\w+)/m.exec(around)?.[1];
}

function packageObstacle({ package: { files }, tree }: StructContext, name: string): Message | undefined {
  for (const file of files) {
    if (file.usesCgo) return message('layout-cgo', { file: file.name });
    const directive = '//go:linkname';
    const { text } = tree(file);
    if (name !== '' && text.includes(directive) && mentions(tree(file), name))
      return message('layout-linkname', { file: file.name, directive });
  }
  return undefined;
}

/** Why assembly of the package may know the layout: it names offsets of go_asm.h, or defines a function that is given the struct. */
function assemblyObstacle({ package: pkg, tree, text }: StructContext, name: string): Message | undefined {
  const assembly = pkg.otherFiles.filter((file) => /\.[sS]$/.test(file.name));
  if (assembly.length === 0 || name === '') return undefined;
  const offset = new RegExp(`\\b${name}_\\w+`);
  for (const file of assembly)
    if (offset.test(text(file.path) ?? '')) return message('layout-assembly', { file: file.name });
  const isGiven = pkg.files.some((file) => {
    const one = tree(file);
    return bodylessFunctions(one).some((node) => mentions(one, name, node));
  });
  return isGiven ? message('layout-assembly', { file: assembly[0]!.name }) : undefined;
}

function bodylessFunctions(tree: Tree): Node[] {
  const found: Node[] = [];
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    const isFunction = tree.kind[top] === Kind.FunctionDeclaration || tree.kind[top] === Kind.MethodDeclaration;
    if (isFunction && tree.child(top, Field.Body) === NONE) found.push(top);
  }
  return found;
}

const BINARY = /^(?:Read|Write|Size|Append|Encode|Decode)$/;

/** Methods of reflect that take the number of a field. */
const BY_NUMBER = /^(?:Field|FieldByIndex|FieldByIndexErr)$/;

/** The first call of a function or method of such a name, of a package of that name where one is given. */
function callOf(tree: Tree, names: RegExp, package_?: string): string | undefined {
  for (let node = 0; node < tree.length; node++) {
    if (tree.kind[node] !== Kind.CallExpression) continue;
    const callee = tree.child(node, Field.Function);
    if (tree.kind[callee] !== Kind.SelectorExpression) continue;
    const name = tree.textOf(tree.child(callee, Field.Field));
    const isOf = package_ === undefined || tree.textOf(tree.child(callee, Field.Operand)) === package_;
    if (names.test(name) && isOf) return name;
  }
  return undefined;
}

/** A file of a package that is on none of the targets of this run and names `name`: what it does with that is not seen. */
export function unseenFile(
  { package: { files }, tree }: Pick<StructContext, 'package' | 'tree'>,
  name: string,
  seen: ReadonlySet<string>,
): GoFile | undefined {
  return files.find((file) => !seen.has(file.path) && mentions(tree(file), name));
}

/** Such a file that may need the order of the fields of a struct: by more than methods, pointers and selections. */
export function unseenUse(
  { package: { files }, tree }: Pick<StructContext, 'package' | 'tree'>,
  name: string,
  seen: ReadonlySet<string>,
): GoFile | undefined {
  return files.find((file) => {
    if (seen.has(file.path) || !mentions(tree(file), name)) return false;
    return file.usesCgo || file.imports.some(({ path }) => path === 'unsafe') || mayNeedOrder(tree(file), name);
  });
}

/** Whether a file has a literal of a type with a name that gives values without field names, another type made of it, or a conversion to it. */
function mayNeedOrder(tree: Tree, name: string): boolean {
  for (let node = 0; node < tree.length; node++) {
    const part = partOf(tree, node);
    if (part !== NONE && mentions(tree, name, part)) return true;
  }
  return false;
}

/** What must not mention the struct: the type of a literal with values without names, a declared type, a callee. */
function partOf(tree: Tree, node: Node): Node {
  switch (tree.kind[node]) {
    case Kind.CompositeLiteral:
      return tree.childOfKind(tree.child(node, Field.Body), Kind.LiteralElement) === NONE &&
        tree.kind[tree.child(node, Field.Type)] !== Kind.SliceType &&
        tree.kind[tree.child(node, Field.Type)] !== Kind.MapType
        ? NONE
        : tree.child(node, Field.Type);
    case Kind.TypeSpec:
    case Kind.TypeAlias:
      return tree.child(node, Field.Type);
    case Kind.TypeConversionExpression:
      return tree.child(node, Field.Type);
    case Kind.CallExpression:
      return tree.child(node, Field.Function);
    default:
      return NONE;
  }
}

/** Whether a name is written in a part of a file. */
function mentions(tree: Tree, name: string, part: Node = 0): boolean {
  if (!tree.text.includes(name)) return false;
  for (let node = part; node < tree.next[part]!; node++) {
    const kind = tree.kind[node];
    const isName = kind === Kind.Identifier || kind === Kind.TypeIdentifier || kind === Kind.FieldIdentifier;
    if (isName && tree.textOf(node) === name) return true;
  }
  return false;
}

/** The declaration of a struct: its FieldDeclarationList and the name of the type, empty where it has none. */
export interface StructDeclaration {
  readonly list: Node;
  readonly name: string;
}

/** The struct that declares a field, and the named type whose declaration it stands in. */
export function declarationOf(tree: Tree, field: Node): StructDeclaration {
  let list: Node = NONE;
  for (const node of parentsAround(tree, field).around(field)) {
    if (list === NONE && tree.kind[node] === Kind.FieldDeclarationList) list = node;
    if (tree.kind[node] === Kind.TypeSpec || tree.kind[node] === Kind.TypeAlias)
      return { list, name: tree.textOf(tree.child(node, Field.Name)) };
  }
  return { list, name: '' };
}
