// The byte order of targets, and which one a piece of code speaks of.
import { architectures } from '../../platform/ports.ts';
import type { TargetList, TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';

export type Order = 'little' | 'big';

/** The targets of a list that have an order. */
export function targetsOf(list: TargetList, order: Order): TargetSet {
  return list.where(({ goarch }) => architectures.get(goarch)?.endianness === order);
}

export function other(order: Order): Order {
  return order === 'little' ? 'big' : 'little';
}

const LITTLE = /little_?endian/i;
const BIG = /big_?endian/i;

/** The order that a name speaks of: `binary.LittleEndian`, `isBigEndian`; undefined for other names. */
export function orderOfName(name: string): Order | undefined {
  const [isLittle, isBig] = [LITTLE.test(name), BIG.test(name)];
  return isLittle === isBig ? undefined : isLittle ? 'little' : 'big';
}

/** What a branch comes to: an order of bytes, or the end of the program. */
export type Outcome = Order | 'fails';

/** How many nodes of a branch are looked at: a table has short ones. */
const MAX_NODES = 200;

/**
 * The one order that a branch speaks of.
 * @param about what `true` means in it: the order in the name of the function or the variable
 */
export function outcomeOf(tree: Tree, branch: Node, about: Order | undefined): Outcome | undefined {
  if (tree.next[branch]! - branch > MAX_NODES) return undefined;
  const named = new Set<Order>();
  const values = new Set<boolean>();
  let fails = false;
  for (let n = branch; n < tree.next[branch]!; n++) {
    switch (tree.kind[n]) {
      case Kind.Identifier:
      case Kind.FieldIdentifier:
      case Kind.TypeIdentifier: {
        const order = orderOfName(tree.textOf(n));
        // What is assigned to has the name of the order that true stands for.
        if (order !== undefined && !isAssigned(tree, branch, n)) named.add(order);
        break;
      }
      case Kind.True:
      case Kind.False:
        values.add(tree.kind[n] === Kind.True);
        break;
      case Kind.CallExpression:
        if (/^(?:panic|log\.(?:Fatal|Panic)\w*|os\.Exit)$/.test(tree.textOf(tree.child(n, Field.Function))))
          fails = true;
        break;
    }
  }
  if (named.size > 0) return named.size === 1 ? [...named][0] : undefined;
  const meant = about ?? assignedOrder(tree, branch);
  if (values.size === 1 && meant !== undefined) return values.has(true) ? meant : other(meant);
  return fails ? 'fails' : undefined;
}

/** Whether a name is assigned a value, in one of the statements of a branch. */
function isAssigned(tree: Tree, branch: Node, name: Node): boolean {
  for (let n = branch; n <= name; n++) {
    const left = tree.kind[n] === Kind.AssignmentStatement ? tree.child(n, Field.Left) : NONE;
    if (left !== NONE && tree.contains(left, name)) return true;
  }
  return false;
}

/** The order in the name of the variable that a branch gives true or false. */
function assignedOrder(tree: Tree, branch: Node): Order | undefined {
  for (let n = branch; n < tree.next[branch]!; n++)
    if (tree.kind[n] === Kind.AssignmentStatement) return orderOfName(tree.textOf(tree.child(n, Field.Left)));
  return undefined;
}
