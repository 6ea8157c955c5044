// The quick-fix of a cast between integers: the value converted in place of its address.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import { basicOf } from '../../types/predicates.ts';
import { Info, type Type } from '../../types/type.ts';
import type { Fix } from '../finding.ts';
import { countUses, findImport, removeImport } from '../support/imports.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { parentsAround } from '../support/parents.ts';

/** `int64(x)` for `*(*int64)(unsafe.Pointer(&x))`. */
export interface Conversion {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly operand: string;
  readonly type: string;
  /** Whether both are signed or both unsigned: the value is the same wherever the sizes are. */
  readonly isExact: boolean;
}

/**
 * The conversion that does what a cast is for.
 * @param use what uses the pointer
 * @returns undefined where it is more than a value of an integer type that is read
 */
export function conversionFor(c: Checker, cast: Node, use: Node, from: Type, to: Type): Conversion | undefined {
  const { tree } = c.env.file;
  const [a, b] = [basicOf(c, from), basicOf(c, to)];
  if (a === undefined || b === undefined || (a.info & b.info & Info.Integer) === 0) return undefined;
  if (use === NONE || tree.kind[use] !== Kind.UnaryExpression || !isRead(tree, use)) return undefined;
  const [pointer, address] = [addressIn(tree, cast), typeIn(tree, cast)];
  if (pointer === NONE || address === NONE) return undefined;
  const [operand, type] = [tree.textOf(pointer), tree.textOf(address)];
  const isExact = (a.info & Info.Unsigned) === (b.info & Info.Unsigned);
  return { start: tree.start[use]!, end: tree.end[use]!, text: `${type}(${operand})`, operand, type, isExact };
}

/** The fix that makes conversions of casts; without uses of unsafe that are left, of all of the file, and of the import. */
export function conversionFix(tree: Tree, path: string, one: Conversion, all: readonly Conversion[]): Fix | undefined {
  const unsafe = findImport(tree, 'unsafe');
  if (unsafe === undefined || unsafe.alias !== '') return undefined;
  const converted = (node: Node) => all.some(({ start, end }) => start <= tree.start[node]! && tree.end[node]! <= end);
  let isUsed = false;
  for (let node = 0; node < tree.length && !isUsed; node++)
    isUsed = tree.kind[node] === Kind.SelectorExpression && !converted(node) && countUses(tree, 'unsafe', node) > 0;
  const edits = (isUsed ? [one] : all).map(({ start, end, text }) => ({ path, start, end, text }));
  if (!isUsed) edits.push({ path, ...removeImport(tree, unsafe) });
  const title = message('fix-convert', { operand: one.operand, type: one.type });
  return { title, edits, automatic: (isUsed ? [one] : all).every(({ isExact }) => isExact) };
}

/** Whether an expression is read, not assigned to or pointed at. */
function isRead(tree: Tree, node: Node): boolean {
  const parents = parentsAround(tree, node);
  let inner = node;
  for (const around of parents.around(node)) {
    switch (tree.kind[around]) {
      case Kind.ParenthesizedExpression:
        break;
      case Kind.ExpressionList: {
        const statement = parents.of(around);
        if (statement === NONE) return false;
        return tree.child(statement, Field.Left) !== around;
      }
      case Kind.UnaryExpression:
        return tree.text[tree.start[around]!] !== '&';
      case Kind.IncStatement:
      case Kind.DecStatement:
        return false;
      default:
        return tree.field[inner] !== Field.Left || tree.kind[around] === Kind.BinaryExpression;
    }
    inner = around;
  }
  return false;
}

/** The `x` of `(*T)(unsafe.Pointer(&x))`; NONE where there is none. */
function addressIn(tree: Tree, cast: Node): Node {
  const pointer = soleArgument(tree, cast);
  const address = pointer === NONE ? NONE : soleArgument(tree, pointer);
  if (address === NONE || tree.kind[address] !== Kind.UnaryExpression || tree.text[tree.start[address]!] !== '&')
    return NONE;
  return withoutParentheses(tree, tree.child(address, Field.Operand));
}

/** The T of `(*T)(…)`; NONE where it is not written so. */
function typeIn(tree: Tree, cast: Node): Node {
  const pointer = withoutParentheses(tree, tree.child(cast, Field.Function));
  if (tree.kind[pointer] !== Kind.UnaryExpression || tree.text[tree.start[pointer]!] !== '*') return NONE;
  return tree.child(pointer, Field.Operand);
}

function soleArgument(tree: Tree, node: Node): Node {
  const call = withoutParentheses(tree, node);
  if (tree.kind[call] !== Kind.CallExpression) return NONE;
  const args = namedChildren(tree, tree.child(call, Field.Arguments));
  return args.length === 1 ? withoutParentheses(tree, args[0]!) : NONE;
}
