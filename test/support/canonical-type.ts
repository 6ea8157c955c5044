// Types as test/oracle/types prints them: identical types look the same.
import type { Checker } from '../../src/types/checker.ts';
import type { Var } from '../../src/types/object.ts';
import { signatureOf, varType } from '../../src/types/resolve.ts';
import { type Signature, Tag, type Type } from '../../src/types/type.ts';

const CHANNELS = { both: 'chan', send: 'chan<-', receive: '<-chan' } as const;

/**
 * A type with the paths of packages, aliases as what they stand for, type parameters as their index, and parameters without names;
 * undefined where a part of it is unknown.
 * @throws Split
 */
export function canonicalType(c: Checker, type: Type): string | undefined {
  let known = true;
  const print = (t: Type): string => {
    switch (t.tag) {
      case Tag.Unknown:
        known = false;
        return '';
      case Tag.Basic:
        return (t.aliasOf ?? t).name;
      case Tag.Named: {
        const { package_, name } = t.object;
        const args = t.typeArgs.length === 0 ? '' : `[${t.typeArgs.map(print).join(',')}]`;
        return `${package_ === undefined ? '' : `${package_.path}.`}${name}${args}`;
      }
      case Tag.TypeParam:
        return `$${t.index}`;
      case Tag.Pointer:
        return `*${print(t.elem)}`;
      case Tag.Slice:
        return `[]${print(t.elem)}`;
      case Tag.Array:
        known &&= t.length >= 0;
        return `[${t.length}]${print(t.elem)}`;
      case Tag.Map:
        return `map[${print(t.key)}]${print(t.elem)}`;
      case Tag.Chan:
        return `${CHANNELS[t.direction]}(${print(t.elem)})`;
      case Tag.Tuple:
        return tuple(t.vars, false);
      case Tag.Signature:
        return `func${signature(t)}`;
      case Tag.Struct: {
        const fields = t.fields.map((field, i) => {
          const tag = t.tags[i] ? ` "${t.tags[i]}"` : '';
          return `${field.embedded ? '' : `${field.name} `}${print(varType(c, field))}${tag}`;
        });
        return `struct{${fields.join('; ')}}`;
      }
      case Tag.Interface: {
        const methods = t.methods.map((method) => {
          const type = signatureOf(c, method);
          known &&= type !== undefined;
          return `${method.name}${type === undefined ? '' : signature(type)}`;
        });
        return `interface{${[...methods, ...t.embedded.map(print)].sort().join('; ')}}`;
      }
      case Tag.Union:
        return t.terms.map((term) => `${term.tilde ? '~' : ''}${print(term.type)}`).join('|');
    }
  };
  const signature = (t: Signature): string => tuple(t.params, t.variadic) + tuple(t.results, false);
  const tuple = (vars: readonly Var[], variadic: boolean): string => {
    const parts = vars.map((v, i) => {
      const t = varType(c, v);
      return variadic && i === vars.length - 1 && t.tag === Tag.Slice ? `...${print(t.elem)}` : print(t);
    });
    return `(${parts.join(',')})`;
  };
  const text = print(type);
  return known ? text : undefined;
}
