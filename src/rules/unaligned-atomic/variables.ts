// What a local variable is initialized with, where that is its only value, and which parameter a variable is.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { namedChildren } from '../../types/collect.ts';
import type { Site, Var } from '../../types/object.ts';
import { type Parents, parentsAround } from '../support/parents.ts';
import type { Parameter } from './access-path.ts';

/** A declaration with what is assigned in it. */
interface Body {
  readonly parents: Parents;
  /** Identifiers that are assigned to, declared again, or whose address is taken, by name. */
  readonly written: ReadonlyMap<string, readonly Node[]>;
}

/** Of each tree the declaration asked about last: units of work go through a file one after another. */
const bodies = new WeakMap<Tree, Body>();

/** The expression a local variable always has the value of; NONE where it may have others. */
export function initialValue(variable: Var): Node {
  const { site } = variable;
  if (site === undefined) return NONE;
  const { tree } = site.file;
  const body = bodyOf(tree, site.node);
  if (isWritten(body, site)) return NONE;
  const parent = body.parents.of(site.node);
  const declaration = tree.kind[parent] === Kind.ExpressionList ? body.parents.of(parent) : parent;
  switch (tree.kind[declaration]) {
    case Kind.ShortVarDeclaration: {
      const names = listed(tree, tree.child(declaration, Field.Left));
      const values = listed(tree, tree.child(declaration, Field.Right));
      return names.length === values.length ? (values[names.indexOf(site.node)] ?? NONE) : NONE;
    }
    case Kind.VarSpec: {
      const names = tree.children(declaration, Field.Name).filter((name) => tree.kind[name] !== Kind.Comma);
      const values = listed(tree, tree.child(declaration, Field.Value));
      return names.length === values.length ? (values[names.indexOf(site.node)] ?? NONE) : NONE;
    }
    default:
      return NONE;
  }
}

/** The parameter a variable is, where it always has the value that was passed. */
export function parameterOf(variable: Var): Parameter | undefined {
  const { site } = variable;
  if ((variable.role !== 'param' && variable.role !== 'receiver') || site === undefined) return undefined;
  const { tree, file } = site.file;
  const body = bodyOf(tree, site.node);
  const { root } = body.parents;
  if (tree.kind[root] !== Kind.FunctionDeclaration && tree.kind[root] !== Kind.MethodDeclaration) return undefined;
  if (isWritten(body, site)) return undefined;
  const receiver = tree.child(root, Field.Receiver);
  if (receiver !== NONE && tree.contains(receiver, site.node))
    return { function: functionKey(file.path, root), index: -1 };
  const list = tree.child(root, Field.Parameters);
  if (list === NONE || !tree.contains(list, site.node)) return undefined;
  const names: Node[] = [];
  for (const declaration of namedChildren(tree, list)) {
    if (tree.kind[declaration] !== Kind.ParameterDeclaration) continue;
    const own = tree.children(declaration, Field.Name).filter((name) => tree.kind[name] !== Kind.Comma);
    names.push(...(own.length > 0 ? own : [tree.child(declaration, Field.Type)]));
  }
  const index = names.indexOf(site.node);
  return index < 0 ? undefined : { function: functionKey(file.path, root), index };
}

/** Names a declared function by its place. */
export function functionKey(path: string, declaration: Node): string {
  return `${path}:${declaration}`;
}

function listed(tree: Tree, node: Node): Node[] {
  if (node === NONE) return [];
  return tree.kind[node] === Kind.ExpressionList ? namedChildren(tree, node) : [node];
}

function bodyOf(tree: Tree, node: Node): Body {
  const known = bodies.get(tree);
  if (known !== undefined && tree.contains(known.parents.root, node)) return known;
  const parents = parentsAround(tree, node);
  const body = { parents, written: writtenIn(tree, parents.root) };
  bodies.set(tree, body);
  return body;
}

function writtenIn(tree: Tree, root: Node): Map<string, Node[]> {
  const written = new Map<string, Node[]>();
  const add = (node: Node) => {
    if (tree.kind[node] !== Kind.Identifier) return;
    const name = tree.textOf(node);
    const nodes = written.get(name);
    if (nodes === undefined) written.set(name, [node]);
    else nodes.push(node);
  };
  for (let node = root; node < tree.next[root]!; node++) {
    switch (tree.kind[node]) {
      case Kind.AssignmentStatement:
      case Kind.ShortVarDeclaration:
      case Kind.RangeClause:
        for (const name of listed(tree, tree.child(node, Field.Left))) add(name);
        break;
      case Kind.UnaryExpression:
        if (tree.kind[tree.child(node, Field.Operator)] === Kind.And) add(tree.child(node, Field.Operand));
        break;
      default:
    }
  }
  return written;
}

/** Whether a variable may be changed after its declaration. */
function isWritten({ parents, written }: Body, { node, file }: Site): boolean {
  const { tree } = file;
  const block = blockOf(parents, node);
  return (written.get(tree.textOf(node)) ?? []).some((other) => {
    if (other === node) return false;
    const statement = [...parents.around(other)].find((n) => tree.kind[n] !== Kind.ExpressionList)!;
    // := in another block declares another variable.
    return tree.kind[statement] !== Kind.ShortVarDeclaration || blockOf(parents, other) === block;
  });
}

function blockOf(parents: Parents, node: Node): Node {
  const { kind } = parents.tree;
  for (const n of parents.around(node)) {
    if (kind[n] === Kind.StatementList || kind[n] === Kind.FunctionDeclaration || kind[n] === Kind.MethodDeclaration)
      return n;
  }
  return parents.root;
}
