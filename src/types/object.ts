// Declared things: what a name can stand for.

import type { TargetSet } from '../platform/target.ts';
import type { Node } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import type { Constant } from './constant.ts';
import type { FileInfo, PackageInfo } from './package-info.ts';
import type { Scope } from './scope.ts';
import type { Signature, Type } from './type.ts';

/** Where a declaration is written: what is needed to type it later. */
export interface Site {
  readonly file: FileInfo;
  /** The scope its expressions are looked up in. */
  readonly scope: Scope;
  /** The identifier being declared. */
  readonly node: Node;
  /** The value of iota there, inside a constant declaration. */
  readonly iota?: number | undefined;
}

abstract class ObjectBase {
  /** Where it is declared; undefined for the universe. */
  readonly site: Site | undefined;
  constructor(
    readonly name: string,
    /** The package it belongs to; undefined for the universe. */
    readonly package_: PackageInfo | undefined,
    site: Site | undefined,
    /** The targets on which the declaration exists. */
    public presence: TargetSet,
  ) {
    this.site = site;
  }
}

export class Const extends ObjectBase {
  readonly kind = 'const';
  private typeCell: Cell<Type> | undefined = undefined;
  private valueCell: Cell<Constant | undefined> | undefined = undefined;
  constructor(
    name: string,
    package_: PackageInfo | undefined,
    site: Site | undefined,
    presence: TargetSet,
    /** Type and value expression, perhaps repeated from an earlier ConstSpec of the group; NONE where there is none. */
    readonly typeNode: Node,
    readonly valueNode: Node,
    readonly iota: number,
    /** Whether the value expression is repeated from an earlier ConstSpec. */
    readonly inherited: boolean,
    /** Of the first constant of a ConstSpec: the first value that no name takes, NONE where there is none. */
    readonly extra: Node = -1,
    /** Whether the values of the ConstSpec end before it. */
    readonly isFirstWithoutValue = false,
    /** Its ConstSpec. */
    readonly spec: Node = -1,
  ) {
    super(name, package_, site, presence);
  }

  /** Filled on demand, and made on demand: of the thousands that syscall declares for each target few are asked for. */
  get type(): Cell<Type> {
    this.typeCell ??= new Cell();
    return this.typeCell;
  }

  /** As {@link type}. */
  get value(): Cell<Constant | undefined> {
    this.valueCell ??= new Cell();
    return this.valueCell;
  }
}

export class TypeName extends ObjectBase {
  readonly kind = 'type';
  /** The type it denotes: a Named of its own, or for an alias whatever stands on its right side. Filled on demand. */
  readonly type: Cell<Type>;
  constructor(
    name: string,
    package_: PackageInfo | undefined,
    site: Site | undefined,
    presence: TargetSet,
    type: Cell<Type>,
    /** The TypeSpec or TypeAlias; NONE for type parameters and the universe. */
    readonly spec: Node,
    readonly isAlias: boolean,
  ) {
    super(name, package_, site, presence);
    this.type = type;
  }
}

const NONE_DECLARED: readonly Var[] = [];

export type VarRole = 'package' | 'local' | 'receiver' | 'param' | 'result' | 'field';

export class Var extends ObjectBase {
  readonly kind = 'var';
  /** Filled when declared (local, parameter, field) or on demand (package variable). */
  readonly type: Cell<Type>;
  /** The targets on which something reads a local variable. */
  used: TargetSet = 0;
  constructor(
    name: string,
    package_: PackageInfo | undefined,
    site: Site | undefined,
    presence: TargetSet,
    type: Cell<Type>,
    readonly role: VarRole,
    /** Of a field: whether it is embedded. */
    readonly embedded = false,
    /** Of a package variable: its VarSpec, and all the variables of that spec. */
    readonly spec: Node = -1,
    readonly group: readonly Var[] = NONE_DECLARED,
  ) {
    super(name, package_, site, presence);
    this.type = type;
  }
}

export class Func extends ObjectBase {
  readonly kind = 'func';
  /** Filled on demand. */
  readonly signature: Cell<Signature>;
  constructor(
    name: string,
    package_: PackageInfo | undefined,
    site: Site | undefined,
    presence: TargetSet,
    signature: Cell<Signature>,
    /** FunctionDeclaration, MethodDeclaration or MethodElem; NONE for the universe. */
    readonly declaration: Node,
    /** Of a declared method: whether its receiver is a pointer. */
    readonly pointerReceiver = false,
    /** Of the method of an instance: the method of the generic type. */
    readonly origin?: Func,
  ) {
    super(name, package_, site, presence);
    this.signature = signature;
  }
}

export class PkgName extends ObjectBase {
  readonly kind = 'package';
  used: TargetSet = 0;
  constructor(
    name: string,
    package_: PackageInfo,
    site: Site,
    presence: TargetSet,
    readonly path: string,
    private readonly found: PackageInfo | undefined,
    private readonly collect: (info: PackageInfo) => void,
  ) {
    super(name, package_, site, presence);
  }

  /** The package it stands for, its declarations collected by now; undefined where it is not on disk. */
  get imported(): PackageInfo | undefined {
    if (this.found !== undefined) this.collect(this.found);
    return this.found;
  }
}

export class Builtin extends ObjectBase {
  readonly kind = 'builtin';
}

export class Nil extends ObjectBase {
  readonly kind = 'nil';
}

export type GoObject = Const | TypeName | Var | Func | PkgName | Builtin | Nil;
