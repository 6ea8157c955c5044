// What a function does with its variables, by their names: where they are mentioned, and compared with bounds.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { Var } from '../../types/object.ts';
import { operatorOf, withoutConversion } from './nodes.ts';
import { type Parents, parentsAround } from './parents.ts';

/** `x op y`, with the text of both sides without parentheses and numeric conversions. */
export interface Comparison {
  readonly node: Node;
  readonly operator: string;
  readonly sides: readonly [string, string];
}

/** Longer operands are not compared. */
const MAX_TEXT = 200;
/** A name that is mentioned more often is not followed. */
const MAX_MENTIONS = 500;

/** Names in a top-level declaration. */
export class FunctionNames {
  private readonly mentions = new Map<string, Node[]>();
  private readonly comparisons = new Map<string, Comparison[]>();

  constructor(
    private readonly tree: Tree,
    { root }: Parents,
  ) {
    for (let node = root; node < tree.next[root]!; node++) {
      if (tree.kind[node] === Kind.Identifier) push(this.mentions, tree.textOf(node), node);
      else if (tree.kind[node] === Kind.BinaryExpression) this.addComparison(node);
    }
  }

  /** Where a name is mentioned, declarations included; undefined where that is too often. */
  mentionsOf(name: string): readonly Node[] | undefined {
    const nodes = this.mentions.get(name) ?? [];
    return nodes.length > MAX_MENTIONS ? undefined : nodes;
  }

  /** The comparisons that have an expression of this text on one side. */
  comparisonsOf(text: string): readonly Comparison[] {
    return this.comparisons.get(text) ?? [];
  }

  private addComparison(node: Node): void {
    const { tree } = this;
    const operator = operatorOf(tree, node);
    if (!/^(?:[<>]=?|[!=]=)$/.test(operator)) return;
    const [left, right] = [tree.child(node, Field.Left), tree.child(node, Field.Right)];
    if (left === NONE || right === NONE) return;
    const sides: [string, string] = [unconverted(tree, left), unconverted(tree, right)];
    for (const side of new Set(sides)) if (side !== '') push(this.comparisons, side, { node, operator, sides });
  }
}

/** The text of a number without parentheses and conversions around it; empty where it is too long. */
export function unconverted(tree: Tree, node: Node): string {
  const at = withoutConversion(tree, node);
  return tree.end[at]! - tree.start[at]! > MAX_TEXT ? '' : tree.textOf(at);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** Of each tree the names asked for last: questions go through a file one declaration after another. */
const latest = new WeakMap<Tree, { parents: Parents; names: FunctionNames }>();

/** The names in the top-level declaration that holds a node. */
export function namesAround(tree: Tree, node: Node): FunctionNames {
  const parents = parentsAround(tree, node);
  const known = latest.get(tree);
  if (known?.parents === parents) return known.names;
  const names = new FunctionNames(tree, parents);
  latest.set(tree, { parents, names });
  return names;
}

/** The local variable or parameter that an identifier of the present scope means. */
export function variableNamed(c: Checker, node: Node): Var | undefined {
  const { tree } = c.env.file;
  if (tree.kind[node] !== Kind.Identifier) return undefined;
  const object = c.env.scope.lookup(tree.textOf(node), tree.start[node]!);
  return object instanceof Var && object.site?.file.tree === tree ? object : undefined;
}
