// Index and slice expressions, and instantiations written as an index (Go spec, Index expressions, Slice expressions).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import { assignment, constantFailure } from './assign.ts';
import { settleParts } from './binary.ts';
import type { Checker } from './checker.ts';
import { firstNamed, namedChildren } from './collect.ts';
import { toInt } from './constant.ts';
import { checkAny, checkExpression, single } from './expression.ts';
import { instantiateFunction } from './instantiate.ts';
import { type Operand, typedValue, unknownOperand } from './operand.ts';
import { operatorOffset } from './place.ts';
import { allBasic, basicOf, identical, isUntyped } from './predicates.ts';
import { under } from './resolve.ts';
import { Info, Tag, type Type, UNKNOWN } from './type.ts';
import { typeInstance, variableType } from './type-expression.ts';
import { constraintSet, typesOf } from './type-set.ts';
import { BASIC } from './universe.ts';

/** `a[i]`, `f[T]`, `G[T]`. @throws Split */
export function indexExpression(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const isIndex = tree.kind[node] === Kind.IndexExpression;
  const whole = tree.child(node, isIndex ? Field.Operand : Field.Type);
  if (whole === NONE) return unknownOperand(node);
  const argNodes = isIndex ? [tree.child(node, Field.Index)] : typeArgumentNodes(c, node, whole);
  const { operand, stars } = withoutStars(tree, whole);
  const left = checkAny(c, operand);
  if (left.mode === 'type') {
    const type = pointers(c, stars, typeInstance(c, operand, left.type, argNodes));
    return type.tag === Tag.Unknown ? unknownOperand(node) : { mode: 'type', type, node };
  }
  if (stars > 0) return unknownOperand(node);
  if (left.typeArgs !== undefined) {
    const args = argNodes.map((n) => variableType(c, n));
    return instantiateFunction(c, node, left, args, argNodes);
  }
  return indexValue(c, node, single(c, left, true), argNodes[0] ?? NONE);
}

/** What is instantiated. Of `(*G[A, B])` the syntax tree has `*G` there, though the star is for the instance. */
export function withoutStars(tree: Tree, whole: Node): { operand: Node; stars: number } {
  let stars = 0;
  let operand = whole;
  for (; tree.kind[operand] === Kind.PointerType; stars++) operand = firstNamed(tree, operand);
  return { operand, stars };
}

/** A pointer to a pointer … to a type. */
export function pointers(c: Checker, stars: number, type: Type): Type {
  if (type.tag === Tag.Unknown) return type;
  let pointer = type;
  for (let i = 0; i < stars; i++) pointer = c.pool.pointer(pointer);
  return pointer;
}

/** The type arguments of a GenericType or TypeInstantiationExpression. */
export function typeArgumentNodes(c: Checker, node: Node, generic: Node): Node[] {
  const { tree } = c.env.file;
  const list = tree.child(node, Field.TypeArguments);
  return list === NONE ? namedChildren(tree, node).filter((n) => n !== generic) : namedChildren(tree, list);
}

/** `x[i]` of a value. @throws Split */
export function indexValue(c: Checker, node: Node, x: Operand, indexNode: Node): Operand {
  if (x.mode === 'unknown') {
    checkAny(c, indexNode);
    return unknownOperand(node);
  }
  if (x.type.tag === Tag.TypeParam) return indexTypeParameter(c, node, x, indexNode);
  const u = under(c, x.type);
  switch (u.tag) {
    case Tag.Unknown:
      checkAny(c, indexNode);
      return unknownOperand(node);
    case Tag.Basic:
      if ((u.info & Info.String) === 0) break;
      return indexString(c, node, x, indexNode);
    case Tag.Array:
      checkIndex(c, indexNode, u.length);
      return typedValue(node, u.elem, x.mode === 'variable' ? 'variable' : 'value');
    case Tag.Pointer: {
      const array = under(c, u.elem);
      if (array.tag === Tag.Unknown) {
        checkAny(c, indexNode);
        return unknownOperand(node);
      }
      if (array.tag !== Tag.Array) break;
      checkIndex(c, indexNode, array.length);
      return typedValue(node, array.elem, 'variable');
    }
    case Tag.Slice:
      checkIndex(c, indexNode, -1);
      return typedValue(node, u.elem, 'variable');
    case Tag.Map:
      assignment(c, checkExpression(c, indexNode), u.key, { context: 'map index' });
      return typedValue(node, u.elem, 'mapindex');
    default:
  }
  return cannotIndex(c, node, x, indexNode);
}

function cannotIndex(c: Checker, node: Node, x: Operand, indexNode: Node): Operand {
  checkAny(c, indexNode);
  const start = operatorOffset(c.env.file.tree, node);
  c.report(node, 'NonIndexableOperand', 'cannotIndex', { operand: c.describe(x) }, { start });
  return unknownOperand(node);
}

/** What indexing values of one type gives. */
interface Indexed {
  readonly elem: Type;
  /** Of maps. */
  readonly key?: Type;
  readonly mode: 'value' | 'variable';
  readonly length: number;
}

/** `x[i]` of a value of a type parameter: all types of its type set can be indexed, with the same element type. */
function indexTypeParameter(c: Checker, node: Node, x: Operand, indexNode: Node): Operand {
  if (constraintSet(c, x.type).unknown) {
    checkAny(c, indexNode);
    return unknownOperand(node);
  }
  let common: Indexed | undefined;
  for (const type of typesOf(c, x.type) ?? [x.type]) {
    const one = indexed(c, type, x.mode === 'variable');
    if (one === undefined || (common !== undefined && !fits(c, common, one))) return cannotIndex(c, node, x, indexNode);
    const mode = common?.mode === 'value' ? 'value' : one.mode;
    const shorter = common === undefined || (one.length >= 0 && one.length < common.length);
    common = { ...one, mode, length: shorter ? one.length : common!.length };
  }
  if (common === undefined) return cannotIndex(c, node, x, indexNode);
  if (common.key !== undefined) {
    assignment(c, checkExpression(c, indexNode), common.key, { context: 'map index' });
    return typedValue(node, common.elem, 'mapindex');
  }
  checkIndex(c, indexNode, common.length);
  return typedValue(node, common.elem, common.mode);
}

function fits(c: Checker, a: Indexed, b: Indexed): boolean {
  if ((a.key === undefined) !== (b.key === undefined)) return false;
  return identical(c, a.elem, b.elem) && (a.key === undefined || identical(c, a.key, b.key!));
}

function indexed(c: Checker, type: Type, addressable: boolean): Indexed | undefined {
  const u = under(c, type);
  switch (u.tag) {
    case Tag.Basic:
      return (u.info & Info.String) === 0 ? undefined : { elem: BASIC.byte, mode: 'value', length: -1 };
    case Tag.Array:
      return { elem: u.elem, mode: addressable ? 'variable' : 'value', length: u.length };
    case Tag.Pointer: {
      const array = under(c, u.elem);
      return array.tag === Tag.Array ? { elem: array.elem, mode: 'variable', length: array.length } : undefined;
    }
    case Tag.Slice:
      return { elem: u.elem, mode: 'variable', length: -1 };
    case Tag.Map:
      return { elem: u.elem, key: u.key, mode: 'value', length: -1 };
    default:
      return undefined;
  }
}

function indexString(c: Checker, node: Node, x: Operand, indexNode: Node): Operand {
  const constant = x.mode === 'constant' && x.value?.kind === 'string' ? x.value.bytes : undefined;
  checkIndex(c, indexNode, constant?.length ?? -1);
  // A byte of a constant string is no constant (Go spec, Index expressions).
  return typedValue(node, BASIC.byte);
}

/**
 * Checks an index: an integer, not negative, below `length` (-1: not known) where it is constant.
 * @returns its value where it is constant and right, `variable` where it is no constant; undefined after a report
 * @throws Split
 */
export function checkIndex(c: Checker, node: Node, length: number): bigint | 'variable' | 'unknown' | undefined {
  const x = checkExpression(c, node);
  if (x.mode === 'unknown') return 'unknown';
  if (!checkInteger(c, x, 'index')) return undefined;
  if (x.mode !== 'constant') return 'variable';
  const index = x.value && toInt(x.value)?.value;
  if (index === undefined) return 'unknown';
  if (length < 0 || index < BigInt(length)) return index;
  c.report(x.node, 'InvalidIndex', 'indexOutOfBounds', { index: String(index), length });
  return undefined;
}

/** Whether `x` can be an index or a length: an integer that fits int, reported otherwise. @throws Split */
export function checkInteger(c: Checker, x: Operand, what: string, mayBeNegative = false): boolean {
  if (x.mode === 'unknown') return false;
  // A constant is described as it is after its conversion to int.
  const typed = x.mode === 'constant' && isUntyped(x.type) ? { ...x, type: BASIC.int } : x;
  const describe = () => ({ what, operand: c.describe(typed) });
  if (x.mode === 'nil' || basicOf(c, x.type) === BASIC['untyped bool']) {
    const operand = c.describe(x);
    c.report(x.node, 'InvalidUntypedConversion', 'cannotConvert', { operand, type: 'int', cause: '' });
    return false;
  }
  settleParts(c, x, BASIC.int);
  if (x.mode === 'constant' && x.value !== undefined && isUntyped(x.type)) {
    const failure = constantFailure(c, x.value, x.type, BASIC.int);
    if (failure !== undefined) {
      const id =
        failure === 'TruncatedFloat' ? 'truncatedTo' : failure === 'NumericOverflow' ? 'overflows' : 'cannotConvert';
      c.report(x.node, failure, id, { operand: c.describe(x), type: 'int', cause: '' });
      return false;
    }
  } else if (!allBasic(c, x.type, Info.Integer) && !isUntyped(x.type)) {
    c.report(x.node, 'InvalidIndex', 'mustBeInteger', describe());
    return false;
  }
  if (x.mode === 'constant' && x.value !== undefined) {
    const value = toInt(x.value);
    if (value !== undefined && value.value < 0n && !mayBeNegative) {
      c.report(x.node, 'InvalidIndex', 'mustNotBeNegative', describe());
      return false;
    }
    if (value !== undefined && constantFailure(c, value, BASIC['untyped int'], BASIC.int) !== undefined) {
      c.report(x.node, 'InvalidIndex', 'integerOverflowsInt', describe());
      return false;
    }
  }
  return true;
}

/** The underlying type that all types of an operand share, strings being like []byte; reports where there is none. */
function sliceable(c: Checker, x: Operand): Type | undefined {
  if (x.type.tag !== Tag.TypeParam) return under(c, x.type);
  if (constraintSet(c, x.type).unknown) return UNKNOWN;
  const fail = (cause: string) => {
    c.report(x.node, 'NonSliceableOperand', 'cannotSlice', { operand: `${c.describe(x)}: ${cause}` });
    return undefined;
  };
  const types = typesOf(c, x.type);
  if (types === undefined) return fail(`no specific type in ${c.typeString(x.type)}`);
  let first: { type: Type; u: Type } | undefined;
  let hasString = false;
  for (const type of types) {
    const u = under(c, type);
    const isString = u.tag === Tag.Basic && (u.info & Info.String) !== 0;
    hasString ||= isString;
    const like = isString ? c.pool.slice(BASIC.byte) : u;
    if (first !== undefined && !identical(c, first.u, like)) {
      return fail(`${c.typeString(first.type)} and ${c.typeString(type)} have different underlying types`);
    }
    first ??= { type, u: like };
  }
  return hasString ? BASIC.string : first?.u;
}

/** `a[i:j:k]`. @throws Split */
export function checkSlice(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const x = checkExpression(c, tree.child(node, Field.Operand));
  const bounds = [Field.Start, Field.End, Field.Capacity]
    .map((field) => tree.child(node, field))
    .filter((n) => n !== NONE);
  if (x.mode === 'unknown') {
    for (const bound of bounds) checkExpression(c, bound);
    return unknownOperand(node);
  }
  const core = sliceable(c, x);
  let result: Operand | undefined;
  let length = -1;
  switch (core?.tag) {
    case undefined:
      return unknownOperand(node);
    case Tag.Unknown:
      result = unknownOperand(node);
      break;
    case Tag.Basic:
      if ((core.info & Info.String) === 0) break;
      if (tree.child(node, Field.Capacity) !== NONE) {
        const at = [Field.Start, Field.End, Field.Capacity].map((f) => tree.child(node, f));
        c.report(at[2]!, 'InvalidSliceExpr', 'threeIndexString', {});
        return unknownOperand(node);
      }
      if (x.value?.kind === 'string') length = x.value.bytes.length + 1;
      result = typedValue(node, isUntyped(x.type) ? BASIC.string : x.type);
      break;
    case Tag.Array:
      if (x.mode !== 'variable') {
        c.report(node, 'NonSliceableOperand', 'sliceUnaddressable', { operand: c.describe(x) });
        return unknownOperand(node);
      }
      length = core.length < 0 ? -1 : core.length + 1;
      result = typedValue(node, c.pool.slice(core.elem));
      break;
    case Tag.Pointer: {
      const array = under(c, core.elem);
      if (array.tag === Tag.Unknown) result = unknownOperand(node);
      if (array.tag !== Tag.Array) break;
      length = array.length < 0 ? -1 : array.length + 1;
      result = typedValue(node, c.pool.slice(array.elem));
      break;
    }
    case Tag.Slice:
      result = typedValue(node, x.type);
      break;
    default:
  }
  if (result === undefined) {
    c.report(x.node, 'NonSliceableOperand', 'cannotSlice', { operand: c.describe(x) });
    return unknownOperand(node);
  }
  checkBounds(c, bounds, length);
  return result;
}

/** The bounds of a slice expression: constant ones must not decrease. */
function checkBounds(c: Checker, bounds: readonly Node[], length: number): void {
  const known: { node: Node; value: bigint }[] = [];
  for (const node of bounds) {
    const value = checkIndex(c, node, length);
    if (typeof value === 'bigint') known.push({ node, value });
  }
  for (const [i, low] of known.entries()) {
    const high = known.slice(i + 1).find(({ value }) => value < low.value);
    if (high === undefined) continue;
    c.report(high.node, 'SwappedSliceIndices', 'swappedBounds', { low: String(low.value), high: String(high.value) });
    // One is enough.
    return;
  }
}
