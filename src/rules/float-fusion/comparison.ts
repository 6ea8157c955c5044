// Comparisons that ask for the exact value, or the sign, of a sum that may be fused.
import { message } from '../../messages/catalogue.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { sign } from '../../types/constant.ts';
import { expressionString } from '../../types/expression-string.ts';
import type { Operand } from '../../types/operand.ts';
import { basicOf } from '../../types/predicates.ts';
import { Info } from '../../types/type.ts';
import type { Fix, Span } from '../finding.ts';
import { definitionOf } from '../support/definition.ts';
import { typeText } from '../support/number-type.ts';
import { operandOf } from '../support/operands.ts';
import { type ComparisonFact, RULE } from './facts.ts';
import { fusibleProducts, isDifferenceOfProducts, isSumOfSquares, SPECIAL, type Sum, sumAt } from './sums.ts';

const EQUALITY = new Set(['==', '!=']);
const ORDER = new Set(['<', '<=', '>', '>=']);
/** How much of an expression a message repeats. */
const MAX_TEXT = 60;

/** Notes `x op y` where one of them is a sum, or a variable that holds nothing but a sum. @throws Split */
export function noteComparison(c: Checker, x: Operand, y: Operand, operator: string): void {
  const isEquality = EQUALITY.has(operator);
  if (!isEquality && !ORDER.has(operator)) return;
  const { tree } = c.env.file;
  for (const [one, other] of [
    [x, y],
    [y, x],
  ] as const) {
    const sum = sumOf(tree, one);
    if (sum === undefined || !isFloat(c, one)) continue;
    if (tree.textOf(one.node) === tree.textOf(other.node) || SPECIAL.test(tree.textOf(other.node))) continue;
    const isZero = other.value !== undefined && sign(other.value) === 0;
    if (isEquality ? isZero && isSumOfSquares(tree, sum, valueIn(c)) : !isZero || !isDifferenceOfProducts(sum))
      continue;
    note(c, x, y, one, sum, isEquality ? 'ExactComparison' : 'SignOfDifference');
    return;
  }
}

function note(c: Checker, x: Operand, y: Operand, one: Operand, sum: Sum, code: ComparisonFact['code']): void {
  const { tree, file } = c.env.file;
  const { path } = file;
  const text = expressionString(tree, sum.node);
  const args = { expression: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text };
  const span = (from: Node, to: Node): Span => ({ path, start: tree.start[from]!, end: tree.end[to]! });
  const isElsewhere = !tree.contains(one.node, sum.node);
  const fact: ComparisonFact = {
    kind: 'comparison',
    code,
    message: code === 'ExactComparison' ? message('float-fusion-exact', args) : message('float-fusion-sign', args),
    ...span(x.node, y.node),
    computed: isElsewhere ? span(sum.node, sum.node) : undefined,
    subtrahendsOnly: sum.subtrahendsOnly,
    fix: roundingFix(c, sum, one),
  };
  c.record(RULE, fact);
}

/** The sum that an operand is, or that the variable holds which it names. */
function sumOf(tree: Tree, x: Operand): Sum | undefined {
  if (x.mode === 'constant') return undefined;
  if (x.object?.kind !== 'var') return sumAt(tree, x.node);
  const definition = definitionOf(tree, x.object);
  return definition && sumAt(tree, definition.node);
}

/** Finds the values of local variables. @throws Split */
function valueIn(c: Checker): (name: Node) => Node | undefined {
  const { tree } = c.env.file;
  return (name) => {
    const object = operandOf(c, name)?.object;
    return object?.kind === 'var' ? definitionOf(tree, object)?.node : undefined;
  };
}

export function isFloat(c: Checker, x: Operand): boolean {
  return x.mode !== 'unknown' && ((basicOf(c, x.type)?.info ?? 0) & Info.Float) !== 0;
}

/** Converts every product to the type it has: a conversion rounds, on every target (Go spec, Floating-point operators). */
function roundingFix(c: Checker, sum: Sum, { type }: Operand): Fix | undefined {
  const { file } = c.env;
  const name = typeText(file, type);
  if (name === undefined) return undefined;
  const { tree } = file;
  const { path } = file.file;
  const edits = fusibleProducts(tree, sum.node).flatMap((product) => {
    const [start, end] = [tree.start[product]!, tree.end[product]!];
    // Parentheses around a product are those of the conversion.
    if (tree.kind[product] === Kind.ParenthesizedExpression) return [{ path, start, end: start, text: name }];
    return [
      { path, start, end: start, text: `${name}(` },
      { path, start: end, end, text: ')' },
    ];
  });
  return { title: message('float-fusion-fix', { type: name }), edits, automatic: true };
}
