// What of a package decides whether the layout of one of its structs may change.

import { type Message, message } from '../../messages/catalogue.ts';
import type { GoFile } from '../../module/package.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Struct } from '../../types/type.ts';
import type { FactsPass } from '../rule.ts';
import { parentsAround } from '../support/parents.ts';
import type { AtomicFact } from './facts.ts';
import { fieldKey } from './layout.ts';

const GENERATED = /^\/\/ Code generated .* DO NOT EDIT\.\r?$/m;

/** Whether a Go file says that it is generated. */
export function isGenerated({ text }: Tree): boolean {
  const clause = /^package\s/m.exec(text)?.index ?? text.length;
  return GENERATED.test(text.slice(0, clause));
}

/** Why no struct of the package may get another layout: something that is not understood may know it. */
export function layoutObstacle(pass: FactsPass): Message | undefined {
  for (const file of pass.package.files) {
    if (file.usesCgo) return message('unaligned-atomic-no-fix-cgo', {});
    const unsafe = file.imports.some(({ path, name }) => path === 'unsafe' && name !== '_');
    if (unsafe) return message('unaligned-atomic-no-fix-unsafe', { file: file.name });
    const binary = file.imports.some(({ path }) => path === 'encoding/binary') && callsBinary(pass.tree(file));
    if (binary) return message('unaligned-atomic-no-fix-binary', { function: `binary.${binary}`, file: file.name });
  }
  return undefined;
}

const BINARY = /^(?:Read|Write|Size|Append|Encode|Decode)$/;

/** The first function of encoding/binary in a file that goes through the fields of a struct. */
function callsBinary(tree: Tree): string | undefined {
  for (let node = 0; node < tree.length; node++) {
    if (tree.kind[node] !== Kind.SelectorExpression) continue;
    const name = tree.textOf(tree.child(node, Field.Field));
    if (BINARY.test(name) && tree.textOf(tree.child(node, Field.Operand)) === 'binary') return name;
  }
  return undefined;
}

/** The literals of a struct without field names, in the files that were typed. */
export function unkeyedLiterals(facts: readonly { fact: AtomicFact }[], struct: Struct) {
  const key = fieldKey(struct.fields[0]!);
  return facts.flatMap(({ fact }) =>
    fact.kind === 'literal' && !fact.keyed && fieldKey(fact.struct.fields[0]!) === key ? [fact] : [],
  );
}

/** A file that is on none of the targets of this run and names `name`: what it does with the struct is not seen. */
export function unseenFile(pass: FactsPass, name: string, seen: ReadonlySet<string>): GoFile | undefined {
  return pass.package.files.find((file) => !seen.has(file.path) && mentions(pass.tree(file), name));
}

function mentions(tree: Tree, name: string): boolean {
  if (!tree.text.includes(name)) return false;
  for (let node = 0; node < tree.length; node++) {
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
