// Binary operators: matching of untyped operands, comparisons, shifts, constant arithmetic (Go spec, Arithmetic operators).
import { Field } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignableTypes, type ConversionFailure, constantFailure, rounded, untypedFailure } from './assign.ts';
import type { Checker } from './checker.ts';
import { binaryOp, bitLength, compare, makeBool, shift, sign, toInt } from './constant.ts';
import { checkExpression } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { boolOperand, constantOperand, type OpenPart, type Operand, unknownOperand } from './operand.ts';
import {
  allBasic,
  basicOf,
  defaultType,
  hasNil,
  identical,
  isInterface,
  isUntyped,
  mentionsUnknown,
  whyIncomparable,
} from './predicates.ts';
import { KIND_NAMES } from './print.ts';
import { under } from './resolve.ts';
import { type Basic, Info, Tag, type Type } from './type.ts';
import { constraintSet, typeSetOf } from './type-set.ts';
import { BASIC } from './universe.ts';
import { variation } from './variation.ts';

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);
const OPERANDS: Readonly<Record<string, number>> = {
  '+': Info.Numeric | Info.String,
  '-': Info.Numeric,
  '*': Info.Numeric,
  '/': Info.Numeric,
  '%': Info.Integer,
  '&': Info.Integer,
  '|': Info.Integer,
  '^': Info.Integer,
  '&^': Info.Integer,
  '&&': Info.Boolean,
  '||': Info.Boolean,
};

/** Untyped constants have at most this many bits (cmd/compile, go/types). */
const MAX_UNTYPED_BITS = 512;
/** The greatest shift of a constant (go/types: enough for the smallest float64). */
const MAX_CONSTANT_SHIFT = 1023 - 1 + 52;

export function binaryExpression(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const left = tree.child(node, Field.Left);
  const right = tree.child(node, Field.Right);
  const operator = tree.child(node, Field.Operator);
  if (left === NONE || right === NONE || operator === NONE) return unknownOperand(node);
  const x = checkExpression(c, left);
  const y = checkExpression(c, right);
  return binary(c, node, x, y, tree.textOf(operator), false);
}

/** Whether too little is known of a type, or of what a type parameter may be, to compare it with another. */
function isUnclear(c: Checker, type: Type): boolean {
  return mentionsUnknown(type) || constraintSet(c, type).unknown;
}

/**
 * The result of `x op y`.
 * @param assign whether it is written as `x op= y`
 * @throws Split
 */
export function binary(c: Checker, node: Node, x: Operand, y: Operand, operator: string, assign: boolean): Operand {
  if (x.mode === 'unknown' || y.mode === 'unknown') return unknownOperand(node);
  if (operator === '<<' || operator === '>>') return shiftExpression(c, node, x, y, operator);
  for (const observer of c.observers) observer.operation?.(c, x, y, operator, assign);
  const matched = matchTypes(c, x, y);
  if (matched === undefined) return unknownOperand(node);
  const [a, b] = matched;
  if (COMPARISONS.has(operator)) return comparison(c, node, a, b, operator);
  if (isUnclear(c, a.type) || isUnclear(c, b.type)) return unknownOperand(node);
  if (!identical(c, a.type, b.type)) {
    const { tree } = c.env.file;
    const expression = assign
      ? `${expressionString(tree, x.node)} ${operator}= ${expressionString(tree, y.node)}`
      : expressionString(tree, node);
    const args = { expression, left: c.typeString(a.type), right: c.typeString(b.type) };
    c.report(x.node, 'MismatchedTypes', 'mismatchedTypes', args, variation(c, x, y));
    return unknownOperand(node);
  }
  if (a.mode === 'nil' || !allBasic(c, a.type, OPERANDS[operator] ?? 0)) {
    c.report(x.node, 'UndefinedOp', 'operatorNotDefinedOn', { operator, operand: c.describe(a) });
    return unknownOperand(node);
  }
  const integer = allBasic(c, a.type, Info.Integer);
  if (
    (operator === '/' || operator === '%') &&
    b.mode === 'constant' &&
    b.value !== undefined &&
    (a.mode === 'constant' || integer) &&
    sign(b.value) === 0
  ) {
    c.report(y.node, 'DivByZero', 'divisionByZero', {});
    return unknownOperand(node);
  }
  if (a.mode === 'constant' && b.mode === 'constant') {
    if (a.value === undefined || b.value === undefined) return constantOperand(node, a.type, undefined);
    const value = binaryOp(a.value, operator, b.value, integer);
    return checkConstantFits(c, constantOperand(node, a.type, value), node, operator);
  }
  return { mode: 'value', type: a.type, node, parts: partsOf(a, b) };
}

/** The constants in operands of an operation whose type is not decided yet. */
function partsOf(x: Operand, y: Operand): readonly OpenPart[] | undefined {
  if (x.parts === undefined && y.parts === undefined) return undefined;
  return [x, y].flatMap((on) => on.parts ?? (on.mode === 'constant' ? [{ constant: on, shifted: false }] : []));
}

/** Gives the constants in an untyped value the type that it gets, reporting those that cannot have it: the value is one all the same. @throws Split */
export function settleParts(c: Checker, x: Operand, type: Type): void {
  if (x.parts === undefined || type.tag === Tag.Unknown || isUnclear(c, type)) return;
  for (const { constant, shifted } of x.parts) {
    if (shifted && !allBasic(c, type, Info.Integer)) {
      const operand = `${expressionString(c.env.file.tree, constant.node)} (type ${c.typeString(type)})`;
      c.report(constant.node, 'InvalidShiftOperand', 'shiftedNotInteger', { operand });
    } else convertUntyped(c, constant, type);
  }
}

const OPERATION: Readonly<Record<string, string>> = {
  '+': 'addition ',
  '-': 'subtraction ',
  '*': 'multiplication ',
  '/': 'division ',
  '<<': 'shift ',
  '^': 'bitwise XOR ',
  'unary ^': 'bitwise complement ',
};

/** Reports a constant that its type cannot hold. */
export function checkConstantFits(c: Checker, x: Operand, node: Node, operator: string): Operand {
  if (x.value === undefined) return x;
  if (isUntyped(x.type)) {
    if (x.value.kind !== 'int' || bitLength(x.value.value) <= MAX_UNTYPED_BITS) return x;
    const { tree } = c.env.file;
    const start = tree.start[tree.child(node, Field.Operator)];
    c.report(node, 'InvalidConstVal', 'constantOverflow', { operation: OPERATION[operator] ?? '' }, { start });
    return constantOperand(node, x.type, undefined);
  }
  const basic = basicOf(c, x.type);
  if (basic === undefined) return x;
  const failure = constantFailure(c, x.value, basic, basic);
  if (failure !== undefined) {
    reportConversion(c, x, failure, x.type);
    return unknownOperand(node);
  }
  return constantOperand(node, x.type, rounded(x.value, basic));
}

/** What the compiler says where an untyped value cannot have the type of the other operand. */
function reportConversion(c: Checker, x: Operand, failure: ConversionFailure, target: Type): void {
  const args = { operand: c.describe(x), type: c.typeString(target) };
  if (failure === 'TruncatedFloat') c.report(x.node, failure, 'truncatedTo', args);
  else if (failure === 'NumericOverflow') c.report(x.node, failure, 'overflows', args);
  else c.report(x.node, failure, 'cannotConvert', { ...args, cause: '' });
}

/** Gives an untyped operand the type of the other one, where it may have that; undefined, after a report, where it cannot. */
export function matchTypes(c: Checker, x: Operand, y: Operand): [Operand, Operand] | undefined {
  if (!mayConvert(c, x, y)) return [x, y];
  const a = convertUntyped(c, x, y.type);
  if (a === undefined) return undefined;
  const b = convertUntyped(c, y, a.type);
  return b === undefined ? undefined : [a, b];
}

function mayConvert(c: Checker, x: Operand, y: Operand): boolean {
  if (!isUntyped(x.type) && !isUntyped(y.type)) return false;
  if (x.mode === 'nil' || y.mode === 'nil') return hasNil(c, x.mode === 'nil' ? y.type : x.type);
  // Values that go to an interface get their default types, but those that cannot go there are left as they are.
  const at = [x, y].find(({ type }) => isInterface(c, type));
  if (at !== undefined) return at.type.tag === Tag.Unknown || isEmptyInterface(c, at.type);
  for (const info of [Info.Numeric, Info.Boolean, Info.String]) {
    if (allBasic(c, x.type, info) !== allBasic(c, y.type, info)) return false;
  }
  return under(c, x.type).tag !== Tag.Pointer && under(c, y.type).tag !== Tag.Pointer;
}

/** `x` as a value of type `target`. @throws Split */
export function convertUntyped(c: Checker, x: Operand, target: Type): Operand | undefined {
  if (!isUntyped(x.type) || x.type === target) return x;
  if (x.mode === 'nil') return isUntyped(target) ? x : { ...x, type: target };
  if (isUntyped(target)) {
    const type = wider(x.type, target);
    if (type !== undefined) return { ...x, type };
    c.report(x.node, 'InvalidUntypedConversion', 'cannotConvert', {
      operand: c.describe(x),
      type: c.typeString(target),
      cause: '',
    });
    return undefined;
  }
  if (isInterface(c, target)) {
    const type = defaultType(x.type, BASIC);
    settleParts(c, x, type);
    return { ...x, type, parts: undefined };
  }
  const failure = untypedFailure(c, x, target);
  if (failure !== undefined) {
    if (target.tag === Tag.TypeParam) reportConversion(c, x, 'InvalidUntypedConversion', target);
    else reportConversion(c, x, failure, (target as Type).tag === Tag.Basic ? target : under(c, target));
    return undefined;
  }
  settleParts(c, x, target);
  const basic = basicOf(c, target);
  const value = x.value !== undefined && basic !== undefined ? rounded(x.value, basic) : x.value;
  return { ...x, type: target, value, parts: undefined };
}

const ORDER = ['untyped int', 'untyped rune', 'untyped float', 'untyped complex'];

/** The kind of `x op y` for untyped operands: of numeric kinds the one that comes later (Go spec, Constant expressions). */
function wider(x: Basic, y: Basic): Basic | undefined {
  if (x === y) return x;
  const i = ORDER.indexOf(x.name);
  const j = ORDER.indexOf(y.name);
  return i < 0 || j < 0 ? undefined : i > j ? x : y;
}

/** `x op y` for a comparison; also what a switch does with its cases. @throws Split */
export function comparison(c: Checker, node: Node, x: Operand, y: Operand, operator: string, isCase = false): Operand {
  if ([x, y].some(({ type }) => isUnclear(c, type))) return boolOperand(node);
  const fail = (at: Operand, code: string, cause: string): Operand => {
    const { tree } = c.env.file;
    const left = expressionString(tree, x.node);
    const right = expressionString(tree, y.node);
    if (isCase) c.report(x.node, code, 'invalidCase', { case: left, tag: right, cause });
    else
      c.report(
        at.node,
        code,
        'invalidComparison',
        { expression: `${left} ${operator} ${right}`, cause },
        variation(c, x, y),
      );
    return unknownOperand(node);
  };
  if (!comparableTypes(c, x, y)) {
    return fail(y, 'MismatchedTypes', `mismatched types ${c.typeString(x.type)} and ${c.typeString(y.type)}`);
  }
  const notDefined = (wrong: Operand) => {
    const param = [x, y].find(({ type }) => type.tag === Tag.TypeParam);
    if (param !== undefined) {
      const on = x.type.tag === Tag.TypeParam ? wrong : y;
      return fail(on, 'UndefinedOp', `type parameter ${c.typeString(on.type)} cannot use operator ${operator}`);
    }
    const what = KIND_NAMES[under(c, wrong.type).tag] ?? c.typeString(wrong.type);
    return fail(wrong, 'UndefinedOp', `operator ${operator} not defined on ${what}`);
  };
  if (operator === '==' || operator === '!=') {
    const nil = x.mode === 'nil' ? y : y.mode === 'nil' ? x : undefined;
    if (nil !== undefined) {
      if (!hasNil(c, nil.type) || (x.mode === 'nil' && y.mode === 'nil')) return notDefined(y);
    } else {
      for (const on of [x, y]) {
        const why = whyIncomparable(c, on.type);
        if (why === undefined) continue;
        const kind = KIND_NAMES[under(c, on.type).tag];
        if (kind === 'slice' || kind === 'func' || kind === 'map')
          return fail(on, 'UndefinedOp', `${kind} can only be compared to nil`);
        return why === '' ? notDefined(on) : fail(on, 'UndefinedOp', why);
      }
    }
  } else {
    for (const on of [x, y]) {
      if (on.mode === 'nil' || !allBasic(c, on.type, Info.Ordered)) return notDefined(on);
    }
  }
  if (x.mode === 'constant' && y.mode === 'constant') {
    const result = x.value === undefined || y.value === undefined ? undefined : compare(x.value, operator, y.value);
    return constantOperand(node, BASIC['untyped bool'], result === undefined ? undefined : makeBool(result));
  }
  // Compared with each other they get the types which they have where nothing asks for another.
  for (const on of [x, y]) if (isUntyped(on.type)) settleParts(c, on, defaultType(on.type, BASIC));
  return boolOperand(node);
}

function comparableTypes(c: Checker, x: Operand, y: Operand): boolean {
  if (x.mode === 'nil' || y.mode === 'nil') {
    const other = x.mode === 'nil' ? y : x;
    return other.mode === 'nil' || hasNil(c, other.type);
  }
  if (isUntyped(x.type) && isUntyped(y.type)) return identical(c, x.type, y.type);
  return assignableTypes(c, x.type, y.type) || assignableTypes(c, y.type, x.type);
}

/** `x << y` and `x >> y` (Go spec, Operators). @throws Split */
function shiftExpression(c: Checker, node: Node, x: Operand, y: Operand, operator: string): Operand {
  const left = x.mode === 'constant' && x.value !== undefined ? toInt(x.value) : undefined;
  const untypedConstant = x.mode === 'constant' && isUntyped(x.type);
  if (!allBasic(c, x.type, Info.Integer) && !(untypedConstant && (left !== undefined || x.value === undefined))) {
    c.report(x.node, 'InvalidShiftOperand', 'shiftedNotInteger', { operand: c.describe(x) });
    return unknownOperand(node);
  }
  if (y.mode === 'constant' && y.value !== undefined) {
    const count = toInt(y.value);
    if (count !== undefined && count.value < 0n) {
      c.report(y.node, 'InvalidShiftCount', 'negativeShiftCount', { operand: c.describe(y) });
      return unknownOperand(node);
    }
    if (y.type.tag === Tag.Basic && isUntyped(y.type)) {
      const failure = constantFailure(c, y.value, y.type, BASIC.uint!);
      if (failure !== undefined) {
        reportConversion(c, y, failure, BASIC.uint!);
        return unknownOperand(node);
      }
    }
    if (count === undefined) {
      // The compiler takes a constant of a float type here, as long as its value is an integer.
      if (x.mode === 'constant') c.report(y.node, 'InvalidShiftCount', 'invalidShiftCount', { operand: c.describe(y) });
      return unknownOperand(node);
    }
    if (x.mode === 'constant') {
      if (count.value > BigInt(MAX_CONSTANT_SHIFT)) {
        c.report(y.node, 'InvalidShiftCount', 'invalidShiftCount', { operand: c.describe(y) });
        return unknownOperand(node);
      }
      const type = allBasic(c, x.type, Info.Integer) ? x.type : BASIC['untyped int'];
      const value = left === undefined ? undefined : shift(left, operator, Number(count.value));
      return checkConstantFits(c, constantOperand(node, type, value), node, operator);
    }
  } else if (y.mode !== 'constant' && !isUntyped(y.type)) {
    if (!allBasic(c, y.type, Info.Integer)) {
      c.report(y.node, 'InvalidShiftCount', 'shiftCountNotInteger', { operand: c.describe(y) });
      return unknownOperand(node);
    }
    if (!c.allows('1.13') && !allBasic(c, y.type, Info.Unsigned)) {
      c.requires('1.13', y.node, `invalid operation: signed shift count ${c.describe(y)}`);
      return unknownOperand(node);
    }
  }
  // The left operand of a non-constant shift takes the type it would have without the shift: that is decided further out.
  return { mode: 'value', type: x.type, node, parts: untypedConstant ? [{ constant: x, shifted: true }] : x.parts };
}

function isEmptyInterface(c: Checker, type: Type): boolean {
  const u = under(c, type);
  if (u.tag !== Tag.Interface) return false;
  const set = typeSetOf(c, u);
  return set.unknown || (set.methods.size === 0 && set.terms === undefined && !set.comparable);
}
