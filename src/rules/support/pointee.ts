// What an expression of type unsafe.Pointer points at, as far as the expression shows it.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import { under } from '../../types/resolve.ts';
import { Tag, type Type } from '../../types/type.ts';
import { definitionOf } from './definition.ts';
import { variableNamed } from './function-names.ts';
import { onlyArgument, operatorOf, withoutParentheses } from './nodes.ts';
import { typeOf } from './operands.ts';

/** Longer ways through variables are not followed. */
const MAX_DEPTH = 4;

/** What lies at an address. */
export interface Pointee {
  readonly type: Type;
  /**
   * `whole`: a variable, at its start, with nothing known behind it. `element`: one of the elements of a slice, or of an array whose start
   * it is not. `part`: a field, or what a pointer leads to: more of the same object may lie behind it.
   */
  readonly kind: 'whole' | 'element' | 'part';
}

/** A distance that is added to an address. */
export interface Displacement {
  readonly base: Pointee;
  /** The number of bytes: an expression. */
  readonly bytes: Node;
}

/** What `unsafe.Pointer(p)`, or a variable that is only ever this, points at; undefined for any other expression. @throws Split */
export function pointeeOf(c: Checker, pointer: Node, depth = 0): Pointee | undefined {
  const { tree } = c.env.file;
  const name = withoutParentheses(tree, pointer);
  if (tree.kind[name] === Kind.Identifier) {
    const variable = depth < MAX_DEPTH ? variableNamed(c, name) : undefined;
    const definition = variable && definitionOf(tree, variable);
    return definition && definition.index === 0 ? pointeeOf(c, definition.node, depth + 1) : undefined;
  }
  const address = argumentOf(tree, pointer, 'unsafe.Pointer');
  if (address === NONE) return undefined;
  if (tree.kind[address] === Kind.UnaryExpression && tree.text[tree.start[address]!] === '&')
    return placeAt(c, withoutParentheses(tree, tree.child(address, Field.Operand)));
  const type = typeOf(c, address);
  const u = type && under(c, type);
  return u?.tag === Tag.Pointer ? { type: u.elem, kind: 'part' } : undefined;
}

/** The parts of `unsafe.Pointer(uintptr(p) + n)` and `unsafe.Add(p, n)`; undefined for any other expression. @throws Split */
export function displacementOf(c: Checker, pointer: Node): Displacement | undefined {
  const { tree } = c.env.file;
  const call = withoutParentheses(tree, pointer);
  if (tree.kind[call] === Kind.CallExpression && tree.textOf(tree.child(call, Field.Function)) === 'unsafe.Add') {
    const [start, bytes] = namedChildren(tree, tree.child(call, Field.Arguments));
    const base = start === undefined ? undefined : pointeeOf(c, start);
    return base === undefined || bytes === undefined ? undefined : { base, bytes };
  }
  const sum = argumentOf(tree, pointer, 'unsafe.Pointer');
  if (sum === NONE || operatorOf(tree, sum) !== '+') return undefined;
  const start = argumentOf(tree, tree.child(sum, Field.Left), 'uintptr');
  const base = start === NONE ? undefined : pointeeOf(c, start);
  return base && { base, bytes: tree.child(sum, Field.Right) };
}

/** The only argument of a call of `name`, without parentheses; NONE where it is another expression. */
function argumentOf(tree: Tree, node: Node, name: string): Node {
  const call = withoutParentheses(tree, node);
  const isCall = tree.kind[call] === Kind.CallExpression && tree.textOf(tree.child(call, Field.Function)) === name;
  return isCall ? onlyArgument(tree, call) : NONE;
}

/** What lies at a place whose address is taken. */
function placeAt(c: Checker, place: Node): Pointee | undefined {
  const { tree } = c.env.file;
  if (tree.kind[place] === Kind.IndexExpression) {
    const container = withoutParentheses(tree, tree.child(place, Field.Operand));
    const array = typeOf(c, container);
    const u = array && under(c, array);
    const isStart = tree.textOf(tree.child(place, Field.Index)) === '0';
    if (u?.tag === Tag.Array)
      return isStart ? { type: array!, kind: isVariable(tree, container) ? 'whole' : 'part' } : element(u.elem);
    if (u?.tag === Tag.Slice) return element(u.elem);
    // The array behind a pointer.
    return isStart && u?.tag === Tag.Pointer ? { type: u.elem, kind: 'part' } : undefined;
  }
  const type = typeOf(c, place);
  return type && { type, kind: isVariable(tree, place) ? 'whole' : 'part' };
}

const element = (type: Type): Pointee => ({ type, kind: 'element' });

function isVariable(tree: Tree, node: Node): boolean {
  return tree.kind[node] === Kind.Identifier;
}
