// Unification: what type parameters must stand for so that two types match (Go spec, Type unification).
import type { Checker } from './checker.ts';
import { lookupMember } from './lookup.ts';
import { uniqueName } from './names.ts';
import type { Var } from './object.ts';
import { identical } from './predicates.ts';
import { signatureOf, under, varType } from './resolve.ts';
import {
  type Interface,
  type Named,
  type Signature,
  Tag,
  type Type,
  type TypeParam,
  type TypeSet,
  unalias,
} from './type.ts';
import { coreType, isSubset, typeSetOf } from './type-set.ts';

/** How two types are to match; the elements of types that are assigned to each other match exactly. */
export type Mode = 'inexact' | 'assign' | 'exact' | 'assign, exact';

/** How deep types are compared: generic types can be written that grow for ever. */
const MAX_DEPTH = 50;

/** What a type parameter stands for; parameters that were matched with each other share it. */
interface Handle {
  type: Type | undefined;
}

type Pairs = readonly (readonly [Interface, Interface])[];

/** Finds the types of some type parameters by matching types in which they stand. */
export class Unifier {
  /** Whether something unknown was met: then what is not found may yet follow from it. */
  uncertain = false;
  private readonly handles = new Map<Type, Handle>();
  private depth = 0;
  /** Whether interfaces match by the methods they share (Go 1.21). */
  private readonly byMethods: boolean;

  constructor(
    private readonly c: Checker,
    params: readonly TypeParam[],
    given: readonly (Type | undefined)[],
  ) {
    params.forEach((param, i) => {
      this.handles.set(param, { type: given[i] });
    });
    this.byMethods = c.allows('1.21');
  }

  /** What a parameter stands for, as far as is known. */
  at(param: Type): Type | undefined {
    return this.handles.get(param)?.type;
  }

  set(param: Type, type: Type): void {
    this.handles.get(param)!.type = type;
  }

  /** For how many parameters nothing is known. */
  get unknowns(): number {
    let count = 0;
    for (const handle of this.handles.values()) if (handle.type === undefined) count++;
    return count;
  }

  /** Whether two types match, for some types of the parameters; what these must be is kept. @throws Split */
  unify(x: Type, y: Type, mode: Mode): boolean {
    return this.match(x, y, mode, []);
  }

  private unsure(): true {
    this.uncertain = true;
    return true;
  }

  private match(x: Type, y: Type, mode: Mode, pairs: Pairs): boolean {
    if (unalias(x) === unalias(y)) return true;
    if (x.tag === Tag.Unknown || y.tag === Tag.Unknown) return this.unsure();
    if (this.depth >= MAX_DEPTH) return false;
    this.c.step();
    this.depth++;
    try {
      // A defined type comes second, a parameter first.
      return x.tag === Tag.Named || this.handles.has(y)
        ? this.matchOrdered(y, x, mode, pairs)
        : this.matchOrdered(x, y, mode, pairs);
    } finally {
      this.depth--;
    }
  }

  private matchOrdered(x: Type, written: Type, mode: Mode, pairs: Pairs): boolean {
    const { c } = this;
    let y = written;
    // A defined type matches a type literal by its underlying type.
    if (!isExact(mode) && y.tag === Tag.Named && x.tag !== Tag.Named && x.tag !== Tag.TypeParam) {
      if (!this.byMethods || under(c, x).tag !== Tag.Interface) y = under(c, y);
      if (unalias(x) === y) return true;
      if (y.tag === Tag.Unknown) return this.unsure();
    }
    if (this.handles.has(x)) return this.matchParameter(x, y, mode, pairs);
    if (this.byMethods && !isExact(mode)) {
      const byMethods = this.matchInterfaces(x, y, pairs);
      if (byMethods !== undefined) return byMethods;
    }
    // A type parameter that is not looked for stands for what its types share.
    if (y.tag === Tag.TypeParam) return this.matchStructure(y, x, mode, pairs);
    return this.matchStructure(x, y, mode, pairs);
  }

  private matchParameter(x: Type, y: Type, mode: Mode, pairs: Pairs): boolean {
    const hx = this.handles.get(x)!;
    const hy = this.handles.get(y);
    if (hy !== undefined) {
      if (hx === hy) return true;
      if (hx.type !== undefined && hy.type !== undefined) return this.match(hx.type, hy.type, mode, pairs);
      const [from, to] = hx.type === undefined ? [hx, hy] : [hy, hx];
      for (const [param, handle] of this.handles) if (handle === from) this.handles.set(param, to);
      return true;
    }
    const known = hx.type;
    if (known === undefined) {
      hx.type = y;
      return true;
    }
    if (!this.match(known, y, mode, pairs)) return false;
    return this.agree(hx, known, y, mode);
  }

  /** Whether a parameter can stand for both of two types that match; of these it keeps the one that says more. */
  private agree(handle: Handle, known: Type, y: Type, mode: Mode): boolean {
    const { c } = this;
    const a = under(c, known);
    const b = under(c, y);
    if (a.tag === Tag.Unknown || b.tag === Tag.Unknown) return this.unsure();
    if (a.tag === Tag.Interface && b.tag === Tag.Interface) {
      if (known.tag === Tag.Named && y.tag === Tag.Named) return identical(c, known, y);
      if (typeSetOf(c, a).methods.size !== typeSetOf(c, b).methods.size) return false;
    } else if (a.tag === Tag.Interface || b.tag === Tag.Interface) return false;
    if (isExact(mode) || known.tag === Tag.Named) return true;
    // A defined type is better than a type literal, and a channel of one direction takes others, too.
    if (y.tag === Tag.Named || (b.tag === Tag.Chan && b.direction !== 'both')) handle.type = y;
    return true;
  }

  /** Interfaces match by the methods they share, other types with interfaces by their methods; undefined without an interface. */
  private matchInterfaces(x: Type, y: Type, pairs: Pairs): boolean | undefined {
    const { c } = this;
    const xi = under(c, x);
    const yi = under(c, y);
    const isX = xi.tag === Tag.Interface;
    const isY = yi.tag === Tag.Interface;
    if (isX && isY) {
      const [a, b] = [typeSetOf(c, xi), typeSetOf(c, yi)];
      if (a.unknown || b.unknown) return this.unsure();
      if (!this.sameTypes(a, b)) return false;
      if (isKnown(pairs, xi, yi)) return true;
      const [few, many] = a.methods.size > b.methods.size ? [b, a] : [a, b];
      return this.matchMethods(few, many, [...pairs, [xi, yi]]);
    }
    if (!isX && !isY) return undefined;
    const [set, other] = isX ? [typeSetOf(c, xi), y] : [typeSetOf(c, yi as Interface), x];
    for (const method of set.methods.values()) {
      const found = lookupMember(c, other, method.package_ ?? c.env.file.package_, method.name);
      if (found.kind === 'unknown') return this.unsure();
      if (found.kind !== 'method') return false;
      // What only a pointer has counts for pointers only.
      if (found.pointerReceiver && !found.indirect) return false;
      const [have, want] = [signatureOf(c, found.method), signatureOf(c, method)];
      if (have !== undefined && want !== undefined && !this.match(want, have, 'exact', pairs)) return false;
    }
    return true;
  }

  private sameTypes(a: TypeSet, b: TypeSet): boolean {
    const { c } = this;
    return a.comparable === b.comparable && isSubset(c, a.terms, b.terms) && isSubset(c, b.terms, a.terms);
  }

  private matchMethods(few: TypeSet, many: TypeSet, pairs: Pairs): boolean {
    const { c } = this;
    for (const [key, method] of few.methods) {
      const other = many.methods.get(key);
      if (other === undefined) return false;
      const [a, b] = [signatureOf(c, method), signatureOf(c, other)];
      if (a !== undefined && b !== undefined && !this.match(a, b, 'exact', pairs)) return false;
    }
    return true;
  }

  private matchStructure(x: Type, y: Type, mode: Mode, pairs: Pairs): boolean {
    const { c } = this;
    const elements: Mode = mode === 'assign' ? 'assign, exact' : mode;
    const rec = (a: Type, b: Type) => this.match(a, b, elements, pairs);
    switch (x.tag) {
      case Tag.Basic:
        return identical(c, x, y);
      case Tag.Pointer:
      case Tag.Slice:
        return y.tag === x.tag && rec(x.elem, y.elem);
      case Tag.Array:
        return y.tag === Tag.Array && (x.length === y.length || x.length < 0 || y.length < 0) && rec(x.elem, y.elem);
      case Tag.Map:
        return y.tag === Tag.Map && rec(x.key, y.key) && rec(x.elem, y.elem);
      case Tag.Chan:
        return y.tag === Tag.Chan && (!isExact(mode) || x.direction === y.direction) && rec(x.elem, y.elem);
      case Tag.Struct:
        return (
          y.tag === Tag.Struct &&
          x.fields.length === y.fields.length &&
          x.fields.every((field, i) => {
            const other = y.fields[i]!;
            const named = field.embedded === other.embedded && x.tags[i] === y.tags[i] && keyOf(field) === keyOf(other);
            return named && rec(varType(c, field), varType(c, other));
          })
        );
      case Tag.Signature:
        return y.tag === Tag.Signature && this.matchSignatures(x, y, elements, pairs);
      case Tag.Interface: {
        if (y.tag !== Tag.Interface) return false;
        const [a, b] = [typeSetOf(c, x), typeSetOf(c, y)];
        if (a.unknown || b.unknown) return this.unsure();
        if (isKnown(pairs, x, y)) return true;
        return this.sameTypes(a, b) && a.methods.size === b.methods.size && this.matchMethods(a, b, [...pairs, [x, y]]);
      }
      case Tag.Named:
        return y.tag === Tag.Named && this.matchNamed(x, y, mode, pairs);
      case Tag.TypeParam: {
        // The same parameter in another typing of its declaration.
        if (y.tag === Tag.TypeParam && identical(c, x, y)) return true;
        const core = coreType(c, x);
        return core !== undefined && this.match(core, y, 'assign', pairs);
      }
      default:
        return false;
    }
  }

  private matchSignatures(x: Signature, y: Signature, mode: Mode, pairs: Pairs): boolean {
    const all = (a: readonly Var[], b: readonly Var[]) =>
      a.length === b.length && a.every((v, i) => this.match(varType(this.c, v), varType(this.c, b[i]!), mode, pairs));
    return x.variadic === y.variadic && all(x.params, y.params) && all(x.results, y.results);
  }

  private matchNamed(x: Named, y: Named, mode: Mode, pairs: Pairs): boolean {
    return (
      x.object === y.object &&
      x.typeArgs.length === y.typeArgs.length &&
      x.typeArgs.every((arg, i) => this.match(arg, y.typeArgs[i]!, mode, pairs))
    );
  }
}

function isExact(mode: Mode): boolean {
  return mode === 'exact' || mode === 'assign, exact';
}

function isKnown(pairs: Pairs, a: Interface, b: Interface): boolean {
  return pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
}

function keyOf(field: Var): string {
  return uniqueName(field.name, field.package_?.path);
}
