// Calls of functions and methods, conversions written as calls, and their arguments (Go spec, Calls).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignment } from './assign.ts';
import { type BuiltinCall, checkBuiltin } from './builtin.ts';
import type { Checker } from './checker.ts';
import { firstNamed, namedChildren } from './collect.ts';
import { checkConversion } from './conversion.ts';
import { checkAny, checkExpression, checkGenericExpression, checkMulti, single } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { indexValue } from './index-expression.ts';
import { infer } from './infer.ts';
import { instantiateFunction, withFreshTypeParams, withoutOpenParameters, withTypeArguments } from './instantiate.ts';
import { Func } from './object.ts';
import { type Operand, typedValue, unknownOperand } from './operand.ts';
import { operatorOffset } from './place.ts';
import { isUntyped } from './predicates.ts';
import { under, varType } from './resolve.ts';
import { mentions, substitute, substitutionOf } from './substitute.ts';
import { Info, type Signature, Tag, Tuple, type Type } from './type.ts';
import { isGeneric, typeInstance, variableType } from './type-expression.ts';
import { commonUnder } from './type-set.ts';

/** The parts of a call in the sources. */
interface Call {
  readonly node: Node;
  readonly function_: Node;
  readonly args: readonly Node[];
  /** The `x` of `x...`, NONE without one. */
  readonly spread: Node;
}

/**
 * A CallExpression, or a TypeConversionExpression that may be the call of an instantiated function.
 * @param type of a TypeConversionExpression, where it is not the whole of the type written there
 * @throws Split
 */
export function checkCall(c: Checker, node: Node, type = c.env.file.tree.child(node, Field.Type)): Operand {
  const call = partsOf(c, node, type);
  if (call.function_ === NONE) return unknownOperand(node);
  let f = checkAny(c, call.function_);
  const typeArgs = c.env.file.tree.child(node, Field.TypeArguments);
  if (typeArgs !== NONE) {
    const argNodes = namedChildren(c.env.file.tree, typeArgs);
    if (f.mode === 'type') f = { ...f, type: typeInstance(c, call.function_, f.type, argNodes) };
    else if (f.typeArgs === undefined) {
      // What reads like a type argument is an index: table[i](x).
      f = indexValue(c, call.function_, single(c, f), firstNamed(c.env.file.tree, typeArgs));
    } else {
      const args = argNodes.map((n) => variableType(c, n));
      f = instantiateFunction(c, call.function_, f, args, argNodes, true);
    }
  }
  switch (f.mode) {
    case 'unknown':
      // The arguments may hold errors of their own, and use what is declared.
      for (const arg of call.args) checkAny(c, arg);
      return unknownOperand(node);
    case 'type':
      if (isGeneric(c, f.type)) {
        for (const arg of call.args) checkAny(c, arg);
        const type = expressionString(c.env.file.tree, f.node);
        c.report(f.node, 'WrongTypeArgCount', 'genericWithoutInstantiation', { type });
        return unknownOperand(node);
      }
      return conversionCall(c, call, f.type);
    case 'builtin':
      return checkBuiltin(c, node, call.function_, f.builtin!, call.args, call.spread);
    default:
  }
  const x = single(c, f, true);
  if (x.mode === 'unknown') return unknownOperand(node);
  const core = commonUnder(c, x.type, (type, u) =>
    u.tag === Tag.Signature ? undefined : `${c.typeString(type)} is not a function`,
  );
  if (core.type?.tag !== Tag.Signature) {
    const { cause } = core;
    // As in the compiler, the arguments are then not looked at, and what stands there only is not used.
    if (cause !== undefined) c.report(x.node, 'InvalidCall', 'cannotCall', { operand: c.describe(x), cause });
    else for (const arg of call.args) checkAny(c, arg);
    return unknownOperand(node);
  }
  return callFunction(c, call, x, core.type);
}

function partsOf(c: Checker, node: Node, type: Node): Call {
  const { tree } = c.env.file;
  if (tree.kind[node] === Kind.TypeConversionExpression) {
    return { node, function_: type, args: [tree.child(node, Field.Operand)], spread: NONE };
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
  return { ...checkConversion(c, call.node, checkExpression(c, arg, type), type), discard: 'conversion' };
}

function callFunction(c: Checker, call: Call, f: Operand, signature: Signature): Operand {
  c.calls++;
  const given = checkArguments(c, call, signature);
  const types = signature.params.map((param) => varType(c, param));
  const targets = matchParameters(c, call, types, signature.variadic, given);
  if (targets === undefined) {
    // What it gives is certain where it does not depend on the arguments.
    return signature.typeParams.length > 0 ? unknownOperand(call.node) : callResult(c, call.node, signature);
  }
  const inferred = inferCall(c, call, f, signature, targets, given);
  if (inferred === undefined) {
    const depends = signature.results.some((v) => mentions(c, varType(c, v), signature.typeParams));
    return depends ? unknownOperand(call.node) : callResult(c, call.node, signature);
  }
  const { args } = inferred;
  const to = {
    get context() {
      return `argument to ${functionText(c, call)}`;
    },
  };
  for (let i = 0; i < args.length; i++) assignment(c, args[i]!, inferred.targets[i]!, to);
  const { object } = f;
  if (object instanceof Func) for (const observer of c.observers) observer.call?.(c, call.node, object, args);
  return callResult(c, call.node, inferred.signature);
}

/** A call with all type arguments, those of its function and of the functions that are its arguments. */
interface InferredCall {
  readonly signature: Signature;
  readonly targets: readonly Type[];
  readonly args: readonly Operand[];
}

/** Finds the type arguments of a call; undefined, after a report where that is certain, where they do not follow. @throws Split */
function inferCall(
  c: Checker,
  call: Call,
  f: Operand,
  signature: Signature,
  targets: readonly Type[],
  given: readonly Operand[],
): InferredCall | undefined {
  const { typeParams } = signature;
  // A generic function as an argument is looked at with parameters of its own.
  const args = given.map((arg) =>
    arg.typeArgs !== undefined && arg.type.tag === Tag.Signature
      ? { ...arg, type: withFreshTypeParams(c, arg.type) }
      : arg,
  );
  const generic = args.filter((arg) => arg.typeArgs !== undefined);
  if (typeParams.length === 0 && generic.length === 0) return { signature, targets, args };
  if (args.some((arg) => arg.mode === 'unknown')) return undefined;
  if (typeParams.length > 0) c.requires('1.18', call.node, 'implicit function instantiation');
  if (generic.length > 0) c.requires('1.21', generic[0]!.node, 'implicitly instantiated function as argument');
  const problem = { params: [...typeParams], given: paddedTo(typeParams.length, f.typeArgs ?? []) };
  for (const arg of generic) {
    const params = (arg.type as Signature).typeParams;
    problem.params.push(...params);
    problem.given.push(...paddedTo(params.length, arg.typeArgs!));
  }
  const { tree } = c.env.file;
  const inference = infer(c, {
    ...problem,
    targets,
    args: args.map((operand) => ({ operand, text: expressionString(tree, operand.node) })),
  });
  if (inference === undefined) {
    c.unknown('type arguments not inferred');
    return undefined;
  }
  if ('failure' in inference) {
    const { why, argument } = inference.failure;
    const place = argument === undefined ? { start: operatorOffset(tree, call.node) } : {};
    c.report(
      argument?.operand.node ?? call.node,
      'CannotInferTypeArgs',
      'cannotInferInCall',
      { function: functionText(c, call), why },
      place,
    );
    return undefined;
  }
  const { types } = inference;
  const map = substitutionOf(typeParams, types);
  const instance =
    typeParams.length === 0
      ? signature
      : withTypeArguments(c, f, signature, types.slice(0, typeParams.length), call.node).type;
  if (instance.tag !== Tag.Signature) return undefined;
  let next = typeParams.length;
  return {
    signature: instance,
    targets: targets.map((type) => substitute(c, type, map)),
    args: args.map((arg) => {
      if (arg.typeArgs === undefined || arg.type.tag !== Tag.Signature) return arg;
      const from = next;
      next += arg.type.typeParams.length;
      return withTypeArguments(c, arg, arg.type, types.slice(from, next), call.node);
    }),
  };
}

function paddedTo(length: number, types: readonly Type[]): (Type | undefined)[] {
  return Array.from({ length }, (_, i) => types[i]);
}

/** The function of a call as the compiler writes it: with the type arguments that are given. */
function functionText(c: Checker, call: Call): string {
  const { tree } = c.env.file;
  const list = tree.child(call.node, Field.TypeArguments);
  const args =
    list === NONE
      ? ''
      : `[${namedChildren(tree, list)
          .map((n) => expressionString(tree, n))
          .join(', ')}]`;
  return expressionString(tree, call.function_) + args;
}

/** Checks the arguments of a variadic built-in as those of a function with these parameters. @throws Split */
export function checkArgumentsOf(
  c: Checker,
  { node, nodes, args, spread, function_ }: BuiltinCall,
  params: readonly Type[],
): void {
  const call: Call = { node, function_, args: nodes, spread };
  const context = `argument to ${functionText(c, call)}`;
  const targets = matchParameters(c, call, params, true, args);
  if (targets !== undefined) for (const [i, arg] of args.entries()) assignment(c, arg, targets[i]!, { context });
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
  if (call.args.length === 1 && (call.spread === NONE || signature.variadic)) {
    return checkMulti(c, call.args, -1).map((x) => withGivenTypeArguments(c, x));
  }
  const { params } = signature;
  const generic = signature.typeParams.length > 0;
  return call.args.map((arg, i) => {
    const param = params[Math.min(i, params.length - 1)];
    const hint = param === undefined || generic ? undefined : varType(c, param);
    return withGivenTypeArguments(c, checkGenericExpression(c, arg, hint));
  });
}

/** Before Go 1.21 the type arguments of a function that is an argument had to follow from those that are given. */
function withGivenTypeArguments(c: Checker, x: Operand): Operand {
  return (x.typeArgs?.length ?? 0) > 0 && !c.allows('1.21') ? withoutOpenParameters(c, x) : x;
}

/** The type each argument is assigned to; undefined, after a report, where their number does not fit. @throws Split */
function matchParameters(
  c: Checker,
  call: Call,
  params: readonly Type[],
  variadic: boolean,
  args: readonly Operand[],
): readonly Type[] | undefined {
  const types = [...params];
  if (call.spread !== NONE && !variadic) {
    c.report(call.spread, 'NonVariadicDotDotDot', 'nonVariadicSpread', {
      function: functionText(c, call),
    });
    return undefined;
  }
  if (call.spread !== NONE && call.args.length === 1 && args.length > 1) {
    const expression = expressionString(c.env.file.tree, call.args[0]!);
    c.report(call.node, 'InvalidDotDotDot', 'multiValuedSpread', { count: args.length, expression });
    return undefined;
  }
  if (variadic && call.spread === NONE && args.length >= types.length - 1) {
    const last = types.pop()!;
    const elem = last.tag === Tag.Slice ? last.elem : under(c, last);
    while (types.length < args.length) types.push(elem);
  }
  if (types.length === args.length) return types;
  // A call that is not understood may stand for several values.
  if (args.length === 1 && args[0]!.mode === 'unknown') return undefined;
  const few = args.length < types.length;
  const at = few ? (args.at(-1)?.node ?? call.node) : args[types.length]!.node;
  c.report(at, 'WrongArgCount', few ? 'notEnoughArguments' : 'tooManyArguments', {
    function: functionText(c, call),
    have: operandSummary(c, args, call.spread !== NONE),
    want: typeSummary(c, params, variadic),
  });
  return undefined;
}

/** `(int, number)`: the types of values; untyped constants by what they are. @throws Split */
export function operandSummary(c: Checker, args: readonly Operand[], spread = false): string {
  return `(${args.map((arg) => summary(c, arg)).join(', ')}${spread ? '...' : ''})`;
}

function summary(c: Checker, x: Operand): string {
  if (x.mode === 'nil') return 'nil';
  if (!isUntyped(x.type)) return c.typeString(x.type);
  if (x.type.info & Info.Numeric) return 'number';
  return x.type.name.replace('untyped ', '');
}

/** `(int, ...string)`: the types of parameters or results. @throws Split */
export function typeSummary(c: Checker, types: readonly Type[], variadic = false): string {
  const texts = types.map((type, i) =>
    variadic && i === types.length - 1 && type.tag === Tag.Slice ? `...${c.typeString(type.elem)}` : c.typeString(type),
  );
  return `(${texts.join(', ')})`;
}
