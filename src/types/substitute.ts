// Generics: type arguments put in the place of type parameters.
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { Func, Var } from './object.ts';
import { signatureOf, typeParamsOf, under } from './resolve.ts';
import { Interface, Named, Signature, Struct, Tag, Tuple, type Type, TypeParam, Union } from './type.ts';

/** Type parameters to their arguments. */
export type Substitution = ReadonlyMap<Type, Type>;

export function substitutionOf(params: readonly Type[], args: readonly Type[]): Substitution {
  return new Map(params.map((param, i) => [param, args[i]!]));
}

/** How deep types are followed; generic types can be written that grow for ever. */
const MAX_DEPTH = 100;

/** The instance of a generic type with these arguments; the same object for the same arguments. */
export function instantiate(c: Checker, generic: Named, args: readonly Type[]): Type {
  return c.pool.instance(generic, args, () => new Named(generic.object, new Cell(), generic, args));
}

/** Fills in the underlying type of an instance, on the present targets. @throws Split */
export function instanceUnderlying(c: Checker, type: Named): void {
  const params = typeParamsOf(c, type.object);
  const generic = under(c, type.origin!);
  type.underlying.set(c.now, substitute(c, generic, substitutionOf(params, type.typeArgs)));
}

/** `type` with arguments in the place of parameters; the same object where none stands in it. @throws Split */
export function substitute(c: Checker, type: Type, map: Substitution, depth = 0): Type {
  if (map.size === 0 || depth > MAX_DEPTH) return type;
  const { alias } = type;
  if (alias === undefined) return substituteIn(c, type, map, depth);
  const actual = substituteIn(c, alias.type, map, depth);
  if (actual === alias.type) return type;
  const args = alias.typeArgs.map((arg) => substitute(c, arg, map, depth + 1));
  return c.pool.aliased(actual, alias.object, args);
}

function substituteIn(c: Checker, type: Type, map: Substitution, depth: number): Type {
  c.step();
  const sub = (t: Type) => substitute(c, t, map, depth + 1);
  switch (type.tag) {
    case Tag.TypeParam:
      return map.get(type) ?? type;
    case Tag.Pointer: {
      const elem = sub(type.elem);
      return elem === type.elem ? type : c.pool.pointer(elem);
    }
    case Tag.Slice: {
      const elem = sub(type.elem);
      return elem === type.elem ? type : c.pool.slice(elem);
    }
    case Tag.Array: {
      const elem = sub(type.elem);
      return elem === type.elem ? type : c.pool.array(elem, type.length);
    }
    case Tag.Chan: {
      const elem = sub(type.elem);
      return elem === type.elem ? type : c.pool.chan(type.direction, elem);
    }
    case Tag.Map: {
      const key = sub(type.key);
      const elem = sub(type.elem);
      return key === type.key && elem === type.elem ? type : c.pool.map(key, elem);
    }
    case Tag.Named: {
      if (type.typeArgs.length === 0) return type;
      const args = type.typeArgs.map(sub);
      return args.every((arg, i) => arg === type.typeArgs[i]) ? type : instantiate(c, type.origin!, args);
    }
    case Tag.Tuple: {
      const vars = substituteVars(type.vars, sub);
      return vars === type.vars ? type : new Tuple(vars);
    }
    case Tag.Signature:
      return substituteSignature(type, sub);
    case Tag.Struct: {
      const fields = substituteVars(type.fields, sub);
      return fields === type.fields ? type : new Struct(fields, type.tags);
    }
    case Tag.Union: {
      const terms = type.terms.map((term) => ({ tilde: term.tilde, type: sub(term.type) }));
      return terms.every((term, i) => term.type === type.terms[i]!.type) ? type : new Union(terms);
    }
    case Tag.Interface:
      return substituteInterface(c, type, sub);
    default:
      return type;
  }
}

function substituteSignature(type: Signature, sub: (t: Type) => Type): Signature {
  const params = substituteVars(type.params, sub);
  const results = substituteVars(type.results, sub);
  if (params === type.params && results === type.results) return type;
  return new Signature(params, results, type.variadic, type.typeParams, type.receiver);
}

function substituteInterface(c: Checker, type: Interface, sub: (t: Type) => Type): Interface {
  let changed = false;
  const methods = type.methods.map((method) => {
    const signature = signatureOf(c, method);
    if (signature === undefined) return method;
    const substituted = substituteSignature(signature, sub);
    if (substituted === signature) return method;
    changed = true;
    return new Func(
      method.name,
      method.package_,
      method.site,
      method.presence,
      Cell.of(c.now, substituted),
      method.declaration,
    );
  });
  const embedded = type.embedded.map(sub);
  if (!changed && embedded.every((t, i) => t === type.embedded[i])) return type;
  return new Interface(methods, embedded, type.comparable, type.implicit);
}

/** The variables with substituted types; the same array where nothing changes. */
function substituteVars(vars: readonly Var[], sub: (t: Type) => Type): readonly Var[] {
  let changed = false;
  const result = vars.map((v) => {
    const cell = new Cell<Type>();
    let differs = false;
    for (const [set, type] of v.type.entries(-1)) {
      const substituted = sub(type);
      differs ||= substituted !== type;
      cell.set(set, substituted);
    }
    if (!differs) return v;
    changed = true;
    return new Var(v.name, v.package_, v.site, v.presence, cell, v.role, v.embedded, v.spec);
  });
  return changed ? result : vars;
}

/** Whether one of the parameters stands in the type. @throws Split */
export function mentions(c: Checker, type: Type, params: readonly TypeParam[]): boolean {
  if (params.length === 0) return false;
  const probe = new Map<Type, Type>(
    params.map((param) => [param, new TypeParam(param.object, param.index, param.constraint)]),
  );
  return substitute(c, type, probe) !== type;
}
