// Calls of built-in functions: their number of arguments, and which file knows the rest (Go spec, Built-in functions).
import type { Node } from '../syntax/tree.ts';
import { NONE } from '../syntax/tree.ts';
import { assignment, declaredType } from './assign.ts';
import { matchTypes } from './binary.ts';
import { complexCall, partOf } from './builtin-complex.ts';
import { append, clear, close, copy, delete_, length, make } from './builtin-container.ts';
import { UNSAFE } from './builtin-unsafe.ts';
import type { Checker } from './checker.ts';
import { compare, imag, real } from './constant.ts';
import { checkAny, checkMulti, single } from './expression.ts';
import { expressionString } from './expression-string.ts';
import type { Builtin } from './object.ts';
import { constantOperand, type Operand, typedValue, unknownOperand } from './operand.ts';
import { allBasic, defaultType, isUntyped } from './predicates.ts';
import { Info, Tag, Tuple } from './type.ts';
import { isGeneric } from './type-expression.ts';
import { checkVariableType } from './type-rules.ts';
import { BASIC, BUILTINS, EMPTY_INTERFACE } from './universe.ts';

/** A call of a built-in function. */
export interface BuiltinCall {
  readonly node: Node;
  readonly function_: Node;
  /** The arguments as they are written. */
  readonly nodes: readonly Node[];
  /** Their values, except where an argument is a type. */
  readonly args: readonly Operand[];
  /** The last argument where it is followed by `...`, NONE without. */
  readonly spread: Node;
  /** Whether the arguments hold calls: len and cap of an array are no constants then. */
  readonly called: boolean;
}

export type BuiltinCheck = (c: Checker, call: BuiltinCall) => Operand;

/** Built-ins whose arguments are not plain values. */
const SPECIAL = new Set(['make', 'new', 'unsafe.Offsetof']);

/** Checks a call of a built-in. @throws Split */
export function checkBuiltin(
  c: Checker,
  node: Node,
  function_: Node,
  builtin: Builtin,
  nodes: readonly Node[],
  spread: Node,
): Operand {
  const id = builtin.package_ === undefined ? builtin.name : `unsafe.${builtin.name}`;
  const { args: min, variadic, statement } = BUILTINS[id]!;
  if (spread !== NONE && id !== 'append') {
    for (const n of nodes) checkAny(c, n);
    c.report(node, 'InvalidDotDotDot', 'builtinSpread', { name: builtin.name });
    return unknownOperand(node);
  }
  const before = c.calls;
  const special = SPECIAL.has(id);
  const several = nodes.length === 1;
  const args = special ? [] : several ? checkMulti(c, nodes, -1) : nodes.map((n) => single(c, checkAny(c, n)));
  // What is not understood may stand for several values, and of a built-in without a result nothing depends on it.
  if (args.some((x) => x.mode === 'unknown')) return NO_RESULT.has(id) ? nothing(node) : unknownOperand(node);
  const count = special ? nodes.length : args.length;
  if (count < min || (count > min && !variadic)) {
    const message = count < min ? 'notEnoughBuiltinArguments' : 'tooManyBuiltinArguments';
    const call = expressionString(c.env.file.tree, node);
    c.report(node, 'WrongArgCount', message, { call, want: min, have: count });
    if (special) for (const n of nodes) checkAny(c, n);
    return unknownOperand(node);
  }
  const check = CHECKS[id];
  if (check === undefined) return unknownOperand(node);
  const result = check(c, { node, function_, nodes, args, spread, called: c.calls !== before });
  if (result.mode !== 'constant') c.calls++;
  return statement ? result : { ...result, discard: 'expression' };
}

/** Built-ins that give nothing. */
const NO_RESULT = new Set(['panic', 'print', 'println', 'close', 'delete', 'clear']);

/** What a built-in without a result gives. */
export function nothing(node: Node): Operand {
  return { mode: 'novalue', type: new Tuple([]), node };
}

const CHECKS: Readonly<Record<string, BuiltinCheck>> = {
  append,
  cap: (c, call) => length(c, call, 'cap'),
  len: (c, call) => length(c, call, 'len'),
  clear,
  close,
  complex: complexCall,
  copy,
  delete: delete_,
  imag: (c, call) => partOf(c, call, imag, 'InvalidImag'),
  real: (c, call) => partOf(c, call, real, 'InvalidReal'),
  make,
  max: (c, call) => extreme(c, call, '>'),
  min: (c, call) => extreme(c, call, '<'),
  new: newCall,
  panic(c, { node, args }) {
    assignment(c, args[0]!, EMPTY_INTERFACE, { context: 'argument to panic' });
    return nothing(node);
  },
  print: (c, call) => printed(c, call, 'print'),
  println: (c, call) => printed(c, call, 'println'),
  recover: (_, { node }) => typedValue(node, EMPTY_INTERFACE),
  ...UNSAFE,
};

/** `new(T)`, and since Go 1.26 `new(x)`. */
function newCall(c: Checker, { node, function_, nodes }: BuiltinCall): Operand {
  const x = checkAny(c, nodes[0]!);
  if (x.mode === 'type' && isGeneric(c, x.type)) {
    const type = expressionString(c.env.file.tree, nodes[0]!);
    c.report(nodes[0]!, 'WrongTypeArgCount', 'genericWithoutInstantiation', { type });
    return unknownOperand(node);
  }
  if (x.mode === 'type') {
    checkVariableType(c, nodes[0]!, x.type);
    return typedValue(node, c.pool.pointer(x.type));
  }
  const value = single(c, x, true);
  if (value.mode === 'unknown') return unknownOperand(node);
  const type = declaredType(c, value, 'argument to new');
  if (type.tag === Tag.Unknown) return unknownOperand(node);
  const argument = expressionString(c.env.file.tree, nodes[0]!);
  c.requires('1.26', function_, `new(${argument})`);
  return typedValue(node, c.pool.pointer(type));
}

/** min and max. */
function extreme(c: Checker, { node, function_, args }: BuiltinCall, operator: '<' | '>'): Operand {
  c.requires('1.21', function_, `built-in ${operator === '<' ? 'min' : 'max'}`);
  let best: Operand | undefined;
  for (const next of args) {
    if (next.mode === 'nil' || !allBasic(c, next.type, Info.Ordered)) {
      c.report(next.node, 'InvalidMinMaxOperand', 'cannotBeOrdered', { operand: c.describe(next) });
      return unknownOperand(node);
    }
    if (best === undefined) {
      best = next;
      continue;
    }
    const matched = matchTypes(c, best, next);
    if (matched === undefined) return unknownOperand(node);
    const [a, b] = matched;
    if (!c.identical(a.type, b.type)) {
      const operand = expressionString(c.env.file.tree, next.node);
      const types = { previous: c.typeString(a.type), type: c.typeString(b.type) };
      c.report(next.node, 'MismatchedTypes', 'mismatchedArguments', { ...types, operand });
      return unknownOperand(node);
    }
    if (a.mode === 'constant' && b.mode === 'constant') {
      const takeB = a.value !== undefined && b.value !== undefined && compare(b.value, operator, a.value);
      best = takeB ? b : a;
    } else best = { ...a, mode: 'value', value: undefined };
  }
  const { type, mode, value } = best!;
  if (mode === 'constant') return constantOperand(node, type, value);
  return typedValue(node, defaultType(type, BASIC));
}

function printed(c: Checker, { node, args }: BuiltinCall, name: string): Operand {
  const context = `argument to built-in ${name}`;
  for (const x of args) if (isUntyped(x.type)) declaredType(c, x, context);
  return nothing(node);
}
