// Types as the Go compiler prints them in its messages.
import type { Checker } from './checker.ts';
import type { Func, Var } from './object.ts';
import { signatureOf, varType } from './resolve.ts';
import { type Interface, type Signature, Tag, type Type } from './type.ts';
import { EMPTY_INTERFACE } from './universe.ts';

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

/** A type, names of other packages qualified by the package's name. @throws Split */
export function typeString(c: Checker, type: Type, depth = 0): string {
  if (depth > MAX_DEPTH) return '…';
  const s = (t: Type) => typeString(c, t, depth + 1);
  switch (type.tag) {
    case Tag.Unknown:
      return 'invalid type';
    case Tag.Basic:
      return type.name;
    case Tag.Named: {
      const { package_, name } = type.object;
      const qualifier = package_ === undefined || package_ === c.env.file.package_ ? '' : `${package_.name}.`;
      const args = type.typeArgs.length === 0 ? '' : `[${type.typeArgs.map(s).join(',')}]`;
      return `${qualifier}${name}${args}`;
    }
    case Tag.TypeParam:
      return type.object.name;
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
        const tag = type.tags[i] ? ` ${JSON.stringify(type.tags[i])}` : '';
        return `${field.embedded ? '' : `${field.name} `}${s(varType(c, field))}${tag}`;
      });
      return `struct{${fields.join('; ')}}`;
    }
  }
}

function parameter(c: Checker, v: Var, variadic: boolean, depth: number): string {
  const type = varType(c, v);
  const text =
    variadic && type.tag === Tag.Slice ? `...${typeString(c, type.elem, depth + 1)}` : typeString(c, type, depth + 1);
  return v.name === '' ? text : `${v.name} ${text}`;
}

/** A signature without the word func: `(a int, b ...string) (int, error)`. @throws Split */
export function signatureString(c: Checker, type: Signature, depth = 0): string {
  const last = type.params.length - 1;
  const params = type.params.map((v, i) => parameter(c, v, type.variadic && i === last, depth)).join(', ');
  const results = type.results.map((v) => parameter(c, v, false, depth)).join(', ');
  const single = type.results.length === 1 && type.results[0]!.name === '';
  return `(${params})${results === '' ? '' : single ? ` ${results}` : ` (${results})`}`;
}

function interfaceString(c: Checker, type: Interface, depth: number): string {
  if (type === EMPTY_INTERFACE) return 'any';
  const methods = type.methods.map((method) => methodString(c, method, depth));
  const embedded = type.embedded.map((t) => typeString(c, t, depth + 1));
  return `interface{${[...methods, ...embedded].join('; ')}}`;
}

/** `Name(params) results`. @throws Split */
export function methodString(c: Checker, method: Func, depth = 0): string {
  const signature = signatureOf(c, method);
  return `${method.name}${signature === undefined ? '()' : signatureString(c, signature, depth)}`;
}
