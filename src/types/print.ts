// Types as the Go compiler prints them in its messages.
import type { Checker } from './checker.ts';
import { exactString, makeBytes } from './constant.ts';
import { isExported } from './names.ts';
import type { Func, TypeName, Var } from './object.ts';
import { placeOf } from './place.ts';
import { signatureOf, typeParamsOf, varType } from './resolve.ts';
import { type Interface, type Signature, Tag, type Term, type Type, type TypeParam } from './type.ts';
import { EMPTY_INTERFACE, universe } from './universe.ts';

/** What the compiler calls the kinds of types that are not basic. */
export const KIND_NAMES: Partial<Record<Tag, string>> = {
  [Tag.Array]: 'array',
  [Tag.Slice]: 'slice',
  [Tag.Struct]: 'struct',
  [Tag.Pointer]: 'pointer',
  [Tag.Signature]: 'func',
  [Tag.Interface]: 'interface',
  [Tag.Map]: 'map',
  [Tag.Chan]: 'chan',
};

/** How deep a type is printed. */
const MAX_DEPTH = 12;

/** How packages are named: others by their name, or all by their import path as in the terms of unions. */
export type Qualifier = 'name' | 'path';

/** A type, names of other packages qualified by the package's name. @throws Split */
export function typeString(c: Checker, type: Type, depth = 0, qualifier: Qualifier = 'name'): string {
  if (depth > MAX_DEPTH) return '…';
  const s = (t: Type) => typeString(c, t, depth + 1, qualifier);
  if (type.alias !== undefined) {
    const { object, typeArgs } = type.alias;
    const args = typeArgs.length === 0 ? '' : `[${typeArgs.map(s).join(', ')}]`;
    return typeNameString(c, object, qualifier) + args;
  }
  switch (type.tag) {
    case Tag.Unknown:
      return 'invalid type';
    case Tag.Basic:
      return type.name;
    case Tag.Named: {
      const args = type.typeArgs.length === 0 ? '' : `[${type.typeArgs.map(s).join(', ')}]`;
      const params = args === '' ? typeParamsString(c, typeParamsOf(c, type.object), depth) : '';
      return typeNameString(c, type.object, qualifier) + args + params;
    }
    case Tag.TypeParam:
      return typeParamString(type);
    case Tag.Pointer:
      return `*${s(type.elem)}`;
    case Tag.Slice:
      return `[]${s(type.elem)}`;
    case Tag.Array:
      return `[${type.length}]${s(type.elem)}`;
    case Tag.Map:
      return `map[${s(type.key)}]${s(type.elem)}`;
    case Tag.Chan: {
      const arrow = type.direction === 'both' ? 'chan ' : type.direction === 'send' ? 'chan<- ' : '<-chan ';
      const inner = s(type.elem);
      return arrow + (type.direction !== 'send' && inner.startsWith('<-') ? `(${inner})` : inner);
    }
    case Tag.Tuple:
      return `(${type.vars.map((v) => parameter(c, v, false, depth)).join(', ')})`;
    case Tag.Signature:
      return `func${signatureString(c, type, depth)}`;
    case Tag.Interface:
      return interfaceString(c, type, depth);
    case Tag.Union:
      return type.terms.map((term) => `${term.tilde ? '~' : ''}${s(term.type)}`).join(' | ');
    case Tag.Struct: {
      const fields = type.fields.map((field, i) => {
        const tag = type.tags[i] ? ` ${exactString(makeBytes(type.tags[i]))}` : '';
        return `${field.embedded ? '' : `${field.name} `}${s(varType(c, field))}${tag}`;
      });
      return `struct{${fields.join('; ')}}`;
    }
  }
}

/** A type parameter; one that is called as a predeclared type with its place. */
function typeParamString({ object: { name, site } }: TypeParam): string {
  if (site === undefined || !universe.has(name)) return name;
  return `${name} /* with ${name} declared at ${placeOf(site.file, site.node)} */`;
}

/** A term of a union, as the compiler writes it. @throws Split */
export function termString(c: Checker, { tilde, type }: Term): string {
  return (tilde ? '~' : '') + typeString(c, type, 0, 'path');
}

function typeNameString(c: Checker, { package_, name }: TypeName, qualifier: Qualifier): string {
  if (package_ !== undefined && qualifier === 'path') return `${package_.path}.${name}`;
  return package_ === undefined || package_ === c.env.file.package_ ? name : `${package_.name}.${name}`;
}

/** `[P any, Q ~int | string]`, empty where there are none. */
function typeParamsString(c: Checker, params: readonly TypeParam[], depth: number): string {
  const texts = params.map((param, i) => {
    const constraint = param.constraint.get(c.now);
    // Parameters in a row with one constraint share it.
    const shared = i + 1 < params.length && params[i + 1]!.constraint.get(c.now) === constraint;
    return `${typeParamString(param)}${shared || constraint === undefined ? '' : ` ${typeString(c, constraint, depth + 1)}`}`;
  });
  return texts.length === 0 ? '' : `[${texts.join(', ')}]`;
}

function parameter(c: Checker, v: Var, variadic: boolean, depth: number, names = true): string {
  const type = varType(c, v);
  const text =
    variadic && type.tag === Tag.Slice ? `...${typeString(c, type.elem, depth + 1)}` : typeString(c, type, depth + 1);
  return v.name === '' || !names ? text : `${v.name} ${text}`;
}

/** A signature without the word func: `(a int, b ...string) (int, error)`. @throws Split */
export function signatureString(c: Checker, type: Signature, depth = 0, names = true): string {
  const last = type.params.length - 1;
  const params = type.params.map((v, i) => parameter(c, v, type.variadic && i === last, depth, names)).join(', ');
  const results = type.results.map((v) => parameter(c, v, false, depth, names)).join(', ');
  const single = type.results.length === 1 && type.results[0]!.name === '';
  return `${typeParamsString(c, type.typeParams, depth)}(${params})${results === '' ? '' : single ? ` ${results}` : ` (${results})`}`;
}

/** The order in which the compiler writes methods: exported ones first. */
function byExportAndName(a: Func, b: Func): number {
  const order = Number(isExported(b.name)) - Number(isExported(a.name));
  return order !== 0 ? order : a.name < b.name ? -1 : 1;
}

function interfaceString(c: Checker, type: Interface, depth: number): string {
  if (type === EMPTY_INTERFACE) return 'any';
  if (type.implicit) return type.embedded.map((t) => typeString(c, t, depth + 1)).join('; ');
  const methods = [...type.methods].sort(byExportAndName).map((method) => {
    const signature = signatureOf(c, method);
    return method.name + (signature === undefined ? '()' : signatureString(c, signature, depth));
  });
  const embedded = type.embedded.map((t) => typeString(c, t, depth + 1));
  return `interface{${[...methods, ...embedded].join('; ')}}`;
}

/** `Name(int) error`: a method with the types of parameters and results, without their names. @throws Split */
export function methodString(c: Checker, method: Func): string {
  const signature = signatureOf(c, method);
  return `${method.name}${signature === undefined ? '()' : signatureString(c, signature, 0, false)}`;
}
