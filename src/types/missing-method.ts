// The methods of an interface that a type lacks, and what is said of them in the compiler's words.
import type { Checker } from './checker.ts';
import { lookupFolded, lookupMember } from './lookup.ts';
import type { Func } from './object.ts';
import { identical, isInterface } from './predicates.ts';
import { methodString, typeString } from './print.ts';
import { signatureOf, under } from './resolve.ts';
import { type Signature, Tag, type Type, type TypeSet } from './type.ts';
import { typeSetOf } from './type-set.ts';

/** Why a type does not implement an interface. */
export interface MissingMethod {
  readonly method: Func;
  readonly reason: 'missing' | 'wrong type' | 'pointer receiver' | 'ambiguous' | 'field';
  /** What the type has instead. */
  readonly found?: Func;
}

/**
 * The first method of an interface's type set that `type` lacks; undefined where it has all, or where that cannot be told.
 * @param equivalent whether a method of the type has the signature that is wanted
 * @throws Split
 */
export function missingMethod(
  c: Checker,
  type: Type,
  target: Type,
  equivalent: (have: Signature, want: Signature) => boolean = (have, want) => identical(c, have, want),
): MissingMethod | undefined {
  const u = under(c, target);
  if (u.tag !== Tag.Interface) return undefined;
  const set = typeSetOf(c, u);
  if (set.methods.size === 0) return undefined;
  for (const method of methodsByName(set)) {
    const from = method.package_ ?? c.env.file.package_;
    const found = lookupMember(c, type, from, method.name);
    if (found.kind === 'unknown') return undefined;
    if (found.kind === 'none') return { method, reason: found.ambiguous ? 'ambiguous' : 'missing' };
    if (found.kind === 'field') return { method, reason: 'field' };
    if (found.pointerReceiver && !found.indirect) return { method, reason: 'pointer receiver' };
    const have = signatureOf(c, found.method);
    const want = signatureOf(c, method);
    if (have === undefined || want === undefined) return undefined;
    if (!equivalent(have, want)) return { method, reason: 'wrong type', found: found.method };
  }
  return undefined;
}

/** The methods of each type set in the order in which the compiler misses them. */
const sorted = new WeakMap<TypeSet, readonly Func[]>();

function methodsByName(set: TypeSet): readonly Func[] {
  let methods = sorted.get(set);
  if (methods === undefined) {
    methods = [...set.methods.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    sorted.set(set, methods);
  }
  return methods;
}

/** `(missing method M)` and its variants. @throws Split */
export function missingMethodReason(c: Checker, type: Type, wanted: Type, missing: MissingMethod): string {
  const { method, found } = missing;
  const { name } = method;
  switch (missing.reason) {
    case 'wrong type': {
      const have = methodString(c, found!);
      const want = methodString(c, method);
      return `(wrong type for method ${name})${have === want ? '' : difference(have, want)}`;
    }
    case 'pointer receiver':
      return `(method ${name} has pointer receiver)`;
    case 'ambiguous':
      return `(ambiguous selector ${typeString(c, type)}.${name})`;
    case 'field':
      return `(${typeString(c, type)}.${name} is a field, not a method)`;
    default: {
      const pointer = [type, wanted].find((t) => pointerToInterface(c, t) !== undefined);
      if (pointer !== undefined) return `(${pointerToInterface(c, pointer)})`;
      const other = under(c, type).tag === Tag.Interface ? undefined : lookupFolded(c, type, name);
      if (other?.kind !== 'method' || (other.pointerReceiver && !other.indirect)) return `(missing method ${name})`;
      if (other.method.name === name) return `(unexported method ${name})`;
      return `(missing method ${name})${difference(methodString(c, other.method), methodString(c, method))}`;
    }
  }
}

function difference(have: string, want: string): string {
  return `\n\t\thave ${have}\n\t\twant ${want}`;
}

/** What the compiler says of a pointer to an interface; undefined for other types. @throws Split */
export function pointerToInterface(c: Checker, type: Type): string | undefined {
  const u = under(c, type);
  if (u.tag !== Tag.Pointer) return undefined;
  const text = typeString(c, type);
  if (u.elem.tag === Tag.TypeParam) return `type ${text} is pointer to type parameter, not type parameter`;
  return isInterface(c, u.elem) ? `type ${text} is pointer to interface, not interface` : undefined;
}
