// Type inference (Go spec, Type inference): by arguments, then constraints, then the default types of constants.
import type { Checker } from './checker.ts';
import { missingMethod, missingMethodReason } from './missing-method.ts';
import type { Operand } from './operand.ts';
import { placeOf } from './place.ts';
import { defaultType, isUntyped } from './predicates.ts';
import { typeString } from './print.ts';
import { mentions, substitute } from './substitute.ts';
import { type Basic, Signature, Tag, type Term, type Type, type TypeParam } from './type.ts';
import { constraintInterface } from './type-parameters.ts';
import { commonUnder, constraintSet } from './type-set.ts';
import { Unifier } from './unify.ts';
import { BASIC } from './universe.ts';

/** Something that goes to a parameter: its type, and how the compiler calls it. */
export interface Argument {
  readonly operand: Operand;
  readonly text: string;
}

/** Why type arguments cannot be inferred, in the compiler's words. */
export interface InferenceFailure {
  readonly why: string;
  /** The argument it is due to. */
  readonly argument?: Argument;
}

export type Inference = { readonly types: readonly Type[] } | { readonly failure: InferenceFailure };

/** What is known of a call, an assignment or an instantiation of a generic function. */
export interface InferenceProblem {
  readonly params: readonly TypeParam[];
  /** Type arguments that are given, by the index of their parameter. */
  readonly given: readonly (Type | undefined)[];
  /** The types that arguments go to, and these. */
  readonly targets: readonly Type[];
  readonly args: readonly Argument[];
  /** Whether it is the type of the target that is adjusted: `var f func(int) = g`. */
  readonly reverse?: boolean;
}

/** The type argument of each type parameter; undefined where something on the way is not known. @throws Split */
export function infer(c: Checker, problem: InferenceProblem): Inference | undefined {
  const { params, given } = problem;
  if (params.every((_, i) => given[i] !== undefined)) return { types: params.map((_, i) => given[i]!) };
  const unifier = new Unifier(c, params, given);
  const inference = solve(c, problem, unifier);
  const uncertain = unifier.uncertain || params.some((param) => constraintSet(c, param).unknown);
  return uncertain && 'failure' in inference ? undefined : inference;
}

function solve(
  c: Checker,
  { params, given, targets, args, reverse = false }: InferenceProblem,
  unifier: Unifier,
): Inference {
  const known = new Map(params.flatMap((param, i): [Type, Type][] => (given[i] ? [[param, given[i]]] : [])));
  const wanted = targets.map((type) => substitute(c, type, known));
  const fail = (why: string, argument?: Argument): Inference => ({ failure: { why, ...(argument && { argument }) } });

  const untyped: [TypeParam, Argument][] = [];
  for (const [i, argument] of args.entries()) {
    const target = wanted[i]!;
    const { type, mode } = argument.operand;
    if (!mentions(c, target, params) && !mentions(c, type, params)) continue;
    if (isUntyped(type)) {
      if (target.tag === Tag.TypeParam && mode !== 'nil') untyped.push([target, argument]);
    } else if (!unifier.unify(target, type, 'assign')) {
      return fail(mismatch(c, params, unifier, target, argument, reverse), argument);
    }
  }

  // Constraints may say more about a parameter, and so about others; as long as they do.
  for (let before = -1; before !== unifier.unknowns; ) {
    before = unifier.unknowns;
    for (const param of params) {
      const why = useConstraint(c, params, param, unifier);
      if (why !== undefined) return fail(why);
    }
  }

  const why = useConstants(c, untyped, unifier);
  if (why !== undefined) return fail(why.why, why.argument);

  const types = resolved(c, params, unifier);
  for (const [i, type] of types.entries()) {
    if (type !== undefined && !mentions(c, type, params)) continue;
    const { name, site } = params[i]!.object;
    const place = site === undefined ? '' : ` (declared at ${placeOf(site.file, site.node)})`;
    return fail(`cannot infer ${name}${place}`);
  }
  return { types: types as Type[] };
}

function mismatch(
  c: Checker,
  params: readonly TypeParam[],
  unifier: Unifier,
  target: Type,
  { operand, text }: Argument,
  reverse: boolean,
): string {
  const type = typeString(c, operand.type);
  const wanted = typeString(c, target);
  const known = params.map((param) => unifier.at(param));
  if (known.every((one) => one === undefined)) {
    return `type ${type} of ${text} does not match ${wanted} (cannot infer ${list(params.map(({ object }) => object.name))})`;
  }
  // Types that were given stand in the target already.
  const inferred = substitute(
    c,
    target,
    new Map(params.flatMap((p, i): [Type, Type][] => (known[i] ? [[p, known[i]]] : []))),
  );
  if (inferred === target) return `type ${type} of ${text} does not match ${wanted}`;
  return reverse
    ? `inferred type ${typeString(c, inferred)} for ${wanted} does not match type ${type} of ${text}`
    : `type ${type} of ${text} does not match inferred type ${typeString(c, inferred)} for ${wanted}`;
}

/** `P`, `P and Q`, `P, Q, and R`. */
function list(names: readonly string[]): string {
  if (names.length <= 2) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}

/** Matches what is known of a parameter with its constraint; says why it cannot satisfy it. */
function useConstraint(
  c: Checker,
  params: readonly TypeParam[],
  param: TypeParam,
  unifier: Unifier,
): string | undefined {
  const constraint = param.constraint.get(c.now);
  if (constraint === undefined) return undefined;
  const type = unifier.at(param);
  const core = coreTerm(c, param);
  const failure = (more: string) =>
    `${param.object.name} (type ${typeString(c, type!)}) does not satisfy ${typeString(c, constraint)}${more}`;
  if (core !== undefined) {
    if (type !== undefined) {
      if (!unifier.unify(type, core.term.type, 'inexact')) return failure('');
    } else if (core.single && !core.term.tilde) unifier.set(param, core.term.type);
  }
  if (type === undefined || type.tag === Tag.Unknown || mentions(c, type, params)) return undefined;
  const wanted = constraintInterface(c, constraint);
  const missing = missingMethod(c, type, wanted, (have, want) => unifier.unify(have, want, 'exact'));
  return missing && failure(` ${missingMethodReason(c, type, wanted, missing)}`);
}

/** The one term of a constraint, or the underlying type that its terms share. */
function coreTerm(c: Checker, param: TypeParam): { term: Term; single: boolean } | undefined {
  const { terms, unknown } = constraintSet(c, param);
  if (unknown || terms === undefined || terms.length === 0) return undefined;
  if (terms.length === 1) return { term: terms[0]!, single: true };
  const { type } = commonUnder(c, param);
  return type && { term: { tilde: terms.some(({ tilde }) => tilde), type }, single: false };
}

const KINDS = ['untyped int', 'untyped rune', 'untyped float', 'untyped complex'];

/** Constants give a parameter its type where nothing else does: of several kinds the one that comes last. */
function useConstants(
  c: Checker,
  untyped: readonly [TypeParam, Argument][],
  unifier: Unifier,
): InferenceFailure | undefined {
  const kinds = new Map<TypeParam, Basic>();
  for (const [param, argument] of untyped) {
    if (unifier.at(param) !== undefined) continue;
    const type = argument.operand.type as Basic;
    const known = kinds.get(param);
    if (known === undefined) kinds.set(param, type);
    else if (known !== type) {
      const [i, j] = [KINDS.indexOf(known.name), KINDS.indexOf(type.name)];
      if (i < 0 || j < 0) {
        const types = `${typeString(c, known)} and ${typeString(c, type)}`;
        return { why: `mismatched types ${types} (cannot infer ${param.object.name})`, argument };
      }
      if (j > i) kinds.set(param, type);
    }
  }
  for (const [param, kind] of kinds) unifier.set(param, defaultType(kind, BASIC));
  return undefined;
}

/** What the parameters stand for, without other parameters where that can be; undefined where it is not known. */
function resolved(c: Checker, params: readonly TypeParam[], unifier: Unifier): (Type | undefined)[] {
  const types = params.map((param) => unifier.at(param));
  // A type that is described by itself has no end.
  const needs = types.map((type) =>
    params.flatMap((param, j) => (type !== undefined && mentions(c, type, [param]) ? [j] : [])),
  );
  params.forEach((_, i) => {
    const reached = new Set<number>();
    const open = [...needs[i]!];
    for (let j = open.pop(); j !== undefined; j = open.pop()) {
      if (reached.has(j)) continue;
      reached.add(j);
      open.push(...needs[j]!);
    }
    if (reached.has(i)) types[i] = undefined;
  });
  for (let round = 0; round < params.length; round++) {
    const known = new Map(params.flatMap((param, i): [Type, Type][] => (types[i] ? [[param, types[i]]] : [])));
    let changed = false;
    types.forEach((type, i) => {
      if (type === undefined) return;
      let next = substitute(c, type, known);
      if (next === type) return;
      changed = true;
      // A generic function whose parameters are all known is generic no more.
      if (next.tag === Tag.Signature && next.typeParams.length > 0 && !mentions(c, next, params)) {
        next = new Signature(next.params, next.results, next.variadic, [], next.receiver);
      }
      types[i] = next;
    });
    if (!changed) break;
  }
  return types;
}
