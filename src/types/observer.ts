// What rules can listen to while the checker types a package: places whose meaning needs types, on the targets of `checker.now`.
import type { TargetSet } from '../platform/target.ts';
import type { Node } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import type { Func, GoObject, Var } from './object.ts';
import type { Operand } from './operand.ts';
import type { Struct, Type } from './type.ts';

/** Something a rule recorded, and the targets it holds on. */
export interface Fact {
  readonly rule: string;
  readonly targets: TargetSet;
  readonly fact: unknown;
}

/**
 * Hooks of a rule. Each is called inside a unit of work: it may read types (and so throw a Split), and it must keep what it finds by
 * {@link Checker.record}, which forgets what a split attempt had said.
 */
export interface Observer {
  /** A name that is used, or that declares something inside a function: what it stands for. Not of fields and methods. */
  name?(c: Checker, node: Node, object: GoObject): void;
  /** A struct type that is written out. */
  structType?(c: Checker, node: Node, struct: Struct): void;
  /** Any expression, after it was typed. */
  expression?(c: Checker, x: Operand): void;
  /** A type that is written out or named; of a generic type without arguments also where that is an error. */
  typeExpression?(c: Checker, node: Node, type: Type): void;
  /** A call of a declared function or method. */
  call?(c: Checker, node: Node, callee: Func, args: readonly Operand[]): void;
  /** `x.f`: `path` are the embedded fields on the way to `field`. */
  selection?(c: Checker, node: Node, x: Operand, path: readonly Var[], field: Var): void;
  /** A literal of a struct type with elements. */
  structLiteral?(c: Checker, node: Node, type: Type, struct: Struct, keyed: boolean): void;
  /** `T(x)`. */
  conversion?(c: Checker, node: Node, x: Operand, type: Type): void;
  /** `x.(T)`. */
  assertion?(c: Checker, node: Node, x: Operand, type: Type): void;
  /** A value where a type is wanted: assigned, passed, returned or an element, assignable or not. */
  assignment?(c: Checker, x: Operand, wanted: Type): void;
  /** `x op y` for other operators than shifts, and with `assign` `x op= y`; untyped operands as they were before. */
  operation?(c: Checker, x: Operand, y: Operand, operator: string, assign: boolean): void;
}
