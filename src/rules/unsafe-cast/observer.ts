// Listens for pointers that are made pointers to another type, and notes on which targets the two types fit each other.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import type { Observer } from '../../types/observer.ts';
import type { Operand } from '../../types/operand.ts';
import { basicOf } from '../../types/predicates.ts';
import { under } from '../../types/resolve.ts';
import { sizeOf } from '../../types/sizes.ts';
import { Info, Tag, type Type } from '../../types/type.ts';
import { isDeadCode } from '../support/dead-code.ts';
import { kernelTypeName } from '../support/kernel-package.ts';
import { onlyArgument, withoutParentheses } from '../support/nodes.ts';
import { constantAt } from '../support/operands.ts';
import { parentsAround } from '../support/parents.ts';
import { displacementOf, type Pointee, pointeeOf } from '../support/pointee.ts';
import { type Conversion, conversionFor } from './fixes.ts';
import { type Leaf, leavesOf } from './leaves.ts';

export const RULE = 'unsafe-cast';

/** What two types have to agree on. */
export type Question =
  /** Whether all of the type lies within what the pointer leads to. */
  | 'extent'
  /** Whether it is all of a scalar. */
  | 'part'
  /** Whether the elements have one size. */
  | 'elements'
  /** Whether the scalars lie at the same offsets. */
  | 'fields'
  /** Whether a displacement leads to the next element, or to a scalar. */
  | 'step';

/** An answer, on the targets of the fact. */
export interface CastFact {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly question: Question;
  readonly fits: boolean;
  /** Of what the pointer leads to, in bytes. */
  readonly have: number;
  /** Whether nothing more of the object can lie behind it. */
  readonly isWhole: boolean;
  readonly args: Readonly<Record<string, string | number>>;
  /** What could stand in place of the cast. */
  readonly conversion?: Conversion | undefined;
}

export const observer: Observer = {
  conversion(c, node, x, type) {
    if (!isUnsafePointer(x)) return;
    const u = under(c, type);
    if (u.tag !== Tag.Pointer) return;
    const pointee = pointeeOf(c, x.node);
    if (pointee !== undefined) observeCast(c, node, pointee, u.elem);
    else observeStep(c, node, x.node, u.elem);
  },
  expression(c, x) {
    const { tree } = c.env.file;
    if (tree.kind[x.node] === Kind.CallExpression && tree.text.startsWith('unsafe.Slice(', tree.start[x.node]))
      observeSlice(c, x);
  },
};

function isUnsafePointer({ type }: Operand): boolean {
  return type.tag === Tag.Basic && type.name === 'unsafe.Pointer';
}

/** Notes an answer, unless the present targets never come here. */
function note(
  c: Checker,
  node: Node,
  { kind }: Pointee,
  fact: Pick<CastFact, 'question' | 'fits' | 'have' | 'args' | 'conversion'>,
): void {
  if (!fact.fits && isDeadCode(c, node)) return;
  const { file, tree } = c.env.file;
  const place = { path: file.path, start: tree.start[node]!, end: tree.end[node]! };
  c.record(RULE, { ...place, ...fact, isWhole: kind === 'whole' } satisfies CastFact);
}

/** `(*T)(unsafe.Pointer(&x))`. */
function observeCast(c: Checker, node: Node, source: Pointee, target: Type): void {
  const [from, to] = [source.type, target];
  // What kernel-struct tells.
  if (kernelTypeName(to) !== undefined && isBytes(c, from)) return;
  const have = sizeOf(c, from);
  if (have === undefined || have === 0) return;
  const { tree } = c.env.file;
  const use = useOf(tree, node);
  const say = (question: Question, fits: boolean, args: CastFact['args']) => {
    const conversion = fits ? undefined : conversionFor(c, node, use, from, to);
    note(c, node, source, { question, fits, have, args, conversion });
  };
  const sayElements = (a: Type, b: Type) => {
    const [old, elem] = [sizeOf(c, a), sizeOf(c, b)];
    if (old === undefined || elem === undefined) return;
    say('elements', old === elem, { from: c.typeString(a), to: c.typeString(b), have: old, size: elem });
  };
  const [a, b] = [under(c, from), under(c, to)];
  if (source.kind === 'element') {
    sayElements(from, b.tag === Tag.Array ? b.elem : to);
    return;
  }
  const size = reachedSize(c, use, to);
  if (size === undefined || size === 0) return;
  const args = { from: c.typeString(from), to: c.typeString(to), have, size };
  const [old, leaves] = [leavesOf(c, from), leavesOf(c, to)];
  // A large buffer under another name.
  const isOpaque = old === undefined && source.kind === 'part';
  if (!isOpaque) say('extent', size <= have, args);
  if (size > have) return;
  if (a.tag === Tag.Slice && b.tag === Tag.Slice) sayElements(a.elem, b.elem);
  else if (a.tag === Tag.Array && leaves?.length === 1) {
    // A pointer that is kept may stand for the whole array.
    const isUsed = tree.kind[use] === Kind.UnaryExpression || tree.kind[use] === Kind.ArgumentList;
    if (isUsed) sayElements(a.elem, to);
  } else if (old?.length === 1 && leaves?.length === 1) {
    const isRead = tree.kind[use] === Kind.UnaryExpression && isInteger(c, from) && isInteger(c, to);
    if (isRead) say('part', old[0]!.size === leaves[0]!.size, args);
  } else if (old !== undefined && leaves !== undefined) {
    const difference = differenceOf(old, leaves, Math.min(have, size));
    if (difference !== undefined) say('fields', difference.fits, { ...args, ...difference.args });
  }
}

/**
 * How many bytes of a type are used where it is cast to and then used: of an array up to a constant index, or the constant end of a slice.
 * @returns undefined where that is not known
 */
function reachedSize(c: Checker, use: Node, to: Type): number | undefined {
  const { tree } = c.env.file;
  const size = sizeOf(c, to);
  const array = under(c, to);
  if (array.tag !== Tag.Array) return size;
  const elem = sizeOf(c, array.elem);
  const upTo = (node: Node, more: number) => {
    const last = constantOf(c, node);
    return last === undefined || elem === undefined ? undefined : (last + more) * elem;
  };
  if (tree.kind[use] === Kind.IndexExpression) return upTo(tree.child(use, Field.Index), 1) ?? size;
  if (tree.kind[use] !== Kind.SliceExpression) return size;
  const end = tree.child(use, Field.End);
  return end === NONE ? size : upTo(end, 0);
}

/** The expression that uses a conversion, parentheses left out. */
function useOf(tree: Tree, conversion: Node): Node {
  const parents = parentsAround(tree, conversion);
  let use = parents.of(conversion);
  while (use !== NONE && tree.kind[use] === Kind.ParenthesizedExpression) use = parents.of(use);
  return use;
}

function isInteger(c: Checker, type: Type): boolean {
  return ((basicOf(c, type)?.info ?? 0) & Info.Integer) !== 0;
}

/** The first scalar that lies elsewhere in the other type, as far as both reach; undefined where one has fewer scalars. */
function differenceOf(
  old: readonly Leaf[],
  leaves: readonly Leaf[],
  end: number,
): Pick<CastFact, 'fits' | 'args'> | undefined {
  for (let i = 0; ; i++) {
    const [was, is] = [old[i], leaves[i]];
    const isEnd = (leaf: typeof was) => leaf === undefined || leaf.offset >= end;
    if (isEnd(was) && isEnd(is)) return { fits: true, args: {} };
    if (was === undefined || is === undefined) return undefined;
    if (was.offset === is.offset && was.size === is.size) continue;
    const isMoved = was.offset !== is.offset;
    const [at, before] = isMoved ? [is.offset, was.offset] : [is.size, was.size];
    return { fits: false, args: { field: is.name, old: was.name, at, was: before, isMoved: Number(isMoved) } };
  }
}

/** `(*T)(unsafe.Pointer(uintptr(unsafe.Pointer(&x)) + n))`, and the same with unsafe.Add. */
function observeStep(c: Checker, node: Node, pointer: Node, to: Type): void {
  const displacement = displacementOf(c, pointer);
  const size = displacement && sizeOf(c, to);
  if (displacement === undefined || size === undefined) return;
  const { base, bytes } = displacement;
  const array = under(c, base.type);
  const type = array.tag === Tag.Array ? array.elem : base.type;
  const have = sizeOf(c, type);
  if (have === undefined || have === 0) return;
  const whole = constantOf(c, bytes);
  const factor = whole ?? factorOf(c, bytes);
  if (factor === undefined || factor === 0) return;
  const leaves = whole === undefined ? [] : (leavesOf(c, type) ?? []);
  const isField = leaves.length > 1;
  // Behind a variable by itself there is no next element.
  const isNext = factor === have && (base.kind !== 'whole' || type !== base.type);
  const fits = isNext || leaves.some((leaf) => leaf.offset === whole && leaf.size === size);
  const args = { bytes: factor, from: c.typeString(type), to: c.typeString(to), have, size, isField: Number(isField) };
  note(c, node, base, { question: 'step', fits, have, args });
}

/** `unsafe.Slice((*T)(unsafe.Pointer(&x)), 8)`. */
function observeSlice(c: Checker, x: Operand): void {
  const { tree } = c.env.file;
  const [pointer, length] = namedChildren(tree, tree.child(x.node, Field.Arguments));
  if (pointer === undefined || length === undefined || x.type.tag !== Tag.Slice) return;
  const conversion = withoutParentheses(tree, pointer);
  if (tree.kind[conversion] !== Kind.CallExpression) return;
  const [address] = namedChildren(tree, tree.child(conversion, Field.Arguments));
  const source = address === undefined ? undefined : pointeeOf(c, address);
  const count = source && constantOf(c, length);
  const [elem, have] = [sizeOf(c, x.type.elem), source && sizeOf(c, source.type)];
  if (count === undefined || elem === undefined || have === undefined || source!.kind === 'element' || elem > have)
    return;
  const size = count * elem;
  const args = { from: c.typeString(source!.type), to: `[${count}]${c.typeString(x.type.elem)}`, have, size };
  note(c, x.node, source!, { question: 'extent', fits: size <= have, have, args });
}

/** The value of a constant expression, where it is a number of bytes. @throws Split */
function constantOf(c: Checker, node: Node): number | undefined {
  const value = constantAt(c, node);
  return value === undefined || value < 0n || value > 2n ** 40n ? undefined : Number(value);
}

/** 8 of `8 * i`, `uintptr(i * 8)` and `i << 3`. @throws Split */
function factorOf(c: Checker, node: Node): number | undefined {
  const { tree } = c.env.file;
  const inner = withoutParentheses(tree, node);
  if (tree.kind[inner] === Kind.CallExpression) {
    if (tree.textOf(tree.child(inner, Field.Function)) !== 'uintptr') return undefined;
    const argument = onlyArgument(tree, inner);
    return argument === NONE ? undefined : factorOf(c, argument);
  }
  if (tree.kind[inner] !== Kind.BinaryExpression) return undefined;
  const [left, right] = [tree.child(inner, Field.Left), tree.child(inner, Field.Right)];
  if (left === NONE || right === NONE) return undefined;
  switch (tree.textOf(tree.child(inner, Field.Operator))) {
    case '*':
      return constantOf(c, left) ?? constantOf(c, right);
    case '<<': {
      const shift = constantOf(c, right);
      return shift === undefined || shift > 20 ? undefined : 2 ** shift;
    }
    default:
      return undefined;
  }
}

function isBytes(c: Checker, type: Type): boolean {
  const array = under(c, type);
  return array.tag === Tag.Array && basicOf(c, array.elem)?.bits === 8;
}
