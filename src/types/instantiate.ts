// Instances of generic types and functions: their type arguments, given or inferred, and whether these satisfy the constraints
// (Go spec, Instantiations).
import type { Node } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { expressionString } from './expression-string.ts';
import { whyNotImplements } from './implements.ts';
import { type Argument, infer } from './infer.ts';
import { type Operand, typedValue, unknownOperand } from './operand.ts';
import { operatorOffset, typeOffset } from './place.ts';
import { aliasedType, typeParamsOf, under } from './resolve.ts';
import { instantiate, substitute, substitutionOf } from './substitute.ts';
import { type Named, Signature, Tag, type Type, TypeParam, UNKNOWN } from './type.ts';
import { constraintInterface } from './type-parameters.ts';
import { EMPTY_INTERFACE, WRITTEN_EMPTY_INTERFACE } from './universe.ts';

/**
 * The instance of a generic type, reporting a wrong number of arguments and those that do not satisfy their constraint.
 * @param genericNode where the generic type is named
 * @param argNodes where the arguments are written
 */
export function instantiateNamed(
  c: Checker,
  genericNode: Node,
  generic: Named,
  args: readonly Type[],
  argNodes: readonly Node[],
): Type {
  const params = typeParamsOf(c, generic.object);
  if (args.length !== params.length) {
    const id = args.length < params.length ? 'notEnoughTypeArguments' : 'tooManyTypeArguments';
    const counts = { type: generic.object.name, have: args.length, want: params.length };
    const start = operatorOffset(c.env.file.tree, genericNode);
    c.report(genericNode, 'WrongTypeArgCount', id, counts, { start });
    return UNKNOWN;
  }
  c.requires('1.18', genericNode, 'type instantiation');
  verifyLater(c, params, args, genericNode, argNodes);
  if (!generic.object.isAlias) return instantiate(c, generic, args);
  const type = substitute(c, aliasedType(c, generic.object), substitutionOf(params, args));
  return c.pool.aliased(type, generic.object, args);
}

/** Reports type arguments that do not satisfy the constraints of their parameters, as soon as all types are known. */
function verifyLater(
  c: Checker,
  params: readonly TypeParam[],
  args: readonly Type[],
  at: Node,
  argNodes: readonly Node[],
): void {
  const free = (param: TypeParam) => [...param.constraint.entries(-1)].every(([, type]) => isFree(type));
  if (params.every((param) => param.constraint.known !== 0 && free(param))) return;
  c.later(() => {
    const map = substitutionOf(params, args);
    for (const [i, param] of params.entries()) {
      const constraint = param.constraint.get(c.now);
      if (constraint === undefined || isFree(constraint)) continue;
      const why = whyNotImplements(c, args[i]!, constraintInterface(c, substitute(c, constraint, map)), true);
      if (why === undefined) continue;
      const { tree } = c.env.file;
      const node = argNodes[i];
      const start = node === undefined ? operatorOffset(tree, at) : typeOffset(tree, node);
      c.report(node ?? at, 'InvalidTypeArg', 'typeArgumentMisfit', { why }, { start });
      return;
    }
  });
}

/** Whether a constraint admits all types. */
function isFree(constraint: Type): boolean {
  return constraint === EMPTY_INTERFACE || constraint === WRITTEN_EMPTY_INTERFACE;
}

/**
 * A generic function with some or all of its type arguments written after it.
 * @param isCall whether it is called there
 */
export function instantiateFunction(
  c: Checker,
  node: Node,
  x: Operand,
  args: readonly Type[],
  argNodes: readonly Node[],
  isCall = false,
): Operand {
  if (x.type.tag !== Tag.Signature) return unknownOperand(node);
  const { typeParams } = x.type;
  c.requires('1.18', node, 'function instantiation', isCall ? undefined : operatorOffset(c.env.file.tree, node));
  if (args.length > typeParams.length) {
    const counts = { have: args.length, want: typeParams.length };
    c.report(argNodes[typeParams.length] ?? node, 'WrongTypeArgCount', 'tooManyFunctionTypeArguments', counts);
    return unknownOperand(node);
  }
  if (args.some((arg) => arg.tag === Tag.Unknown)) return unknownOperand(node);
  const partial = { ...x, node, typeArgs: args, typeArgNodes: argNodes };
  return args.length < typeParams.length ? partial : withTypeArguments(c, partial, x.type, args);
}

/**
 * A function with all its type arguments.
 * @param at where those are reported that do not satisfy their constraint and are not written
 */
export function withTypeArguments(
  c: Checker,
  x: Operand,
  generic: Signature,
  args: readonly Type[],
  at: Node = x.node,
): Operand {
  verifyLater(c, generic.typeParams, args, at, x.typeArgNodes ?? []);
  const { typeArgs: _, typeArgNodes: __, ...rest } = x;
  return { ...rest, type: instanceOf(c, generic, args) };
}

/** The signature with these arguments in the place of its type parameters. @throws Split */
export function instanceOf(c: Checker, generic: Signature, args: readonly Type[]): Type {
  return substitute(c, c.withoutTypeParams(generic), substitutionOf(generic.typeParams, args));
}

/** A generic signature with type parameters of its own: one function may stand in a call several times. @throws Split */
export function withFreshTypeParams(c: Checker, generic: Signature): Signature {
  const fresh = generic.typeParams.map((param) => new TypeParam(param.object, param.index, new Cell<Type>()));
  const map = substitutionOf(generic.typeParams, fresh);
  generic.typeParams.forEach((param, i) => {
    const constraint = param.constraint.get(c.now);
    if (constraint !== undefined) fresh[i]!.constraint.set(c.now, substitute(c, constraint, map));
  });
  const { params, results, variadic } = substitute(c, c.withoutTypeParams(generic), map) as Signature;
  return new Signature(params, results, variadic, fresh, generic.receiver);
}

/** Where a generic function goes to. */
export interface FunctionTarget {
  readonly type: Type;
  /** What the compiler calls it. */
  readonly text: string;
}

/**
 * A function without open type parameters: where they are open, with type arguments that follow from what it is assigned to.
 * Reports where none follow. Other operands are as they were.
 * @throws Split
 */
export function withoutOpenParameters(c: Checker, x: Operand, target?: FunctionTarget): Operand {
  if (x.typeArgs === undefined || x.type.tag !== Tag.Signature) return x;
  const generic = x.type;
  const wanted = target && under(c, target.type);
  if (wanted !== undefined && wanted.tag === Tag.Unknown) return unknownOperand(x.node);
  const isFunction = wanted !== undefined && wanted.tag === Tag.Signature;
  const partial = x.typeArgs.length > 0;
  if (!isFunction && !partial) {
    const expression = expressionString(c.env.file.tree, x.node);
    c.report(x.node, 'WrongTypeArgCount', 'genericFunctionWithoutInstantiation', { expression });
    return unknownOperand(x.node);
  }
  if (isFunction) {
    const start = partial ? operatorOffset(c.env.file.tree, x.node) : undefined;
    const what = `${partial ? 'partially' : 'implicitly'} instantiated function in assignment`;
    if (c.requires('1.18', x.node, 'function instantiation', start)) c.requires('1.21', x.node, what, start);
  }
  const args: Argument[] = isFunction ? [{ operand: typedValue(x.node, wanted), text: target!.text }] : [];
  const inference = infer(c, {
    params: generic.typeParams,
    given: x.typeArgs,
    targets: isFunction ? [c.withoutTypeParams(generic)] : [],
    args,
    reverse: true,
  });
  if (inference !== undefined && 'types' in inference) return withTypeArguments(c, x, generic, inference.types);
  if (inference === undefined) c.unknown('type arguments not inferred');
  else {
    const { why, argument } = inference.failure;
    const start = argument === undefined ? operatorOffset(c.env.file.tree, x.node) : undefined;
    c.report(x.node, 'CannotInferTypeArgs', 'cannotInfer', { why }, { start });
  }
  return unknownOperand(x.node);
}
