// Go types. Where targets can differ (the type of a field, what a name stands for) a Cell stands in between.
import type { Cell } from './cell.ts';
import type { Func, TypeName, Var } from './object.ts';

export enum Tag {
  Unknown,
  Basic,
  Named,
  TypeParam,
  Pointer,
  Slice,
  Array,
  Map,
  Chan,
  Tuple,
  Signature,
  Interface,
  Struct,
  Union,
}

let lastId = 0;

abstract class TypeBase {
  /** Distinguishes types in the keys of the pool of composed types. */
  readonly id = ++lastId;
  /** Of a type that is written by an alias: that name. */
  readonly alias: Alias | undefined = undefined;
}

/** The name of an alias, with its type arguments, and the type it stands for, perhaps by another alias. */
export interface Alias {
  readonly object: TypeName;
  readonly typeArgs: readonly Type[];
  readonly type: Type;
}

/** The type of what is not understood or not on disk. Nothing is ever reported about it. */
export class UnknownType extends TypeBase {
  readonly tag = Tag.Unknown;
}
export const UNKNOWN = new UnknownType();

/** Properties of basic types, as bits. */
export enum Info {
  Boolean = 1,
  Integer = 2,
  Unsigned = 4,
  Float = 8,
  Complex = 16,
  String = 32,
  Untyped = 64,
  Ordered = Integer | Float | String,
  Numeric = Integer | Float | Complex,
  Const = Boolean | Numeric | String,
}

export type BasicName =
  | 'bool'
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'uintptr'
  | 'float32'
  | 'float64'
  | 'complex64'
  | 'complex128'
  | 'string'
  | 'byte'
  | 'rune'
  | 'unsafe.Pointer'
  | 'untyped bool'
  | 'untyped int'
  | 'untyped rune'
  | 'untyped float'
  | 'untyped complex'
  | 'untyped string'
  | 'untyped nil';

export class Basic extends TypeBase {
  readonly tag = Tag.Basic;
  constructor(
    readonly name: BasicName,
    readonly info: number,
    /** Size in bits of numeric types; 0 where it is the target's word size (int, uint, uintptr) or has no meaning. */
    readonly bits: number,
    /** Of byte and rune: the type they are other names of; messages keep the name that was written. */
    readonly aliasOf?: Basic,
  ) {
    super();
  }
}

/** A defined type, or an instance of a generic one. */
export class Named extends TypeBase {
  readonly tag = Tag.Named;
  /** What {@link Named.object} is declared as; filled on demand by the checker. */
  readonly underlying: Cell<Type>;
  constructor(
    readonly object: TypeName,
    underlying: Cell<Type>,
    /** The generic type this is an instance of. */
    readonly origin: Named | undefined,
    readonly typeArgs: readonly Type[],
  ) {
    super();
    this.underlying = underlying;
  }
}

export class TypeParam extends TypeBase {
  readonly tag = Tag.TypeParam;
  constructor(
    readonly object: TypeName,
    readonly index: number,
    /** The constraint, always an interface (`~int` means `interface{ ~int }`); filled when the whole list is declared. */
    readonly constraint: Cell<Type>,
  ) {
    super();
  }
}

export class Pointer extends TypeBase {
  readonly tag = Tag.Pointer;
  constructor(readonly elem: Type) {
    super();
  }
}

export class Slice extends TypeBase {
  readonly tag = Tag.Slice;
  constructor(readonly elem: Type) {
    super();
  }
}

export class ArrayType extends TypeBase {
  readonly tag = Tag.Array;
  constructor(
    readonly elem: Type,
    /** Number of elements; -1 where it is not known. */
    readonly length: number,
  ) {
    super();
  }
}

export class MapType extends TypeBase {
  readonly tag = Tag.Map;
  constructor(
    readonly key: Type,
    readonly elem: Type,
  ) {
    super();
  }
}

export type Direction = 'both' | 'send' | 'receive';

export class Chan extends TypeBase {
  readonly tag = Tag.Chan;
  constructor(
    readonly direction: Direction,
    readonly elem: Type,
  ) {
    super();
  }
}

/** The results of a call with other than one result. */
export class Tuple extends TypeBase {
  readonly tag = Tag.Tuple;
  constructor(readonly vars: readonly Var[]) {
    super();
  }
}

export class Signature extends TypeBase {
  readonly tag = Tag.Signature;
  constructor(
    readonly params: readonly Var[],
    readonly results: readonly Var[],
    /** Whether the last parameter is `...T`; its type is then []T. */
    readonly variadic: boolean,
    readonly typeParams: readonly TypeParam[] = [],
    readonly receiver?: Var,
  ) {
    super();
  }
}

/** A term of a union: `T` or `~T`. */
export interface Term {
  readonly tilde: boolean;
  readonly type: Type;
}

export class Union extends TypeBase {
  readonly tag = Tag.Union;
  constructor(readonly terms: readonly Term[]) {
    super();
  }
}

export class Interface extends TypeBase {
  readonly tag = Tag.Interface;
  /** What it comes to with everything embedded; computed on demand, see `type-set.ts`. */
  typeSet: Cell<TypeSet> | undefined;
  constructor(
    /** Methods written in the interface itself. */
    readonly methods: readonly Func[],
    readonly embedded: readonly Type[],
    /** The predeclared `comparable` has no methods and no terms, and yet is not empty. */
    readonly comparable = false,
    /** Whether it stands for a constraint that is written without `interface{}`: `~int | string`. */
    readonly implicit = false,
  ) {
    super();
  }
}

/** All methods of an interface, and the types it admits. */
export interface TypeSet {
  readonly methods: ReadonlyMap<string, Func>;
  /** The union of types; undefined: all types. */
  readonly terms: readonly Term[] | undefined;
  readonly comparable: boolean;
  /** Whether a part could not be understood: then nothing follows from what is missing. */
  readonly unknown: boolean;
}

export class Struct extends TypeBase {
  readonly tag = Tag.Struct;
  constructor(
    readonly fields: readonly Var[],
    /** The bytes of field tags, one character each, by index; absent ones are empty. */
    readonly tags: readonly string[],
  ) {
    super();
  }
}

/** The type behind an alias; other types as they are. */
export function unalias(type: Type): Type {
  let actual = type;
  while (actual.alias !== undefined) actual = actual.alias.type;
  return actual;
}

export type Type =
  | UnknownType
  | Basic
  | Named
  | TypeParam
  | Pointer
  | Slice
  | ArrayType
  | MapType
  | Chan
  | Tuple
  | Signature
  | Interface
  | Struct
  | Union;

/**
 * Composed types, each made once: two pointers, slices, arrays, maps or channels of one pool with the same parts are the same object,
 * and so are two instances of a generic type, so that equal values of a cell merge by `===`.
 *
 * A composed type goes when the youngest of its parts goes: the types of a package that is forgotten are the youngest of those
 * they are composed with, as it was collected after what it imports.
 */
export class TypePool {
  private readonly pointers = new WeakMap<Type, Pointer>();
  private readonly slices = new WeakMap<Type, Slice>();
  private readonly rest = new WeakMap<Type, Map<string, Type>>();
  private readonly aliases = new WeakMap<TypeName, Map<string, Type>>();

  pointer(elem: Type): Pointer {
    let t = this.pointers.get(elem);
    if (t === undefined) {
      t = new Pointer(elem);
      this.pointers.set(elem, t);
    }
    return t;
  }

  slice(elem: Type): Slice {
    let t = this.slices.get(elem);
    if (t === undefined) {
      t = new Slice(elem);
      this.slices.set(elem, t);
    }
    return t;
  }

  array(elem: Type, length: number): ArrayType {
    return this.once(`[${length}]${elem.id}`, [elem], () => new ArrayType(elem, length));
  }

  map(key: Type, elem: Type): MapType {
    return this.once(`m${key.id}:${elem.id}`, [key, elem], () => new MapType(key, elem));
  }

  chan(direction: Direction, elem: Type): Chan {
    return this.once(`${direction}${elem.id}`, [elem], () => new Chan(direction, elem));
  }

  /**
   * A type under the name of an alias: like the type and identical to it, but for the name that messages call it. What is not
   * known, and type parameters, which are told apart by what they are, have no other names.
   */
  aliased(type: Type, object: TypeName, typeArgs: readonly Type[]): Type {
    if (type.tag === Tag.Unknown || type.tag === Tag.TypeParam) return type;
    let known = this.aliases.get(object);
    if (known === undefined) {
      known = new Map();
      this.aliases.set(object, known);
    }
    const key = `${type.id}[${typeArgs.map((arg) => arg.id).join()}]`;
    const made = known.get(key);
    if (made !== undefined) return made;
    const alias: Alias = { object, typeArgs, type };
    const named: Type = Object.assign(Object.create(Object.getPrototypeOf(type)), type, { id: ++lastId, alias });
    known.set(key, named);
    return named;
  }

  /** The instance of a generic type with these arguments, made by `make` where it is the first. */
  instance(generic: Named, args: readonly Type[], make: () => Named): Named {
    return this.once(`${generic.id}[${args.map((arg) => arg.id).join()}]`, [generic, ...args], make);
  }

  private once<T extends ArrayType | MapType | Chan | Named>(key: string, parts: readonly Type[], make: () => T): T {
    const youngest = parts.reduce((a, b) => (b.id > a.id ? b : a));
    let known = this.rest.get(youngest);
    if (known === undefined) {
      known = new Map();
      this.rest.set(youngest, known);
    }
    let t = known.get(key) as T | undefined;
    if (t === undefined) {
      t = make();
      known.set(key, t);
    }
    return t;
  }
}
