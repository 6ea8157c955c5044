// Sums with products among their terms: what the compiler may fuse.
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import { namedChildren } from '../../types/collect.ts';
import { operatorOf, withoutParentheses } from '../support/nodes.ts';

/** A term of a sum. */
export interface Term {
  readonly node: Node;
  readonly isNegative: boolean;
  /** Whether it is a product that is rounded before it is added, unless it is fused. */
  readonly isProduct: boolean;
}

/** A sum that may be fused. */
export interface Sum {
  readonly node: Node;
  readonly terms: readonly Term[];
  /** Whether each of its products is subtracted from something: `z - x*y`. */
  readonly subtrahendsOnly: boolean;
}

/** What is not equal to itself, or to what no sum comes near. */
export const SPECIAL = /\b(?:Inf|NaN|Max(?:Float\w*|Value))\b/;

/** How many terms of one sum are looked at. */
const MAX_TERMS = 64;

/** The sum that an expression is, with at least one product in it; undefined for anything else. */
export function sumAt(tree: Tree, node: Node): Sum | undefined {
  const root = withoutParentheses(tree, node);
  if (!isSum(tree, root)) return undefined;
  const terms: Term[] = [];
  let subtrahendsOnly = true;
  const open = [{ at: root, isNegative: false, isRight: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (terms.length + open.length > MAX_TERMS) return undefined;
    const at = withoutParentheses(tree, next.at);
    if (isSum(tree, at)) {
      const minus = operatorOf(tree, at) === '-';
      const [left, right] = [tree.child(at, Field.Left), tree.child(at, Field.Right)];
      open.push({ at: right, isNegative: next.isNegative !== minus, isRight: minus });
      open.push({ at: left, isNegative: next.isNegative, isRight: false });
      continue;
    }
    const isProduct = isRoundedProduct(tree, at);
    terms.push({ node: at, isNegative: next.isNegative, isProduct });
    if (isProduct && !next.isRight) subtrahendsOnly = false;
  }
  return terms.some(({ isProduct }) => isProduct) ? { node: root, terms, subtrahendsOnly } : undefined;
}

/**
 * Whether a sum is zero only where each of its terms is: squares that are added.
 * @param valueAt the expression that a name stands for
 */
export function isSumOfSquares(tree: Tree, { terms }: Sum, valueAt: (name: Node) => Node | undefined): boolean {
  return terms.every(({ node, isNegative, isProduct }) => {
    const product = isProduct ? node : tree.kind[node] === Kind.Identifier ? valueAt(node) : undefined;
    if (isNegative || product === undefined || !isRoundedProduct(tree, product)) return false;
    const [x, y] = factors(tree, withoutParentheses(tree, product));
    return tree.textOf(x) === tree.textOf(y);
  });
}

/** Whether products are subtracted from each other: `a*d - b*c`, whose sign the rounding of either of them can turn. */
export function isDifferenceOfProducts({ terms }: Sum): boolean {
  const products = terms.filter(({ isProduct }) => isProduct);
  return products.some(({ isNegative }) => isNegative) && products.some(({ isNegative }) => !isNegative);
}

/** The products in an expression that may be fused, those in nested sums included, but not in calls and conversions. */
export function fusibleProducts(tree: Tree, node: Node): Node[] {
  const found: Node[] = [];
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    switch (tree.kind[at]) {
      case Kind.BinaryExpression: {
        const sides = [tree.child(at, Field.Left), tree.child(at, Field.Right)];
        if (isSum(tree, at)) found.push(...sides.filter((side) => isRoundedProduct(tree, side)));
        open.push(...sides);
        break;
      }
      case Kind.ParenthesizedExpression:
      case Kind.UnaryExpression:
        open.push(...namedChildren(tree, at));
        break;
    }
  }
  return found.sort((a, b) => a - b);
}

function isSum(tree: Tree, node: Node): boolean {
  const operator = operatorOf(tree, node);
  return operator === '+' || operator === '-';
}

/** Whether a node is a product, and none by a power of two, which is exact. */
export function isRoundedProduct(tree: Tree, node: Node): boolean {
  const at = withoutParentheses(tree, node);
  return operatorOf(tree, at) === '*' && !factors(tree, at).some((factor) => isPowerOfTwo(tree.textOf(factor)));
}

function factors(tree: Tree, product: Node): [Node, Node] {
  const [x, y] = [tree.child(product, Field.Left), tree.child(product, Field.Right)];
  return [withoutParentheses(tree, x), withoutParentheses(tree, y)];
}

function isPowerOfTwo(text: string): boolean {
  if (!/^[\d._]+$/.test(text)) return false;
  const log = Math.log2(Number(text));
  return Number.isInteger(log);
}
