// The functions of package unsafe (Go spec, Package unsafe).
import { Field, Kind } from '../syntax/kinds.ts';
import type { Node } from '../syntax/tree.ts';
import { assignment, declaredType } from './assign.ts';
import type { BuiltinCall, BuiltinCheck } from './builtin.ts';
import type { Checker } from './checker.ts';
import { firstNamed } from './collect.ts';
import { makeInt } from './constant.ts';
import { checkAny, checkExpression } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { checkInteger } from './index-expression.ts';
import { lookupMember } from './lookup.ts';
import { constantOperand, type Operand, typedValue, unknownOperand } from './operand.ts';
import { under } from './resolve.ts';
import { alignOf, hasVariableSize, offsetOf, sizeOf } from './sizes.ts';
import { Tag, type Type } from './type.ts';
import { commonUnder } from './type-set.ts';
import { BASIC } from './universe.ts';

export const UNSAFE: Readonly<Record<string, BuiltinCheck>> = {
  'unsafe.Add'(c, { node, function_, args }) {
    c.requires('1.17', function_, 'unsafe.Add');
    const pointer = BASIC['unsafe.Pointer']!;
    const fits = assignment(c, args[0]!, pointer, { context: 'argument to unsafe.Add' });
    return fits && checkInteger(c, args[1]!, 'length', true) ? typedValue(node, pointer) : unknownOperand(node);
  },
  'unsafe.Alignof': (c, call) => measured(c, call, 'unsafe.Alignof', alignOf),
  'unsafe.Offsetof'(c, { node, nodes }) {
    let selector = nodes[0]!;
    const { tree } = c.env.file;
    while (tree.kind[selector] === Kind.ParenthesizedExpression) selector = firstNamed(tree, selector);
    if (tree.kind[selector] !== Kind.SelectorExpression) {
      checkAny(c, nodes[0]!);
      c.report(nodes[0]!, 'BadOffsetofSyntax', 'offsetofNotSelector', { operand: expressionString(tree, nodes[0]!) });
      return unknownOperand(node);
    }
    return offset(c, node, nodes[0]!, selector);
  },
  'unsafe.Sizeof': (c, call) => measured(c, call, 'unsafe.Sizeof', sizeOf),
  'unsafe.Slice'(c, { node, function_, args }) {
    c.requires('1.17', function_, 'unsafe.Slice');
    const pointer = only(c, args[0]!, Tag.Pointer, 'InvalidUnsafeSlice', 'notAPointer');
    if (pointer === undefined || !checkInteger(c, args[1]!, 'length')) return unknownOperand(node);
    return typedValue(node, c.pool.slice(pointer));
  },
  'unsafe.SliceData'(c, { node, function_, args }) {
    c.requires('1.20', function_, 'unsafe.SliceData');
    const slice = only(c, args[0]!, Tag.Slice, 'InvalidUnsafeSliceData', 'notASlice');
    return slice === undefined ? unknownOperand(node) : typedValue(node, c.pool.pointer(slice));
  },
  'unsafe.String'(c, { node, function_, args }) {
    c.requires('1.20', function_, 'unsafe.String');
    const context = 'argument to unsafe.String';
    const fits = assignment(c, args[0]!, c.pool.pointer(BASIC.byte!), { context });
    return fits && checkInteger(c, args[1]!, 'length') ? typedValue(node, BASIC.string!) : unknownOperand(node);
  },
  'unsafe.StringData'(c, { node, function_, args }) {
    c.requires('1.20', function_, 'unsafe.StringData');
    const fits = assignment(c, args[0]!, BASIC.string, { context: 'argument to unsafe.StringData' });
    return fits ? typedValue(node, c.pool.pointer(BASIC.byte)) : unknownOperand(node);
  },
};

/** Offsetof a selector expression. */
function offset(c: Checker, node: Node, argument: Node, selector: Node): Operand {
  const { tree } = c.env.file;
  const x = checkExpression(c, tree.child(selector, Field.Operand));
  if (x.mode === 'unknown') return unknownOperand(node);
  const u = under(c, x.type);
  const base = u.tag === Tag.Pointer && under(c, u.elem).tag === Tag.Struct ? u.elem : x.type;
  const field = tree.textOf(tree.child(selector, Field.Field));
  const found = lookupMember(c, base, c.env.file.package_, field);
  const type = c.typeString(base);
  if (found.kind === 'none') c.report(x.node, 'MissingFieldOrMethod', 'offsetofNoField', { type, field });
  if (found.kind === 'method') {
    c.report(argument, 'InvalidOffsetof', 'offsetofMethod', { operand: expressionString(tree, argument) });
  }
  if (found.kind !== 'field') return unknownOperand(node);
  if (found.indirect) {
    c.report(x.node, 'InvalidOffsetof', 'offsetofThroughPointer', { field, type });
    return unknownOperand(node);
  }
  // For observers: the field is selected here.
  checkExpression(c, selector);
  if (hasVariableSize(c, base)) return typedValue(node, BASIC.uintptr!);
  return uintptr(node, offsetOf(c, base, found.path, found.field));
}

/** The element type of a pointer or slice, reported where it is none. */
function only(
  c: Checker,
  x: Operand,
  tag: Tag.Pointer | Tag.Slice,
  code: string,
  id: 'notAPointer' | 'notASlice',
): Type | undefined {
  const type = x.mode === 'nil' ? undefined : commonUnder(c, x.type).type;
  if (type?.tag === Tag.Unknown) return undefined;
  if (type?.tag === tag) return type.elem;
  c.report(x.node, code, id, { operand: c.describe(x) });
  return undefined;
}

/** Sizeof and Alignof: constants, unless the size depends on a type parameter. */
function measured(
  c: Checker,
  { node, args }: BuiltinCall,
  name: string,
  measure: (c: Checker, type: Type) => number | undefined,
): Operand {
  const type = declaredType(c, args[0]!, `argument to ${name}`);
  if (hasVariableSize(c, type)) return typedValue(node, BASIC.uintptr!);
  return uintptr(node, measure(c, type));
}

/** A constant uintptr; its value is unknown where the number is. */
function uintptr(node: Node, size: number | undefined): Operand {
  return constantOperand(node, BASIC.uintptr!, size === undefined ? undefined : makeInt(size));
}
