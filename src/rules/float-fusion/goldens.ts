// Tests that compare the result of a function with all digits of a float: numbers that were copied from a run on one architecture.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Func } from '../../types/object.ts';
import type { Operand } from '../../types/operand.ts';
import { under, varType } from '../../types/resolve.ts';
import { Info, Tag, type Type } from '../../types/type.ts';
import { definitionOf } from '../support/definition.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { operandOf } from '../support/operands.ts';
import { parentsAround, topLevelOf } from '../support/parents.ts';
import { type GoldenFact, RULE } from './facts.ts';
import { SPECIAL } from './sums.ts';

/** By the bits of a float, the digits with which one is printed that has no shorter name. Constants taken from books have more. */
const ALL_DIGITS = { 32: { least: 8, most: 9 }, 64: { least: 15, most: 17 } } as const;

/** Notes a comparison in a test, of `x` with `y`, from the node `from` to `to`. @throws Split */
export function noteGolden(c: Checker, x: Operand, y: Operand, from: Node, to: Node): void {
  const { file } = c.env;
  const { tree } = file;
  const first = calledFor(c, x);
  const callee = first ?? calledFor(c, y);
  const bits = callee === undefined ? undefined : (floatBits(c, x.type) ?? floatBits(c, y.type));
  if (callee === undefined || bits === undefined) return;
  if ([x, y].some(({ node }) => SPECIAL.test(tree.textOf(node)))) return;
  const expected = sourceOf(c, (first === undefined ? x : y).node);
  if (expected === undefined || !hasAllDigits(expected, ALL_DIGITS[bits])) return;
  const test = topLevelOf(tree, from);
  const { path } = file.file;
  const fact: GoldenFact = { kind: 'golden', path, start: tree.start[from]!, end: tree.end[to]!, callee, test, file };
  c.record(RULE, fact);
}

/** A part of a file. */
interface Part {
  readonly tree: Tree;
  readonly node: Node;
}

/** Variables of variables beyond which nobody follows. */
const MAX_DEPTH = 4;

/** Where the values that a test expects are written: in the expression itself, or in what a variable or a row of a table comes from. @throws Split */
function sourceOf(c: Checker, node: Node, depth = 0): Part | undefined {
  const { tree } = c.env.file;
  const at = partOf(tree, node);
  if (tree.kind[at] !== Kind.Identifier) return { tree, node: at };
  const object = depth === MAX_DEPTH ? undefined : operandOf(c, at)?.object;
  if (object?.kind !== 'var' || object.site === undefined) return undefined;
  const { site } = object;
  if (object.role === 'package') return { tree: site.file.tree, node: object.spec };
  if (site.file.tree !== tree) return undefined;
  const table = rangedOver(tree, site.node);
  const value = table === NONE ? definitionOf(tree, object)?.node : table;
  return value === undefined ? undefined : sourceOf(c, value, depth + 1);
}

/** What a range clause goes through that declares a name; NONE where none does. */
function rangedOver(tree: Tree, name: Node): Node {
  const parents = parentsAround(tree, name);
  const clause = parents.of(parents.of(name));
  return tree.kind[clause] === Kind.RangeClause ? tree.child(clause, Field.Right) : NONE;
}

const EQUAL = /^(?:Equal|Equalf|EqualValues|EqualValuesf|DeepEqual)$/;
const EQUAL_PACKAGE = /^reflect$|\/testify\/(?:assert|require)$|^gotest\.tools(?:\/v3)?\/assert$/;

/** Notes `assert.Equal(t, want, got)` and its like in a test. @throws Split */
export function noteEqualCall(c: Checker, node: Node, callee: Func, args: readonly Operand[]): void {
  if (!EQUAL.test(callee.name)) return;
  const path = callee.package_?.path ?? '';
  if (!EQUAL_PACKAGE.test(path)) return;
  // The functions of testify and gotest.tools are given the test first; their methods have it.
  const isMethod = callee.site?.file.tree.kind[callee.declaration] === Kind.MethodDeclaration;
  const first = path === 'reflect' || isMethod ? 0 : 1;
  const [x, y] = args.slice(first);
  if (x !== undefined && y !== undefined) noteGolden(c, x, y, node, node);
}

/** The function of the package whose result, or a part of it, a value is. @throws Split */
function calledFor(c: Checker, x: Operand): Func | undefined {
  const { tree, package_ } = c.env.file;
  let at = partOf(tree, x.node);
  if (tree.kind[at] === Kind.Identifier) {
    const object = at === x.node ? x.object : operandOf(c, at)?.object;
    const definition = object?.kind === 'var' ? definitionOf(tree, object) : undefined;
    if (definition === undefined) return undefined;
    at = partOf(tree, definition.node);
  }
  if (tree.kind[at] !== Kind.CallExpression) return undefined;
  const callee = tree.child(at, Field.Function);
  const object = operandOf(c, callee)?.object;
  const isOwn = object?.kind === 'func' && object.package_ === package_ && object.site?.file.variant === 'package';
  return isOwn ? (object.origin ?? object) : undefined;
}

/** What a field or an element is a part of. */
function partOf(tree: Tree, node: Node): Node {
  let at = withoutParentheses(tree, node);
  while (tree.kind[at] === Kind.SelectorExpression || tree.kind[at] === Kind.IndexExpression)
    at = withoutParentheses(tree, tree.child(at, Field.Operand));
  return at;
}

/** The bits of a float type, or of the floats that a type holds; undefined where there are none. @throws Split */
function floatBits(c: Checker, type: Type, depth = 0): 32 | 64 | undefined {
  const u = under(c, type);
  if (u.tag === Tag.Basic) return u.info & Info.Float && u.bits !== 0 ? (u.bits as 32 | 64) : undefined;
  if (depth === 4) return undefined;
  if (u.tag === Tag.Slice || u.tag === Tag.Array || u.tag === Tag.Pointer) return floatBits(c, u.elem, depth + 1);
  if (u.tag !== Tag.Struct) return undefined;
  for (const field of u.fields) {
    const bits = floatBits(c, varType(c, field), depth + 1);
    if (bits !== undefined) return bits;
  }
  return undefined;
}

/** Whether there is a float with all its digits in a part of a file. */
function hasAllDigits({ tree, node }: Part, { least, most }: { least: number; most: number }): boolean {
  for (let n = node; n < tree.next[node]!; n++) {
    if (tree.kind[n] !== Kind.FloatLiteral) continue;
    const digits = tree
      .textOf(n)
      .replace(/[eEpP].*$/, '')
      .replace(/[._]/g, '')
      .replace(/^0+/, '');
    if (digits.length >= least && digits.length <= most) return true;
  }
  return false;
}
