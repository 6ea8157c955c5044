// Selectors: the field or method a name selects in a type, through embedded fields and pointers (Go spec, Selectors).
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { isExported, uniqueName } from './names.ts';
import { Func, type TypeName, type Var } from './object.ts';
import type { MethodTable, PackageInfo, Variant } from './package-info.ts';
import { isInterface } from './predicates.ts';
import { signatureOf, under, varType } from './resolve.ts';
import { substitute, substitutionOf } from './substitute.ts';
import { type Named, type Signature, Tag, type Type, type TypeSet, unalias } from './type.ts';
import { constraintSet, typeSetOf } from './type-set.ts';

/** What a selector finds. */
export type Selection =
  | { readonly kind: 'field'; readonly field: Var; readonly indirect: boolean; readonly path: readonly Var[] }
  | {
      readonly kind: 'method';
      readonly method: Func;
      readonly indirect: boolean;
      readonly path: readonly Var[];
      readonly pointerReceiver: boolean;
    }
  | { readonly kind: 'none'; readonly ambiguous: boolean }
  /** Something on the way is not known. */
  | { readonly kind: 'unknown' };

/** Which members are looked for. */
interface Wanted {
  readonly name: string;
  /** The package it must belong to; undefined where that does not matter. */
  readonly path: string | undefined;
  /** The name in lower case where neither case nor package count. */
  readonly folded?: string;
}

/** What `name`, written in package `from`, means. */
function wantedIn(from: PackageInfo, name: string): Wanted {
  return { name, path: isExported(name) ? undefined : from.path };
}

interface Embedded {
  readonly type: Type;
  readonly path: readonly Var[];
  readonly indirect: boolean;
  readonly multiples: boolean;
}

const NOTHING: Selection = { kind: 'none', ambiguous: false };

/**
 * What `name`, written in package `from`, selects in `type`: breadth first through embedded fields, as the specification says.
 * @throws Split
 */
export function lookupMember(c: Checker, type: Type, from: PackageInfo, name: string): Selection {
  return name === '_' ? NOTHING : lookup(c, type, wantedIn(from, name));
}

/** What a name would select if case and package did not count: for hints in messages. @throws Split */
export function lookupFolded(c: Checker, type: Type, name: string): Selection {
  return name === '_' ? NOTHING : lookup(c, type, { name, path: undefined, folded: name.toLowerCase() });
}

function lookup(c: Checker, type: Type, wanted: Wanted): Selection {
  let start = type;
  let indirect = false;
  // A defined pointer type has the fields of what it points to, and no methods.
  if (start.tag === Tag.Pointer || (start.tag === Tag.Named && under(c, start).tag === Tag.Pointer)) {
    const u = under(c, start);
    if (u.tag === Tag.Pointer) {
      if (u.elem.tag === Tag.TypeParam || isInterface(c, u.elem)) return NOTHING;
      const isDefined = start.tag === Tag.Named;
      start = u.elem;
      indirect = true;
      if (isDefined) {
        const found = search(c, start, wanted, true);
        return found.kind === 'method' ? NOTHING : found;
      }
    }
  }
  return search(c, start, wanted, indirect);
}

function search(c: Checker, type: Type, wanted: Wanted, indirect: boolean): Selection {
  let level: Embedded[] = [{ type: unalias(type), path: [], indirect, multiples: false }];
  /** Those of the levels before. */
  let seen: Set<Type> | undefined;
  let unknown = false;
  for (;;) {
    const next: Embedded[] = [];
    let found: Selection | undefined;
    for (const e of level) {
      if (e.type.tag === Tag.Named) {
        // The same type at a greater depth is hidden by itself.
        if (seen?.has(e.type)) continue;
        const declared = declaredMethod(c, e.type, wanted);
        if (declared !== undefined) {
          const { method, pointer } = declared;
          if (found !== undefined || e.multiples) return { kind: 'none', ambiguous: true };
          found = {
            kind: 'method',
            method,
            indirect: e.indirect,
            path: e.path,
            pointerReceiver: pointer || (method.origin ?? method).pointerReceiver,
          };
          continue;
        }
      }
      const u = under(c, e.type);
      if (u.tag === Tag.Unknown) unknown = true;
      else if (u.tag === Tag.Struct) {
        for (const field of u.fields) {
          if (isWanted(wanted, field)) {
            if (found !== undefined || e.multiples) return { kind: 'none', ambiguous: true };
            found = { kind: 'field', field, indirect: e.indirect, path: e.path };
            continue;
          }
          if (!field.embedded || found !== undefined) continue;
          const t = varType(c, field);
          const elem = unalias(t.tag === Tag.Pointer ? t.elem : t);
          if (elem.tag === Tag.Unknown) unknown = true;
          else if (elem.tag !== Tag.Basic) {
            next.push({
              type: elem,
              path: [...e.path, field],
              indirect: e.indirect || t.tag === Tag.Pointer,
              multiples: e.multiples,
            });
          }
        }
      } else if (u.tag === Tag.Interface || u.tag === Tag.TypeParam) {
        const set = u.tag === Tag.Interface ? typeSetOf(c, u) : constraintSet(c, u);
        const method = methodOf(set, wanted);
        if (method !== undefined) {
          if (found !== undefined || e.multiples) return { kind: 'none', ambiguous: true };
          found = { kind: 'method', method, indirect: e.indirect, path: e.path, pointerReceiver: false };
        } else if (set.unknown) unknown = true;
      }
    }
    if (found !== undefined) return found;
    // What is not known at this depth could have hidden whatever lies deeper.
    if (unknown) return { kind: 'unknown' };
    if (next.length === 0) return NOTHING;
    seen ??= new Set();
    for (const { type: t } of level) if (t.tag === Tag.Named) seen.add(t);
    level = consolidate(next);
  }
}

function isWanted({ name, path, folded }: Wanted, one: Var | Func): boolean {
  if (folded !== undefined) return one.name.toLowerCase() === folded;
  return one.name === name && (path === undefined || (one.package_?.path ?? '') === path);
}

function methodOf({ methods }: TypeSet, wanted: Wanted): Func | undefined {
  if (wanted.folded === undefined) return methods.get(uniqueName(wanted.name, wanted.path));
  return [...methods.values()].find((method) => isWanted(wanted, method));
}

/** Several embedded fields of one type at one depth: a selector through them is ambiguous. */
function consolidate(level: readonly Embedded[]): Embedded[] {
  const merged = new Map<Type, Embedded>();
  for (const e of level) merged.set(e.type, merged.has(e.type) ? { ...merged.get(e.type)!, multiples: true } : e);
  return [...merged.values()];
}

/** The wanted method declared for a defined type, of an instance with its arguments put in. @throws Split */
function declaredMethod(c: Checker, type: Named, wanted: Wanted): Declared | undefined {
  const { object } = type;
  const pkg = object.package_;
  if (pkg === undefined || object.site?.scope.parent !== undefined) return undefined;
  const found = findDeclared(c, pkg, object, wanted);
  if (found === undefined) return undefined;
  return type.origin === undefined ? found : { ...found, method: instanceMethod(c, type, found.method) };
}

function findDeclared(c: Checker, pkg: PackageInfo, object: TypeName, wanted: Wanted): Declared | undefined {
  const { variant } = object.site!.file;
  if (wanted.folded === undefined) {
    const isVisible = wanted.path === undefined || wanted.path === pkg.path;
    return isVisible ? findMethod(c, pkg, variant, object.name, wanted.name) : undefined;
  }
  return methodNames(c, pkg, variant, object.name)
    .map((name) => findMethod(c, pkg, variant, object.name, name))
    .find((one) => one !== undefined && isWanted(wanted, one.method));
}

/** The method that is declared for a defined type, not that of an embedded field. @throws Split */
export function ownMethod(c: Checker, type: Named, from: PackageInfo, name: string): Func | undefined {
  return declaredMethod(c, type, wantedIn(from, name))?.method;
}

/** A method, and whether an alias as its receiver hides a pointer. */
interface Declared {
  readonly method: Func;
  readonly pointer: boolean;
}

function findMethod(
  c: Checker,
  pkg: PackageInfo,
  variant: Variant,
  typeName: string,
  name: string,
): Declared | undefined {
  const own = findIn(c, tablesOf(c, pkg, variant), typeName, name);
  if (own !== undefined) return { method: own, pointer: false };
  if (!pkg.aliases.has(typeName)) return undefined;
  for (const receiver of receiversOf(c, pkg, typeName)) {
    const method = findIn(c, tablesOf(c, pkg, variant), receiver.name, name);
    if (method !== undefined) return { method, pointer: receiver.pointer };
  }
  return undefined;
}

function findIn(c: Checker, tables: readonly MethodTable[], receiver: string, name: string): Func | undefined {
  for (const table of tables) {
    for (const method of table.get(receiver)?.get(name) ?? NO_METHODS) {
      if ((method.presence & c.now) === 0) continue;
      c.splitAt(method.presence);
      return method;
    }
  }
  return undefined;
}

const NO_METHODS: readonly Func[] = [];

/** Where methods of a type stand that is declared in files of this variant. */
function tablesOf(c: Checker, pkg: PackageInfo, variant: Variant): readonly MethodTable[] {
  if (variant === 'external test') return [pkg.methods['external test']];
  const tests = variant === 'test' || c.env.file.package_ === pkg;
  return tests ? [pkg.methods.package, pkg.methods.test] : [pkg.methods.package];
}

/** The names of all methods a type has on some target. @throws Split */
function methodNames(c: Checker, pkg: PackageInfo, variant: Variant, typeName: string): string[] {
  const tables = tablesOf(c, pkg, variant);
  return receiversOf(c, pkg, typeName).flatMap(({ name }) =>
    tables.flatMap((table) => [...(table.get(name)?.keys() ?? [])]),
  );
}

/** What the receivers of a type's methods may be called: as the type, and as the aliases that stand for it. @throws Split */
function receiversOf(c: Checker, pkg: PackageInfo, typeName: string): { name: string; pointer: boolean }[] {
  const found = [{ name: typeName, pointer: false }];
  // Aliases of aliases are found on the way.
  for (const { name, pointer: outer } of found) {
    for (const { alias, pointer } of pkg.aliases.get(name) ?? []) {
      if (found.some((known) => known.name === alias.name)) continue;
      const scope = pkg.scopeOf(alias.site!.file.variant);
      if (scope.lookup(alias.name, c.now) === alias) found.push({ name: alias.name, pointer: outer || pointer });
    }
  }
  return found;
}

/** A generic type's method for an instance of it; made once for each. @throws Split */
function instanceMethod(c: Checker, type: Named, method: Func): Func {
  let methods = c.instanceMethods.get(type);
  if (methods === undefined) {
    methods = new Map();
    c.instanceMethods.set(type, methods);
  }
  let instance = methods.get(method);
  if (instance === undefined) {
    const cell = new Cell<Signature>();
    instance = new Func(
      method.name,
      method.package_,
      method.site,
      method.presence,
      cell,
      method.declaration,
      method.pointerReceiver,
      method,
    );
    methods.set(method, instance);
  }
  if ((c.now & ~instance.signature.known) !== 0) {
    const generic = signatureOf(c, method);
    const receiver = generic?.receiver && varType(c, generic.receiver);
    const base = receiver?.tag === Tag.Pointer ? receiver.elem : receiver;
    // A method has parameters of its own for those of its type: they stand in its receiver.
    if (generic !== undefined && base?.tag === Tag.Named && base.typeArgs.length === type.typeArgs.length) {
      const substituted = substitute(c, generic, substitutionOf(base.typeArgs, type.typeArgs));
      if (substituted.tag === Tag.Signature) instance.signature.set(c.now, substituted);
    }
  }
  return instance;
}
