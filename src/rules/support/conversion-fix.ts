// The fix of a number whose type is the wanted one on some targets only: the explicit conversion.
import { type Message, message, say } from '../../messages/catalogue.ts';
import { describeTargets } from '../../platform/describe.ts';
import type { TargetSet } from '../../platform/target.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { type CompileContext, type FixMaker, fileInfo, isPartial, type Outcome } from './compile-fix.ts';
import { type Assignment, encountersOf, type On, type Operation } from './encounters.ts';
import { withoutParentheses } from './nodes.ts';
import { holdsAll, type NumberType, numberTypes } from './number-type.ts';

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);

/**
 * Converts the operand that varies to the type it meets. Automatic where that type holds every value of the operand on every
 * target of the run, and the types on all of them are known.
 */
export const conversionFixes: FixMaker = (diagnostic, context) => {
  const file = fileInfo(diagnostic, context);
  if (file === undefined) return {};
  const encounters = encountersOf(context.checker, diagnostic);
  const certain =
    (isPartial(diagnostic, file) || diagnostic.subject !== undefined) &&
    (file.presence & ~targetsOf(encounters) & ~file.package_.conflicting) === 0;
  const assignments = encounters.filter(isAssignment);
  if (diagnostic.code === 'IncompatibleAssign') return assignmentFix(assignments, file, context, certain);
  const operations = encounters.filter(
    (one): one is On<Operation> =>
      one.value.kind === 'operation' && [one.value.x.node, one.value.y.node].includes(diagnostic.node),
  );
  return operationFix(operations, file, context, certain);
};

function isAssignment(one: On<Assignment | Operation>): one is On<Assignment> {
  return one.value.kind === 'assignment';
}

function targetsOf(list: readonly On<unknown>[]): TargetSet {
  return list.reduce((set, { targets }) => set | targets, 0);
}

function assignmentFix(
  list: readonly On<Assignment>[],
  file: FileInfo,
  context: CompileContext,
  certain: boolean,
): Outcome {
  const node = list[0]?.value.x.node;
  if (node === undefined || !isConvertible(file.tree, node)) return {};
  const from = typesOf(list, file, context, ({ x }) => x.type);
  const wanted = typesOf(list, file, context, (value) => value.wanted);
  if (from === undefined || wanted === undefined) return {};
  const type = commonText(wanted);
  if (type === undefined) return { noFix: varyingType(file.tree, node, wanted, context) };
  return { fixes: [conversion(file, context, [node], type, cuts(wanted, from), certain)] };
}

function operationFix(
  list: readonly On<Operation>[],
  file: FileInfo,
  context: CompileContext,
  certain: boolean,
): Outcome {
  const first = list[0]?.value;
  if (first === undefined) return {};
  const left = typesOf(list, file, context, ({ x }) => x.type);
  const right = typesOf(list, file, context, ({ y }) => y.type);
  if (left === undefined || right === undefined) return {};
  const { x, y, operator, assign } = first;
  const fix = (nodes: readonly Node[], type: string, cut: TargetSet) => ({
    fixes: [conversion(file, context, nodes, type, cut, certain)],
  });
  const leftText = commonText(left);
  const rightText = commonText(right);
  if (leftText === undefined && rightText === undefined) return {};
  // The value of `x op= y` has to stay what x is.
  if (assign) return leftText === undefined ? {} : fix([y.node], leftText, cuts(left, right));
  if (rightText !== undefined && cuts(right, left) === 0) return fix([x.node], rightText, 0);
  if (leftText !== undefined && cuts(left, right) === 0) return fix([y.node], leftText, 0);
  if (COMPARISONS.has(operator)) {
    // A wide type for both: what they are compared as does not matter.
    const wide = [
      { text: 'int64', bits: 64, signed: true, float: false },
      { text: 'uint64', bits: 64, signed: false, float: false },
    ].find((type) => [...left, ...right].every((from) => holdsAll(type, from)));
    return wide === undefined ? {} : fix([x.node, y.node], wide.text, 0);
  }
  return rightText === undefined
    ? fix([y.node], leftText!, cuts(left, right))
    : fix([x.node], rightText, cuts(right, left));
}

/** The types of one side of all encounters; undefined where one is no number the file has a name for. */
function typesOf<T extends Assignment | Operation>(
  list: readonly On<T>[],
  file: FileInfo,
  { checker }: CompileContext,
  side: (value: T) => Assignment['wanted'],
): NumberType[] | undefined {
  const found: NumberType[] = [];
  for (const { targets, value } of list) {
    const types = numberTypes(checker, file, targets, side(value));
    if (types === undefined) return undefined;
    found.push(...types);
  }
  return found;
}

/** The name of the type where it is the same on all targets. */
function commonText(types: readonly NumberType[]): string | undefined {
  const [first] = types;
  return types.every(({ text }) => text === first?.text) ? first?.text : undefined;
}

/** The targets on which `to` does not hold every value of `from`. */
function cuts(to: readonly NumberType[], from: readonly NumberType[]): TargetSet {
  let set = 0;
  for (const f of from)
    for (const t of to) if ((t.targets & f.targets) !== 0 && !holdsAll(t, f)) set |= t.targets & f.targets;
  return set;
}

function conversion(
  file: FileInfo,
  { targets }: CompileContext,
  nodes: readonly Node[],
  type: string,
  cut: TargetSet,
  certain: boolean,
): Fix {
  const { tree } = file;
  const operand = nodes.map((node) => tree.textOf(withoutParentheses(tree, node))).join(', ');
  return {
    title:
      cut === 0
        ? message('fix-convert', { operand, type })
        : message('fix-convert-lossy', { operand, type, targets: describeTargets(targets, cut) }),
    edits: nodes.flatMap((node) => converted(file, node, type)),
    automatic: certain && cut === 0 && nodes.every((node) => !mayOverflow(tree, node)),
  };
}

/** The edits that write `type(…)` around an expression, in place of its parentheses where it has some. */
export function converted({ file: { path }, tree }: FileInfo, node: Node, type: string): TextEdit[] {
  const start = tree.start[node]!;
  const end = tree.end[node]!;
  if (tree.kind[node] === Kind.ParenthesizedExpression) return [{ path, start, end: start, text: type }];
  return [
    { path, start, end: start, text: `${type}(` },
    { path, start: end, end, text: ')' },
  ];
}

/** Nodes that may stand for several values, which a conversion cannot take. */
const MULTIPLE = new Set<number>([
  Kind.CallExpression,
  Kind.IndexExpression,
  Kind.TypeAssertionExpression,
  Kind.CompositeLiteral,
]);

function isConvertible(tree: Tree, node: Node): boolean {
  if (MULTIPLE.has(tree.kind[node]!)) return false;
  return !(tree.kind[node] === Kind.UnaryExpression && tree.kind[node + 1] === Kind.Arrow);
}

/** Operators whose result depends on the width it is computed in. */
const WIDTH_DEPENDENT = new Set<number>([
  Kind.Plus,
  Kind.Minus,
  Kind.Star,
  Kind.ShiftLeft,
  Kind.Xor,
  Kind.Slash,
  Kind.Percent,
]);

/** Whether an expression computes something that comes out otherwise in a narrower type: converting the result is too late. */
export function mayOverflow(tree: Tree, node: Node): boolean {
  const at = withoutParentheses(tree, node);
  if (tree.kind[at] !== Kind.BinaryExpression && tree.kind[at] !== Kind.UnaryExpression) return false;
  for (let n = at; n < tree.next[at]!; n++) if (WIDTH_DEPENDENT.has(tree.kind[n]!)) return true;
  return false;
}

function varyingType(
  tree: Tree,
  node: Node,
  wanted: readonly NumberType[],
  { targets }: CompileContext,
): Message | undefined {
  const sets = new Map<string, TargetSet>();
  for (const { text, targets: set } of wanted) sets.set(text, (sets.get(text) ?? 0) | set);
  const types = [...sets].map(([type, set]) => say('typeOnTargets', { type, targets: describeTargets(targets, set) }));
  return message('fix-none-varying-type', { operand: tree.textOf(node), types: types.join(say('list-separator', {})) });
}
