// The quick-fix of a cast between integers: the value converted in place of its address.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { basicOf } from '../../types/predicates.ts';
import { Info, type Type } from '../../types/type.ts';
import type { Fix } from '../finding.ts';
import { countUses, findImport, removeImport } from '../support/imports.ts';
import { onlyArgument, withoutParentheses } from '../support/nodes.ts';
import { parentsAround } from '../support/parents.ts';

/** `int64(x)` for `*(*int64)(unsafe.Pointer(&x))`. */
export interface Conversion {
  /** The expression in whose place it stands, and the tree that it was read from: an editor has a newer one before long. */
  readonly node: Node;
  readonly tree: Tree;
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
  return { node: use, tree, text: `${type}(${operand})`, operand, type, isExact };
}

/**
 * The fixes that make conversions of the casts of a file, by the node of each. Where these are the only uses of unsafe in it, each makes
 * all of them, and takes the import out.
 */
export function conversionFixes(tree: Tree, path: string, casts: readonly Conversion[]): Map<Node, Fix> {
  const fixes = new Map<Node, Fix>();
  const unsafe = findImport(tree, 'unsafe');
  if (unsafe === undefined || unsafe.alias !== '') return fixes;
  // Those inside of others are mended when these are.
  const sorted = [...casts].sort((a, b) => a.node - b.node);
  const all: Conversion[] = [];
  for (const one of sorted) if (all.length === 0 || tree.next[all.at(-1)!.node]! <= one.node) all.push(one);
  const inside = all.reduce((count, { node }) => count + countUses(tree, 'unsafe', node), 0);
  const isUsed = countUses(tree, 'unsafe') > inside;
  const edit = ({ node, text }: Conversion) => ({ path, start: tree.start[node]!, end: tree.end[node]!, text });
  const together = [...all.map(edit), { path, ...removeImport(tree, unsafe) }];
  const areExact = all.every(({ isExact }) => isExact);
  for (const one of all) {
    const title = message('fix-convert', { operand: one.operand, type: one.type });
    const alone: Fix = { title, edits: [edit(one)], automatic: one.isExact };
    fixes.set(one.node, isUsed ? alone : { title, edits: together, automatic: areExact });
  }
  return fixes;
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
  const pointer = onlyArgument(tree, cast);
  const address = pointer === NONE ? NONE : onlyArgument(tree, pointer);
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
