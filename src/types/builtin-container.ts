// Built-in functions of slices, maps, channels and strings (Go spec, Appending to and copying slices, Clear, Close, Deletion, Length and
// capacity, Making slices, maps and channels).
import { Kind } from '../syntax/kinds.ts';
import type { Node } from '../syntax/tree.ts';
import { assignableTypes, assignment } from './assign.ts';
import { type BuiltinCall, nothing } from './builtin.ts';
import { checkArgumentsOf } from './call.ts';
import type { Checker } from './checker.ts';
import { makeInt } from './constant.ts';
import { checkAny } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { checkIndex } from './index-expression.ts';
import { constantOperand, type Operand, typedValue, unknownOperand } from './operand.ts';
import { allBasic, identical } from './predicates.ts';
import { under } from './resolve.ts';
import { Info, Tag, type Type, UNKNOWN } from './type.ts';
import { variableType } from './type-expression.ts';
import { commonUnder, constraintSet, typesOf, underlyingTypes } from './type-set.ts';
import { BASIC } from './universe.ts';

/** `append(s, x...)`. @throws Split */
export function append(c: Checker, call: BuiltinCall): Operand {
  const { node, args, spread } = call;
  const s = args[0]!;
  const elem = elementOf(c, s);
  if (typeof elem === 'string') {
    c.report(s.node, 'InvalidAppend', 'invalidAppend', { why: elem });
    return unknownOperand(node);
  }
  if (elem.tag === Tag.Unknown) return unknownOperand(node);
  const isBytes = spread !== -1 && args.length === 2 && isByteSlice(c, s) && isBytesOrString(c, args[1]!.type, true);
  if (!isBytes) checkArgumentsOf(c, call, [s.type, c.pool.slice(elem)]);
  return typedValue(node, s.type);
}

/** The element type of a slice, or of all slices of a type parameter; otherwise what is wrong, in the compiler's words. */
function elementOf(c: Checker, x: Operand): Type | string {
  if (x.mode === 'nil') return 'argument must be a slice; have untyped nil';
  const types = underlyingTypes(c, x.type);
  if (types === undefined) return UNKNOWN;
  let elem: Type | undefined;
  for (const u of types) {
    if (u?.tag !== Tag.Slice) return `argument must be a slice; have ${c.describe(x)}`;
    if (elem !== undefined && !identical(c, elem, u.elem)) {
      return `mismatched slice element types ${c.typeString(elem)} and ${c.typeString(u.elem)} in ${c.describe(x)}`;
    }
    elem = u.elem;
  }
  return elem ?? UNKNOWN;
}

function isByteSlice(c: Checker, x: Operand): boolean {
  return x.mode === 'nil' || assignableTypes(c, x.type, c.pool.slice(BASIC.byte!));
}

/** Whether all types are []byte or strings. @param string whether one has to be a string */
function isBytesOrString(c: Checker, type: Type, string: boolean): boolean {
  const types = underlyingTypes(c, type);
  if (types === undefined) return true;
  const isString = (u: Type | undefined) => u?.tag === Tag.Basic && (u.info & Info.String) !== 0;
  const isSlice = (u: Type | undefined) => u?.tag === Tag.Slice && identical(c, u.elem, BASIC.byte!);
  return types.every((u) => isString(u) || isSlice(u)) && (!string || types.some(isString));
}

/** `copy(to, from)`. @throws Split */
export function copy(c: Checker, { node, args }: BuiltinCall): Operand {
  const [to, from] = args as [Operand, Operand];
  const result = typedValue(node, BASIC.int!);
  if (isByteSlice(c, to) && isBytesOrString(c, from.type, false)) return result;
  const fail = (x: Operand, why: string) => {
    c.report(x.node, 'InvalidCopy', 'invalidCopy', { why });
    return unknownOperand(node);
  };
  const left = elementOf(c, to);
  if (typeof left === 'string') return fail(to, left);
  let right = elementOf(c, from);
  if (typeof right === 'string') {
    if (from.mode === 'nil' || !allBasic(c, from.type, Info.String)) return fail(from, right);
    right = BASIC.byte!;
  }
  if (identical(c, left, right)) return result;
  const types = `${c.typeString(left)} and ${c.typeString(right)}`;
  return fail(to, `arguments ${c.describe(to)} and ${c.describe(from)} have different element types ${types}`);
}

/** `clear(x)`. @throws Split */
export function clear(c: Checker, { node, function_, args }: BuiltinCall): Operand {
  c.requires('1.21', function_, 'clear');
  const x = args[0]!;
  const types = underlyingTypes(c, x.type);
  if (types?.every((u) => u?.tag === Tag.Map || u?.tag === Tag.Slice) === false) {
    c.report(x.node, 'InvalidClear', 'invalidClear', { operand: c.describe(x) });
  }
  return nothing(node);
}

/** `close(ch)`. @throws Split */
export function close(c: Checker, { node, args }: BuiltinCall): Operand {
  const x = args[0]!;
  const wrong = underlyingTypes(c, x.type)?.find((u) => u?.tag !== Tag.Chan || u.direction === 'receive');
  const isWrong = underlyingTypes(c, x.type)?.some((u) => u?.tag !== Tag.Chan || u.direction === 'receive');
  if (isWrong) {
    const id = wrong?.tag === Tag.Chan ? 'closeReceiveOnly' : 'closeNonChannel';
    c.report(x.node, 'InvalidClose', id, { operand: c.describe(x) });
  }
  return nothing(node);
}

/** `delete(m, key)`. @throws Split */
export function delete_(c: Checker, { node, args }: BuiltinCall): Operand {
  const [m, key] = args as [Operand, Operand];
  const fail = (id: 'notAMap' | 'differentKeyTypes') => {
    c.report(m.node, 'InvalidDelete', id, { operand: c.describe(m) });
    return unknownOperand(node);
  };
  let wanted: Type | undefined;
  for (const u of underlyingTypes(c, m.type) ?? []) {
    if (u?.tag !== Tag.Map) return fail('notAMap');
    if (wanted !== undefined && !identical(c, wanted, u.key)) return fail('differentKeyTypes');
    wanted = u.key;
  }
  if (wanted !== undefined) assignment(c, key, wanted, { context: 'argument to delete' });
  return nothing(node);
}

/** What the parser takes for no type where both may be. */
const VALUES = new Set<number>([
  Kind.BinaryExpression,
  Kind.CallExpression,
  Kind.CompositeLiteral,
  Kind.FuncLiteral,
  Kind.IntLiteral,
  Kind.InterpretedStringLiteral,
  Kind.SliceExpression,
  Kind.TypeAssertionExpression,
  Kind.UnaryExpression,
]);

/** `make(T, n, m)`. @throws Split */
export function make(c: Checker, { node, nodes }: BuiltinCall): Operand {
  const { tree } = c.env.file;
  const [first] = nodes as [Node];
  if (VALUES.has(tree.kind[first]!) && tree.text[tree.start[first]!] !== '*') {
    for (const n of nodes) checkAny(c, n);
    c.report(first, 'NotAType', 'notAType', { name: expressionString(tree, first) });
    return unknownOperand(node);
  }
  const type = variableType(c, first);
  const common = commonUnder(c, type, (_, u) =>
    u.tag === Tag.Slice || u.tag === Tag.Map || u.tag === Tag.Chan ? undefined : 'type must be slice, map, or channel',
  );
  const made = common.type;
  if (made === undefined) {
    c.report(first, 'InvalidMake', 'cannotMake', { type: expressionString(tree, first), why: common.cause });
  } else if (made.tag !== Tag.Unknown) {
    const min = made.tag === Tag.Slice ? 2 : 1;
    if (nodes.length < min || nodes.length > min + 1) {
      const call = expressionString(tree, node);
      c.report(node, 'WrongArgCount', 'makeArguments', { call, min, max: min + 1, have: nodes.length });
      return unknownOperand(node);
    }
  }
  const sizes = nodes.slice(1).map((n) => checkIndex(c, n, -1));
  if (made === undefined || type.tag === Tag.Unknown) return unknownOperand(node);
  const [length, capacity] = sizes;
  if (typeof length === 'bigint' && typeof capacity === 'bigint' && length > capacity) {
    c.report(nodes[1]!, 'SwappedMakeArgs', 'swappedMakeArguments', {});
  }
  return typedValue(node, type);
}

/** len and cap: constant for constant strings, and arrays without calls in them. @throws Split */
export function length(c: Checker, { node, args, called }: BuiltinCall, name: 'len' | 'cap'): Operand {
  const x = args[0]!;
  if (x.mode === 'constant' && name === 'len' && allBasic(c, x.type, Info.String)) {
    const value = x.value?.kind === 'string' ? makeInt(x.value.bytes.length) : undefined;
    return constantOperand(node, BASIC.int!, value);
  }
  if (x.type.tag === Tag.TypeParam) {
    if (constraintSet(c, x.type).unknown) return typedValue(node, BASIC.int!);
    if (typesOf(c, x.type)?.every((type) => lengthOf(c, type, name) !== undefined)) return typedValue(node, BASIC.int!);
  } else {
    const found = x.mode === 'nil' ? undefined : lengthOf(c, x.type, name);
    if (found === 'value') return typedValue(node, BASIC.int!);
    // Of an array it is a constant, and what is not known may be one.
    if (found !== undefined && called) return typedValue(node, BASIC.int!);
    if (found !== undefined) return constantOperand(node, BASIC.int!, found < 0 ? undefined : makeInt(found));
  }
  c.report(x.node, name === 'len' ? 'InvalidLen' : 'InvalidCap', 'invalidLength', { operand: c.describe(x), name });
  return unknownOperand(node);
}

/** Whether a type has a length, for arrays which (-1 where it is not known); undefined where it has none. */
function lengthOf(c: Checker, type: Type, name: 'len' | 'cap'): 'value' | number | undefined {
  let u = under(c, type);
  if (u.tag === Tag.Pointer) {
    const elem = under(c, u.elem);
    if (elem.tag === Tag.Array || elem.tag === Tag.Unknown) u = elem;
  }
  switch (u.tag) {
    case Tag.Array:
      return u.length;
    case Tag.Unknown:
      return -1;
    case Tag.Slice:
    case Tag.Chan:
      return 'value';
    case Tag.Map:
      return name === 'len' ? 'value' : undefined;
    case Tag.Basic:
      return name === 'len' && (u.info & Info.String) !== 0 ? 'value' : undefined;
    default:
      return undefined;
  }
}
