// Which types of a package others can have values of, by their static types: those that its exported declarations lead to.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { isExported } from '../../types/names.ts';
import type { StructContext } from './layout-obstacle.ts';

type Part = readonly [Tree, Node];

/** What an answer is made of: a package and its files. */
type Context = Pick<StructContext, 'package' | 'tree'>;

/** The names of the packages that were asked about, as long as those who ask are at work. */
const known = new WeakMap<Context, ReadonlySet<string>>();

/**
 * Whether other packages may get hold of a type with a name, by whatever way: a result, a variable, a field, a method. By names alone, for all
 * targets at once: a type that is exposed only by another of its name counts as exposed.
 */
export function isExposed(context: Context, name: string): boolean {
  const exposed = known.get(context) ?? exposedNames(context.package.files.map((file) => context.tree(file)));
  known.set(context, exposed);
  return exposed.has(name);
}

function exposedNames(trees: readonly Tree[]): ReadonlySet<string> {
  const parts = new Map<string, Part[]>();
  for (const tree of trees) collectParts(tree, parts);
  const reached = new Set([...parts.keys()].filter(isExported));
  // The set grows while it is gone through.
  for (const name of reached) {
    for (const [tree, part] of parts.get(name) ?? []) for (const other of namesIn(tree, part)) reached.add(other);
  }
  return reached;
}

/** What each package-level name tells others of the package: all of its declaration but the bodies of functions. A type has its methods. */
function collectParts(tree: Tree, parts: Map<string, Part[]>): void {
  const add = (name: string, part: Node) => {
    const list = parts.get(name);
    if (list === undefined) parts.set(name, [[tree, part]]);
    else list.push([tree, part]);
  };
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    switch (tree.kind[top]) {
      case Kind.FunctionDeclaration:
        for (const part of signatureOf(tree, top)) add(tree.textOf(tree.child(top, Field.Name)), part);
        break;
      case Kind.MethodDeclaration:
        for (const base of namesIn(tree, tree.child(top, Field.Receiver)))
          for (const part of signatureOf(tree, top)) add(base, part);
        break;
      case Kind.TypeDeclaration:
      case Kind.VarDeclaration:
        for (let node = top; node < tree.next[top]!; node++) {
          const kind = tree.kind[node];
          if (kind !== Kind.TypeSpec && kind !== Kind.TypeAlias && kind !== Kind.VarSpec) continue;
          for (const name of tree.children(node, Field.Name)) add(tree.textOf(name), node);
          // Methods may be declared with the alias as receiver.
          if (kind === Kind.TypeAlias) for (const name of namesIn(tree, tree.child(node, Field.Type))) add(name, node);
        }
        break;
      default:
    }
  }
}

function signatureOf(tree: Tree, declaration: Node): Node[] {
  const parts = [Field.TypeParameters, Field.Parameters, Field.Result].map((field) => tree.child(declaration, field));
  return parts.filter((part) => part !== NONE);
}

function namesIn(tree: Tree, part: Node): string[] {
  const names: string[] = [];
  for (let node = part; part !== NONE && node < tree.next[part]!; node++) {
    if (tree.kind[node] === Kind.Identifier || tree.kind[node] === Kind.TypeIdentifier) names.push(tree.textOf(node));
  }
  return names;
}
