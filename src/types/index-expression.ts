// Index and slice expressions, and instantiations written as an index (Go spec, Index expressions, Slice expressions).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignment, constantFailure } from './assign.ts';
import type { Checker } from './checker.ts';
import { namedChildren } from './collect.ts';
import { toInt } from './constant.ts';
import { checkAny, checkExpression, single } from './expression.ts';
import { instantiateFunction } from './instantiate.ts';
import { type Operand, typedValue, unknownOperand } from './operand.ts';
import { allBasic, basicOf, isUntyped } from './predicates.ts';
import { under } from './resolve.ts';
import { Info, Tag, type Type } from './type.ts';
import { typeExpression, typeInstance } from './type-expression.ts';
import { constraintSet, coreType } from './type-set.ts';
import { BASIC } from './universe.ts';

/** `a[i]`, `f[T]`, `G[T]`. @throws Split */
export function checkIndex(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const isIndex = tree.kind[node] === Kind.IndexExpression;
  const operand = tree.child(node, isIndex ? Field.Operand : Field.Type);
  if (operand === NONE) return unknownOperand(node);
  const argNodes = isIndex ? [tree.child(node, Field.Index)] : typeArgumentNodes(c, node, operand);
  const left = checkAny(c, operand);
  if (left.mode === 'type') {
    const type = typeInstance(c, operand, left.type, argNodes);
    return type.tag === Tag.Unknown ? unknownOperand(node) : { mode: 'type', type, node };
  }
  if (left.typeArgs !== undefined) {
    const args = argNodes.map((n) => typeExpression(c, n));
    return instantiateFunction(c, node, left, args, argNodes);
  }
  return indexValue(c, node, single(c, left), argNodes[0] ?? NONE);
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
  const u = x.type.tag === Tag.TypeParam ? coreForIndex(c, x.type) : under(c, x.type);
  if (u === undefined) {
    checkExpression(c, indexNode);
    c.unknown('index of a type parameter');
    return unknownOperand(node);
  }
  switch (u.tag) {
    case Tag.Unknown:
      checkAny(c, indexNode);
      return unknownOperand(node);
    case Tag.Basic:
      if ((u.info & Info.String) === 0) break;
      return indexString(c, node, x, indexNode);
    case Tag.Array:
      checkIndexValue(c, indexNode, u.length);
      return typedValue(node, u.elem, x.mode === 'variable' ? 'variable' : 'value');
    case Tag.Pointer: {
      const array = under(c, u.elem);
      if (array.tag === Tag.Unknown) {
        checkAny(c, indexNode);
        return unknownOperand(node);
      }
      if (array.tag !== Tag.Array) break;
      checkIndexValue(c, indexNode, array.length);
      return typedValue(node, array.elem, 'variable');
    }
    case Tag.Slice:
      checkIndexValue(c, indexNode, -1);
      return typedValue(node, u.elem, 'variable');
    case Tag.Map:
      assignment(c, checkExpression(c, indexNode), u.key, { context: 'map index' });
      return typedValue(node, u.elem, 'mapindex');
    default:
  }
  checkAny(c, indexNode);
  c.report(x.node, 'NonIndexableOperand', 'cannotIndex', { operand: c.describe(x) });
  return unknownOperand(node);
}

/** What indexing a type parameter means where all its types agree. */
function coreForIndex(c: Checker, type: Type): Type | undefined {
  const core = coreType(c, type);
  if (core !== undefined) return core;
  // []byte | string is indexed as bytes.
  const { terms } = constraintSet(c, type);
  return terms?.every((t) => isBytes(c, t.type)) ? c.pool.slice(BASIC.byte) : undefined;
}

function isBytes(c: Checker, type: Type): boolean {
  const u = under(c, type);
  return (
    (u.tag === Tag.Basic && (u.info & Info.String) !== 0) || (u.tag === Tag.Slice && basicOf(c, u.elem) === BASIC.uint8)
  );
}

function indexString(c: Checker, node: Node, x: Operand, indexNode: Node): Operand {
  const constant = x.mode === 'constant' && x.value?.kind === 'string' ? x.value.bytes : undefined;
  checkIndexValue(c, indexNode, constant?.length ?? -1);
  // A byte of a constant string is no constant (Go spec, Index expressions).
  return typedValue(node, BASIC.byte);
}

/** Checks an index: an integer, not negative, below `length` (-1: not known) where it is constant. */
function checkIndexValue(c: Checker, node: Node, length: number): void {
  const x = checkExpression(c, node);
  if (!checkInteger(c, x, 'index') || x.mode !== 'constant' || x.value === undefined) return;
  const index = toInt(x.value)?.value;
  if (index !== undefined && length >= 0 && index >= BigInt(length)) {
    c.report(x.node, 'InvalidIndex', 'indexOutOfBounds', { index: String(index), length });
  }
}

/** Whether `x` can be an index or a length: an integer that fits int, reported otherwise. @throws Split */
export function checkInteger(c: Checker, x: Operand, what: string, mayBeNegative = false): boolean {
  if (x.mode === 'unknown') return false;
  const describe = () => ({ what, operand: c.describe(x) });
  if (x.mode === 'nil') {
    c.report(x.node, 'InvalidIndex', 'mustBeInteger', describe());
    return false;
  }
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
  const core = coreType(c, x.type);
  let result: Operand | undefined;
  let length = -1;
  switch (core?.tag) {
    case undefined:
    case Tag.Unknown:
      result = unknownOperand(node);
      break;
    case Tag.Basic:
      if ((core.info & Info.String) === 0) break;
      if (tree.child(node, Field.Capacity) !== NONE) {
        c.report(node, 'InvalidSliceExpr', 'threeIndexString', {});
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
  for (const bound of bounds) checkIndexValue(c, bound, length);
  return result;
}
