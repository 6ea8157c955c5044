// Where the value of a local variable comes from: the expression that it is declared with, if nothing else is ever put into it.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { declaredNames, namedChildren } from '../../types/collect.ts';
import type { Var } from '../../types/object.ts';
import { withoutParentheses } from './nodes.ts';
import { parentsAround, topLevelOf } from './parents.ts';

/** The value of a variable. */
export interface Definition {
  readonly node: Node;
  /** Which of the results it is, where the node is a call with several. */
  readonly index: number;
}

/**
 * The expression whose value a local variable has for all of its life.
 * @param tree of the file that declares it
 * @returns undefined where it gets other values, too, or its address is taken, so that others may give it some
 */
export function definitionOf(tree: Tree, object: Var): Definition | undefined {
  const { role, site } = object;
  return role === 'local' && site?.file.tree === tree ? definitionAt(tree, site.node) : undefined;
}

/** {@link definitionOf} the local variable that is declared at an identifier. */
export function definitionAt(tree: Tree, node: Node): Definition | undefined {
  const parents = parentsAround(tree, node);
  const list = parents.of(node);
  const isSpec = tree.kind[list] === Kind.VarSpec;
  const declaration = isSpec ? list : parents.of(list);
  if (!isSpec && tree.kind[declaration] !== Kind.ShortVarDeclaration) return undefined;
  const names = isSpec ? declaredNames(tree, declaration) : namedChildren(tree, list);
  const right = tree.child(declaration, isSpec ? Field.Value : Field.Right);
  const values = right === NONE ? [] : namedChildren(tree, right);
  const index = names.indexOf(node);
  if (index < 0 || (values.length !== names.length && values.length !== 1)) return undefined;
  const scope = parents.of(declaration);
  const others = writesIn(tree, node).get(tree.textOf(node)) ?? [];
  const isOther = (write: Write) => write.node !== node && (write.scope === undefined || write.scope === scope);
  if (others.some(isOther)) return undefined;
  return values.length === names.length ? { node: values[index]!, index: 0 } : { node: values[0]!, index };
}

/** A place where a name gets a value. */
interface Write {
  readonly node: Node;
  /** Of a declaration by `:=` the statement or block around it: elsewhere it declares another variable. */
  readonly scope: Node | undefined;
}

/** Of each tree the writes in the top-level declaration that was asked for last. */
const latest = new WeakMap<Tree, { readonly top: Node; readonly writes: ReadonlyMap<string, readonly Write[]> }>();

/** By name, where the variables of the top-level declaration around a node get values. */
function writesIn(tree: Tree, node: Node): ReadonlyMap<string, readonly Write[]> {
  const top = topLevelOf(tree, node);
  const known = latest.get(tree);
  if (known?.top === top) return known.writes;
  const parents = parentsAround(tree, node);
  const writes = new Map<string, Write[]>();
  const add = (written: Node, scope?: Node) => {
    const name = withoutParentheses(tree, baseOf(tree, written));
    if (tree.kind[name] !== Kind.Identifier) return;
    const text = tree.textOf(name);
    const found = writes.get(text) ?? [];
    writes.set(text, found);
    found.push({ node: name, scope });
  };
  for (let n = top; n < tree.next[top]!; n++) {
    switch (tree.kind[n]) {
      case Kind.ShortVarDeclaration:
        for (const left of namedChildren(tree, tree.child(n, Field.Left))) add(left, parents.of(n));
        break;
      case Kind.AssignmentStatement:
        for (const left of namedChildren(tree, tree.child(n, Field.Left))) add(left);
        break;
      case Kind.RangeClause:
      case Kind.ReceiveStatement: {
        const left = tree.child(n, Field.Left);
        const scope = tree.childOfKind(n, Kind.Define) === NONE ? undefined : n;
        if (left !== NONE) for (const one of namedChildren(tree, left)) add(one, scope);
        break;
      }
      case Kind.IncStatement:
      case Kind.DecStatement:
        add(n + 1);
        break;
      case Kind.UnaryExpression:
        if (tree.text[tree.start[n]!] === '&') add(tree.child(n, Field.Operand));
        break;
    }
  }
  latest.set(tree, { top, writes });
  return writes;
}

/** The variable that holds a place: `x` of `x.f`, `x[i]` and `x[i:j]`; what is behind a pointer, or in a slice, counts as held, too. */
function baseOf(tree: Tree, node: Node): Node {
  let at = withoutParentheses(tree, node);
  while (
    tree.kind[at] === Kind.SelectorExpression ||
    tree.kind[at] === Kind.IndexExpression ||
    tree.kind[at] === Kind.SliceExpression
  )
    at = withoutParentheses(tree, tree.child(at, Field.Operand));
  return at;
}
