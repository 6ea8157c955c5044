// The universe: predeclared types, constants and functions, and package unsafe.
import type { GoPackage } from '../module/package.ts';
import { NONE } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import { type Constant, makeBool, makeInt } from './constant.ts';
import { Builtin, Const, Func, type GoObject, Nil, TypeName, Var } from './object.ts';
import { PackageInfo } from './package-info.ts';
import { Basic, type BasicName, Info, Interface, Named, Signature, type Type } from './type.ts';

/** Every target a list can hold: the universe looks the same everywhere. */
const EVERYWHERE = -1;

const { Integer, Unsigned, Float, Complex, Untyped } = Info;

const INFO: Readonly<Record<Exclude<BasicName, 'byte' | 'rune'>, readonly [info: number, bits: number]>> = {
  bool: [Info.Boolean, 8],
  int: [Integer, 0],
  int8: [Integer, 8],
  int16: [Integer, 16],
  int32: [Integer, 32],
  int64: [Integer, 64],
  uint: [Integer | Unsigned, 0],
  uint8: [Integer | Unsigned, 8],
  uint16: [Integer | Unsigned, 16],
  uint32: [Integer | Unsigned, 32],
  uint64: [Integer | Unsigned, 64],
  uintptr: [Integer | Unsigned, 0],
  float32: [Float, 32],
  float64: [Float, 64],
  complex64: [Complex, 64],
  complex128: [Complex, 128],
  string: [Info.String, 0],
  'unsafe.Pointer': [0, 0],
  'untyped bool': [Info.Boolean | Untyped, 0],
  'untyped int': [Integer | Untyped, 0],
  'untyped rune': [Integer | Untyped, 0],
  'untyped float': [Float | Untyped, 0],
  'untyped complex': [Complex | Untyped, 0],
  'untyped string': [Info.String | Untyped, 0],
  'untyped nil': [Untyped, 0],
};

const plain = Object.fromEntries(
  Object.entries(INFO).map(([name, [info, bits]]) => [name, new Basic(name as BasicName, info, bits)]),
) as Record<keyof typeof INFO, Basic>;

/** The basic types by name. `byte` and `rune` are uint8 and int32 under names of their own. */
export const BASIC: Readonly<Record<BasicName, Basic>> = {
  ...plain,
  byte: new Basic('byte', Integer | Unsigned, 8, plain.uint8),
  rune: new Basic('rune', Integer, 32, plain.int32),
};

/** Predeclared identifiers by name. */
export const universe = new Map<string, GoObject>();

function predeclare(object: GoObject): GoObject {
  universe.set(object.name, object);
  return object;
}

function typeName(name: string, type: Type, isAlias: boolean): TypeName {
  return new TypeName(name, undefined, undefined, EVERYWHERE, Cell.of(EVERYWHERE, type), NONE, isAlias);
}

/** A defined type of the universe. */
function defined(name: string, underlying: Type): Named {
  const type = new Cell<Type>();
  const object = new TypeName(name, undefined, undefined, EVERYWHERE, type, NONE, false);
  const named = new Named(object, Cell.of(EVERYWHERE, underlying), undefined, []);
  type.set(EVERYWHERE, named);
  predeclare(object);
  return named;
}

function constant(name: string, type: Basic, value: Constant): void {
  const object = new Const(name, undefined, undefined, EVERYWHERE, NONE, NONE, 0, false);
  object.type.set(EVERYWHERE, type);
  object.value.set(EVERYWHERE, value);
  predeclare(object);
}

for (const type of Object.values(BASIC)) if (/^\w+$/.test(type.name)) predeclare(typeName(type.name, type, false));
/** The interface without methods under the name any, and as it is written out. */
export const EMPTY_INTERFACE = new Interface([], []);
export const WRITTEN_EMPTY_INTERFACE = new Interface([], []);
predeclare(typeName('any', EMPTY_INTERFACE, true));

/** The predeclared type error. */
export const ERROR: Named = defined(
  'error',
  new Interface(
    [
      new Func(
        'Error',
        undefined,
        undefined,
        EVERYWHERE,
        Cell.of(
          EVERYWHERE,
          new Signature(
            [],
            [new Var('', undefined, undefined, EVERYWHERE, Cell.of<Type>(EVERYWHERE, BASIC.string), 'result')],
            false,
          ),
        ),
        NONE,
      ),
    ],
    [],
  ),
);

defined('comparable', new Interface([], [], true));

constant('true', BASIC['untyped bool'], makeBool(true));
constant('false', BASIC['untyped bool'], makeBool(false));
constant('iota', BASIC['untyped int'], makeInt(0));
predeclare(new Nil('nil', undefined, undefined, EVERYWHERE));

/** Built-in functions: number of required arguments, whether more are allowed, and what kind of statement they can be. */
export const BUILTINS: Readonly<
  Record<string, { readonly args: number; readonly variadic: boolean; readonly statement: boolean }>
> = {
  append: { args: 1, variadic: true, statement: false },
  cap: { args: 1, variadic: false, statement: false },
  clear: { args: 1, variadic: false, statement: true },
  close: { args: 1, variadic: false, statement: true },
  complex: { args: 2, variadic: false, statement: false },
  copy: { args: 2, variadic: false, statement: true },
  delete: { args: 2, variadic: false, statement: true },
  imag: { args: 1, variadic: false, statement: false },
  len: { args: 1, variadic: false, statement: false },
  make: { args: 1, variadic: true, statement: false },
  max: { args: 1, variadic: true, statement: false },
  min: { args: 1, variadic: true, statement: false },
  new: { args: 1, variadic: false, statement: false },
  panic: { args: 1, variadic: false, statement: true },
  print: { args: 0, variadic: true, statement: true },
  println: { args: 0, variadic: true, statement: true },
  real: { args: 1, variadic: false, statement: false },
  recover: { args: 0, variadic: false, statement: true },
  'unsafe.Add': { args: 2, variadic: false, statement: false },
  'unsafe.Alignof': { args: 1, variadic: false, statement: false },
  'unsafe.Offsetof': { args: 1, variadic: false, statement: false },
  'unsafe.Sizeof': { args: 1, variadic: false, statement: false },
  'unsafe.Slice': { args: 2, variadic: false, statement: false },
  'unsafe.SliceData': { args: 1, variadic: false, statement: false },
  'unsafe.String': { args: 2, variadic: false, statement: false },
  'unsafe.StringData': { args: 1, variadic: false, statement: false },
};

const std = { path: 'std', version: '', dir: '', goVersion: '1.26', isMain: false };
const unsafeSource: GoPackage = { importPath: 'unsafe', dir: '', module: std, files: [], otherFiles: [] };

/** Package unsafe, which has no sources. */
export const unsafePackage = new PackageInfo(unsafeSource, 'unsafe');
unsafePackage.presence = EVERYWHERE;
unsafePackage.collected = 'tests';
unsafePackage.scope.declare(
  new TypeName(
    'Pointer',
    unsafePackage,
    undefined,
    EVERYWHERE,
    Cell.of<Type>(EVERYWHERE, BASIC['unsafe.Pointer']),
    NONE,
    true,
  ),
);

for (const name of Object.keys(BUILTINS)) {
  if (name.startsWith('unsafe.')) {
    unsafePackage.scope.declare(new Builtin(name.slice('unsafe.'.length), unsafePackage, undefined, EVERYWHERE));
  } else predeclare(new Builtin(name, undefined, undefined, EVERYWHERE));
}
