// Calls of functions and methods, conversions written as calls, and their arguments (Go spec, Calls).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignment } from './assign.ts';
import { checkBuiltin } from './builtin.ts';
import type { Checker } from './checker.ts';
import { firstNamed, namedChildren } from './collect.ts';
import { checkConversion } from './conversion.ts';
import { checkAny, checkExpression, checkMulti, single } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { indexValue, instantiateFunction } from './index-expression.ts';
import { infer } from './infer.ts';
import { Func, type Var } from './object.ts';
import { type Operand, typedValue, unknownOperand } from './operand.ts';
import { isUntyped } from './predicates.ts';
import { under, varType } from './resolve.ts';
import { Info, type Signature, Tag, Tuple, type Type, UNKNOWN } from './type.ts';
import { instantiateNamed, typeExpression } from './type-expression.ts';
import { coreType } from './type-set.ts';

/** The parts of a call in the sources. */
interface Call {
  readonly node: Node;
  readonly function_: Node;
  readonly args: readonly Node[];
  /** The `x` of `x...`, NONE without one. */
  readonly spread: Node;
}

/** A CallExpression, or a TypeConversionExpression that may be the call of an instantiated function. @throws Split */
export function checkCall(c: Checker, node: Node): Operand {
  const call = partsOf(c, node);
  if (call.function_ === NONE) return unknownOperand(node);
  let f = checkAny(c, call.function_);
  const typeArgs = c.env.file.tree.child(node, Field.TypeArguments);
  if (typeArgs !== NONE && f.typeArgs === undefined) {
    // What reads like a type argument is an index: table[i](x).
    if (f.mode === 'type') {
      const args = namedChildren(c.env.file.tree, typeArgs).map((n) => typeExpression(c, n));
      f = { ...f, type: f.type.tag === Tag.Named ? instantiateNamed(c, node, f.type, args) : UNKNOWN };
    } else f = indexValue(c, call.function_, single(c, f), firstNamed(c.env.file.tree, typeArgs));
  } else if (typeArgs !== NONE) {
    f = instantiateFunction(
      c,
      call.function_,
      f,
      namedChildren(c.env.file.tree, typeArgs).map((n) => typeExpression(c, n)),
    );
  }
  switch (f.mode) {
    case 'unknown':
      // The arguments may hold errors of their own, and use what is declared.
      for (const arg of call.args) checkAny(c, arg);
      return unknownOperand(node);
    case 'type':
      return conversionCall(c, call, f.type);
    case 'builtin':
      return checkBuiltin(c, node, f.builtin!, call.args, call.spread);
    default:
  }
  const x = single(c, f);
  if (x.mode === 'unknown') return unknownOperand(node);
  const core = coreType(c, x.type);
  if (core === undefined || core.tag === Tag.Unknown || core.tag !== Tag.Signature) {
    for (const arg of call.args) checkAny(c, arg);
    if (core !== undefined && core.tag !== Tag.Unknown) {
      c.report(node, 'InvalidCall', 'cannotCall', { operand: c.describe(x) });
    }
    return unknownOperand(node);
  }
  return callFunction(c, call, x, core);
}

function partsOf(c: Checker, node: Node): Call {
  const { tree } = c.env.file;
  if (tree.kind[node] === Kind.TypeConversionExpression) {
    return { node, function_: tree.child(node, Field.Type), args: [tree.child(node, Field.Operand)], spread: NONE };
  }
  const list = tree.child(node, Field.Arguments);
  const args = list === NONE ? [] : namedChildren(tree, list);
  const last = args.at(-1);
  if (last !== undefined && tree.kind[last] === Kind.VariadicArgument) {
    const spread = firstNamed(tree, last);
    return { node, function_: tree.child(node, Field.Function), args: [...args.slice(0, -1), spread], spread };
  }
  return { node, function_: tree.child(node, Field.Function), args, spread: NONE };
}

function conversionCall(c: Checker, call: Call, type: Type): Operand {
  const arg = call.args[0];
  if (arg === undefined || call.args.length > 1) {
    for (const extra of call.args) checkExpression(c, extra);
    const id = arg === undefined ? 'missingConversionArgument' : 'tooManyConversionArguments';
    c.report(call.args.at(-1) ?? call.node, 'WrongArgCount', id, { type: c.typeString(type) });
    return unknownOperand(call.node);
  }
  return checkConversion(c, call.node, checkExpression(c, arg, type), type);
}

function callFunction(c: Checker, call: Call, f: Operand, signature: Signature): Operand {
  c.calls++;
  const args = checkArguments(c, call, signature);
  let resolved = signature;
  if (signature.typeParams.length > 0) {
    const types = matchParameters(c, call, signature, args);
    const inferred = types && infer(c, signature, f.typeArgs ?? [], types, args);
    if (inferred === undefined) {
      c.unknown('type arguments not inferred');
      return unknownOperand(call.node);
    }
    resolved = inferred;
  }
  const params = matchParameters(c, call, resolved, args);
  if (params === undefined) reportArgumentCount(c, call, resolved, args);
  else {
    const context = `argument to ${expressionString(c.env.file.tree, call.function_)}`;
    for (const [i, arg] of args.entries()) assignment(c, arg, params[i]!, { context });
  }
  const { object } = f;
  if (object instanceof Func) for (const observer of c.observers) observer.call?.(c, call.node, object, args);
  return callResult(c, call.node, resolved);
}

/** What a call gives: nothing, a value, or several. */
export function callResult(c: Checker, node: Node, signature: Signature): Operand {
  const { results } = signature;
  if (results.length === 0) return { mode: 'novalue', type: new Tuple([]), node };
  if (results.length === 1) return typedValue(node, varType(c, results[0]!));
  return { mode: 'value', type: new Tuple(results), node };
}

/** The arguments; `f(g())` with several results of g gives that many. */
function checkArguments(c: Checker, call: Call, signature: Signature): Operand[] {
  if (call.args.length === 1 && call.spread === NONE) return checkMulti(c, call.args, -1);
  const { params } = signature;
  const generic = signature.typeParams.length > 0;
  return call.args.map((arg, i) => {
    const param = params[Math.min(i, params.length - 1)];
    const hint = param === undefined || generic ? undefined : varType(c, param);
    return checkExpression(c, arg, hint);
  });
}

/** The type each argument is assigned to; undefined where their number does not fit. @throws Split */
function matchParameters(c: Checker, call: Call, signature: Signature, args: readonly Operand[]): Type[] | undefined {
  const { params, variadic } = signature;
  const types = params.map((param) => varType(c, param));
  if (call.spread !== NONE) {
    if (!variadic) {
      c.report(call.spread, 'NonVariadicDotDotDot', 'nonVariadicSpread', {
        function: expressionString(c.env.file.tree, call.function_),
      });
      return args.length === types.length ? types : undefined;
    }
    return args.length === types.length ? types : undefined;
  }
  if (!variadic) return args.length === types.length ? types : undefined;
  const fixed = types.slice(0, -1);
  if (args.length < fixed.length) return undefined;
  const last = types.at(-1)!;
  const elem = last.tag === Tag.Slice ? last.elem : under(c, last);
  return [...fixed, ...args.slice(fixed.length).map(() => elem)];
}

function reportArgumentCount(c: Checker, call: Call, signature: Signature, args: readonly Operand[]): void {
  // What is not understood may stand for several values.
  if (args.some((arg) => arg.mode === 'unknown')) return;
  const few = args.length < signature.params.length;
  const at = few ? (args.at(-1)?.node ?? call.node) : args[signature.params.length]!.node;
  c.report(at, 'WrongArgCount', few ? 'notEnoughArguments' : 'tooManyArguments', {
    function: expressionString(c.env.file.tree, call.function_),
    have: operandSummary(c, args),
    want: varSummary(c, signature.params, signature.variadic),
  });
}

/** `(int, number)`: the types of values; untyped constants by what they are. @throws Split */
export function operandSummary(c: Checker, args: readonly Operand[]): string {
  return `(${args.map((arg) => summary(c, arg)).join(', ')})`;
}

function summary(c: Checker, x: Operand): string {
  if (x.mode === 'nil') return 'nil';
  if (!isUntyped(x.type)) return c.typeString(x.type);
  if (x.type.info & Info.Numeric) return 'number';
  return x.type.name.replace('untyped ', '');
}

/** `(int, ...string)`: the types of parameters or results. @throws Split */
export function varSummary(c: Checker, vars: readonly Var[], variadic: boolean): string {
  const types = vars.map((v, i) => {
    const type = varType(c, v);
    return variadic && i === vars.length - 1 && type.tag === Tag.Slice
      ? `...${c.typeString(type.elem)}`
      : c.typeString(type);
  });
  return `(${types.join(', ')})`;
}
