// Products that are computed as int and converted to 64 bits when it is too late: `int64(megabytes * 1024 * 1024)`.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Operand } from '../../types/operand.ts';
import { isUntyped } from '../../types/predicates.ts';
import type { Type } from '../../types/type.ts';
import type { Fix } from '../finding.ts';
import { isSpaced } from '../support/gofmt.ts';
import { ancestorsOf, withoutParentheses } from '../support/nodes.ts';
import { operandOf } from '../support/operands.ts';
import { isCompared, useOf } from './bounds.ts';
import { note } from './note.ts';
import { numberOf } from './origin.ts';

/** The smallest factor that is told: a mebibyte leaves 2,047 of them, a million 2,147. */
const LARGE = 1e6;
/** Beyond this, less than 8 are left. */
const HUGE = 2 ** 28;

/** A product of constants and one other value. */
interface Product {
  /** The factor that is no constant. */
  readonly value: Node;
  /** What the constants come to. */
  readonly factor: number;
  /** Whether no constant has a type of its own. */
  readonly isUntyped: boolean;
}

/** `int64(n * 1000000000)`. @throws Split */
export function observeProduct(c: Checker, node: Node, x: Operand, type: Type): void {
  const { tree } = c.env.file;
  const product = productOf(c, x.node);
  if (product === undefined || product.factor < LARGE || isCompared(tree, product.value)) return;
  const severity = product.factor >= HUGE ? 'warning' : 'info';
  const args = {
    operand: tree.textOf(x.node),
    value: tree.textOf(product.value),
    type: c.typeString(type),
    limit: Math.ceil(2 ** 31 / product.factor),
  };
  note(c, node, { code: 'IntProduct', severity }, 'int-width-product', args, fixesOf(c, node, x.node, product));
}

function productOf(c: Checker, expression: Node, depth = 0): Product | undefined {
  const { tree } = c.env.file;
  const node = withoutParentheses(tree, expression);
  if (tree.kind[node] !== Kind.BinaryExpression || depth > 8) return undefined;
  const [left, right] = [tree.child(node, Field.Left), tree.child(node, Field.Right)];
  const operator = tree.textOf(tree.child(node, Field.Operator));
  if (left === NONE || right === NONE || (operator !== '*' && operator !== '<<')) return undefined;
  const [a, b] = [numberOf(c, left), numberOf(c, right)];
  if ((a === undefined) === (b === undefined) || (a !== undefined && operator === '<<')) return undefined;
  const constant = a === undefined ? right : left;
  const value = a === undefined ? left : right;
  const factor = operator === '<<' ? 2 ** b! : (a ?? b)!;
  const type = operandOf(c, constant)?.type;
  const open = operator === '<<' || (type !== undefined && isUntyped(type));
  const inner = productOf(c, value, depth + 1);
  if (inner === undefined) return isBounded(tree, value) ? undefined : { value, factor, isUntyped: open };
  return { value: inner.value, factor: factor * inner.factor, isUntyped: open && inner.isUntyped };
}

/** `i % 10`, `n & 7`: small whatever it is made of. */
function isBounded(tree: Tree, value: Node): boolean {
  const node = withoutParentheses(tree, value);
  if (tree.kind[node] !== Kind.BinaryExpression) return false;
  return /^(?:%|&|>>)$/.test(tree.textOf(tree.child(node, Field.Operator)));
}

/** `int64(n) * 1000000000`. */
function fixesOf(c: Checker, conversion: Node, product: Node, { value, isUntyped: isOpen }: Product): Fix[] {
  const { file, tree } = c.env.file;
  const use = useOf(tree, conversion);
  const type = tree.textOf(tree.child(conversion, Field.Function));
  const inner = withoutParentheses(tree, value);
  if (!isOpen || !isAlone(tree, use) || tree.kind[product] !== Kind.BinaryExpression) return [];
  const text = (from: number, to: number) => tree.text.slice(from, to);
  const before = text(tree.start[product]!, tree.start[value]!);
  const after = text(tree.end[value]!, tree.end[product]!);
  const converted = `${before}${type}(${tree.textOf(inner)})${after}`;
  // Blanks around operators are as they were, unless gofmt wants others where the expression comes to stand.
  const wasSpaced = /\s/.test(tree.text[tree.start[tree.child(product, Field.Operator)]! - 1]!);
  if (wasSpaced !== isSpaced(tree, ancestorsOf(tree, conversion))) return [];
  const edits = [{ path: file.path, start: tree.start[conversion]!, end: tree.end[conversion]!, text: converted }];
  return [{ title: message('fix-convert', { operand: tree.textOf(inner), type }), edits, automatic: true }];
}

/** Whether an expression can stand there as it is, whatever operators it has. */
function isAlone(tree: Tree, use: Node): boolean {
  const kind = use === NONE ? undefined : tree.kind[use];
  return (
    kind === Kind.ExpressionList ||
    kind === Kind.ArgumentList ||
    kind === Kind.LiteralElement ||
    kind === Kind.KeyedElement
  );
}
