// What an edit has changed of a Go file, where it has changed nothing but bodies of functions: nothing outside of these sees it.
import { Field, Kind } from './kinds.ts';
import { NONE, type Node, type Tree } from './tree.ts';

/** A function or method whose body has changed: its declaration in both trees. */
export interface ChangedFunction {
  readonly before: Node;
  readonly after: Node;
}

/**
 * The functions whose bodies have changed from one tree of a file to a later one; undefined where anything else has changed, or
 * cannot be told from it. Functions with type parameters count as something else, as their bodies name these.
 */
export function changedBodies(before: Tree, after: Tree): ChangedFunction[] | undefined {
  if (before === after) return [];
  const changed: ChangedFunction[] = [];
  let a = 1;
  let b = 1;
  /** Up to where both texts are known to be the same but for changed bodies. */
  let fromA = 0;
  let fromB = 0;
  for (; a < before.length && b < after.length; a = before.next[a]!, b = after.next[b]!) {
    if (before.kind[a] !== after.kind[b]) return undefined;
    const bodyA = bodyOf(before, a);
    const bodyB = bodyOf(after, b);
    if (bodyA === NONE || bodyB === NONE) {
      if (bodyA !== bodyB) return undefined;
      continue;
    }
    const startA = before.start[bodyA]!;
    const startB = after.start[bodyB]!;
    if (before.text.slice(fromA, startA) !== after.text.slice(fromB, startB)) return undefined;
    fromA = before.end[bodyA]!;
    fromB = after.end[bodyB]!;
    if (before.text.slice(startA, fromA) !== after.text.slice(startB, fromB)) changed.push({ before: a, after: b });
  }
  const isSame = a >= before.length && b >= after.length && before.text.slice(fromA) === after.text.slice(fromB);
  return isSame ? changed : undefined;
}

/** The body of a top-level function without type parameters, braces included; NONE where there is none that is closed. */
function bodyOf(tree: Tree, node: Node): Node {
  const kind = tree.kind[node];
  if (kind !== Kind.FunctionDeclaration && kind !== Kind.MethodDeclaration) return NONE;
  if (tree.child(node, Field.TypeParameters) !== NONE) return NONE;
  const body = tree.child(node, Field.Body);
  if (body === NONE) return NONE;
  const isClosed = tree.text[tree.start[body]!] === '{' && tree.text[tree.end[body]! - 1] === '}';
  return isClosed && tree.end[body]! > tree.start[body]! + 1 ? body : NONE;
}
