// Locations: what holds a pointer, a slice or a function while a program runs, told apart by where it is declared and by nothing else.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { declaredNames, namedChildren } from '../../types/collect.ts';
import type { Func, Site, Var } from '../../types/object.ts';
import { parentsAround } from '../support/parents.ts';

/**
 * A variable, a field of a struct (of all values of its type alike), what a container holds, a parameter or a result. A function value is a
 * location, too: what its parameters and results are reached by. Declarations are named by file and offset, which are the same in
 * trees with and without function bodies.
 */
export type Location = string;

/** The location of what is declared at a place: a variable that is no parameter or result, a field, a function or method. */
export function locationAt({ file: { file, tree } }: Pick<Site, 'file'>, node: Node): Location {
  let known = locations.get(tree);
  if (known === undefined) {
    known = new Map();
    locations.set(tree, known);
  }
  let location = known.get(node);
  if (location === undefined) {
    location = `${file.path}:${tree.start[node]}`;
    known.set(node, location);
  }
  return location;
}

/** Locations by tree and node: each is asked for often, and kept in many facts. */
const locations = new WeakMap<Tree, Map<Node, Location>>();

/** What the elements of a slice, an array, a map or a channel are. */
export const elementsOf = (container: Location): Location => `${container}[]`;

/** The parameter of that index of a function; -1 is the receiver. */
export const parameterOf = (callee: Location, index: number): Location => `${callee}(${index}`;

/** The result of that index of a function. */
export const resultOf = (callee: Location, index: number): Location => `${callee})${index}`;

/** The location of a declared function or method; undefined for those of the universe. */
export function functionLocation(func: Func): Location | undefined {
  const { site } = func.origin ?? func;
  return site && locationAt(site, site.node);
}

/** The location of a FunctionDeclaration, a MethodDeclaration or a FuncLiteral. */
export function functionLocationAt(file: Site['file'], node: Node): Location {
  const name = file.tree.child(node, Field.Name);
  return locationAt({ file }, name === NONE ? node : name);
}

/** The location of a variable. */
export function variableLocation(variable: Var): Location | undefined {
  const { site, role } = variable;
  if (site === undefined) return undefined;
  if (role === 'param' || role === 'receiver' || role === 'result') {
    const found = inSignature(site);
    if (found !== undefined) return found;
  }
  return locationAt(site, site.node);
}

/** The function whose body or signature a node is in: a FunctionDeclaration, MethodDeclaration or FuncLiteral; NONE outside of all. */
export function functionAround(tree: Tree, node: Node): Node {
  for (const n of parentsAround(tree, node).around(node)) if (isFunction(tree, n)) return n;
  return NONE;
}

function isFunction({ kind }: Tree, node: Node): boolean {
  return (
    kind[node] === Kind.FuncLiteral || kind[node] === Kind.FunctionDeclaration || kind[node] === Kind.MethodDeclaration
  );
}

/** A parameter, receiver or named result by its place in the signature of its function. */
function inSignature({ file, node }: Site): Location | undefined {
  const { tree } = file;
  const around = functionAround(tree, node);
  if (around === NONE) return undefined;
  const callee = functionLocationAt(file, around);
  const receiver = tree.child(around, Field.Receiver);
  if (receiver !== NONE && tree.contains(receiver, node)) return parameterOf(callee, -1);
  const index = indexIn(tree, tree.child(around, Field.Parameters), node);
  if (index >= 0) return parameterOf(callee, index);
  const result = indexIn(tree, tree.child(around, Field.Result), node);
  return result < 0 ? undefined : resultOf(callee, result);
}

/** The index of the variable that `node` names in a ParameterList; -1 where it is not of the list. */
function indexIn(tree: Tree, list: Node, node: Node): number {
  if (list === NONE || !tree.contains(list, node)) return -1;
  let index = 0;
  for (const declaration of namedChildren(tree, list)) {
    const names = declaredNames(tree, declaration);
    const at = names.indexOf(node);
    if (at >= 0) return index + at;
    index += Math.max(names.length, 1);
  }
  return -1;
}
