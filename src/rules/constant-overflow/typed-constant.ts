// The fix of a constant of the package that does not fit where it becomes an int: it gets a type of 64 bits where it is declared.

import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { declaredNames } from '../../types/collect.ts';
import type { GoObject } from '../../types/object.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { Fix } from '../finding.ts';
import { parentsAround } from '../support/parents.ts';

/** By constant: many places may use it. */
const made = new WeakMap<GoObject, Fix>();

/**
 * `const limit int64 = 1 << 40`, where `node` names a constant of the package that has no type. Whether its uses go along with that has to be tried.
 * One that other packages see keeps its type, as their uses are not known. @param type `int64` or `uint64`
 */
export function typedConstantFix(
  { tree, package_ }: FileInfo,
  node: Node,
  type: string,
  { trees }: Checker,
): Fix | undefined {
  if (tree.kind[node] !== Kind.Identifier) return undefined;
  const name = tree.textOf(node);
  const [object, ...others] = package_.scope.declarations(name);
  if (object?.kind !== 'const' || others.length > 0 || object.site === undefined) return undefined;
  if (/^\p{Lu}/u.test(name) && package_.name !== 'main') return undefined;
  const { file } = object.site;
  // What was typed since may have moved the declaration.
  if (trees.tree(file.file.path).text !== file.tree.text) return undefined;
  const known = made.get(object);
  if (known !== undefined) return known;
  const at = endOfName(file.tree, object.site.node, name);
  if (at === undefined) return undefined;
  const fix: Fix = {
    title: message('fix-typed-constant', { constant: name, type }),
    edits: [{ path: file.file.path, start: at, end: at, text: ` ${type}` }],
    automatic: false,
  };
  made.set(object, fix);
  return fix;
}

/** Where the name of a constant ends that is declared by itself, with its own value and without a type. */
function endOfName(tree: Tree, node: Node, name: string): number | undefined {
  const spec =
    tree.kind[node] === Kind.ConstSpec
      ? node
      : [...parentsAround(tree, node).around(node)].find((one) => tree.kind[one] === Kind.ConstSpec);
  if (spec === undefined) return undefined;
  const names = declaredNames(tree, spec);
  const isOwn = names.length === 1 && tree.textOf(names[0]!) === name && tree.child(spec, Field.Value) !== NONE;
  return isOwn && tree.child(spec, Field.Type) === NONE ? tree.end[names[0]!] : undefined;
}
