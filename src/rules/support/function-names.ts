// What a function does with its variables, by their names: where they are mentioned, written, and compared with bounds.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import { Var } from '../../types/object.ts';
import { withoutParentheses } from './nodes.ts';
import { type Parents, parentsAround } from './parents.ts';

/** `x op y`, with the text of both sides without parentheses and numeric conversions. */
export interface Comparison {
  readonly node: Node;
  readonly operator: string;
  readonly sides: readonly [string, string];
}

/** The value a variable is declared with. */
export interface Initial {
  readonly node: Node;
  /** Of several results of a call: which. */
  readonly index: number;
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
    private readonly parents: Parents,
  ) {
    for (let node = parents.root; node < tree.next[parents.root]!; node++) {
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

  /** The value a local variable is declared with, where nothing else is ever written to it. */
  initialOf({ role, site }: Var): Initial | undefined {
    return role === 'local' && site !== undefined ? this.initialAt(site.node) : undefined;
  }

  /** {@link initialOf} the variable that is declared at an identifier. */
  initialAt(declared: Node): Initial | undefined {
    const mentions = this.mentionsOf(this.tree.textOf(declared));
    const list = this.parents.of(declared);
    if (mentions === undefined || list === NONE) return undefined;
    const block = this.blockOf(declared);
    if (mentions.some((node) => node !== declared && this.mayWrite(node, block))) return undefined;
    return this.valueFor(declared, list);
  }

  /** Whether a name is written to, or its address taken, at a place where it is mentioned; `block` is where it was declared. */
  private mayWrite(node: Node, block: Node): boolean {
    const { tree, parents } = this;
    const parent = parents.of(node);
    switch (tree.kind[parent]) {
      case Kind.IncStatement:
      case Kind.DecStatement:
        return true;
      case Kind.UnaryExpression:
        return tree.text[tree.start[parent]!] === '&';
      case Kind.ExpressionList: {
        const statement = parents.of(parent);
        if (tree.child(statement, Field.Left) !== parent) return false;
        // In another block `:=` declares another variable.
        return tree.kind[statement] !== Kind.ShortVarDeclaration || this.blockOf(node) === block;
      }
      default:
        return false;
    }
  }

  private blockOf(node: Node): Node {
    for (const around of this.parents.around(node)) {
      const kind = this.tree.kind[around];
      if (kind === Kind.StatementList || kind === Kind.IfStatement || kind === Kind.ForStatement) return around;
    }
    return NONE;
  }

  private valueFor(declared: Node, list: Node): Initial | undefined {
    const { tree, parents } = this;
    const isSpec = tree.kind[list] === Kind.VarSpec;
    const declaration = isSpec ? list : parents.of(list);
    if (!isSpec && tree.kind[declaration] !== Kind.ShortVarDeclaration) return undefined;
    const names = isSpec ? tree.children(list, Field.Name) : namedChildren(tree, list);
    const right = tree.child(declaration, isSpec ? Field.Value : Field.Right);
    const values = right === NONE ? [] : namedChildren(tree, right);
    const index = names.indexOf(declared);
    if (index < 0) return undefined;
    if (values.length === names.length) return { node: values[index]!, index: 0 };
    return values.length === 1 ? { node: values[0]!, index } : undefined;
  }

  private addComparison(node: Node): void {
    const { tree } = this;
    const operator = tree.textOf(tree.child(node, Field.Operator));
    if (!/^(?:[<>]=?|[!=]=)$/.test(operator)) return;
    const [left, right] = [tree.child(node, Field.Left), tree.child(node, Field.Right)];
    if (left === NONE || right === NONE) return;
    const sides: [string, string] = [unconverted(tree, left), unconverted(tree, right)];
    for (const side of new Set(sides)) if (side !== '') push(this.comparisons, side, { node, operator, sides });
  }
}

/** The text of a number without parentheses and conversions around it; empty where it is too long. */
export function unconverted(tree: Tree, node: Node): string {
  let at = withoutParentheses(tree, node);
  while (tree.kind[at] === Kind.CallExpression && isNumericType(tree, tree.child(at, Field.Function))) {
    const args = namedChildren(tree, tree.child(at, Field.Arguments));
    if (args.length !== 1) break;
    at = withoutParentheses(tree, args[0]!);
  }
  return tree.end[at]! - tree.start[at]! > MAX_TEXT ? '' : tree.textOf(at);
}

function isNumericType(tree: Tree, node: Node): boolean {
  return tree.kind[node] === Kind.Identifier && /^(?:u?int(?:8|16|32|64|ptr)?|float(?:32|64))$/.test(tree.textOf(node));
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
