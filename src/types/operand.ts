// Operands: what an expression comes to while it is checked, and how the compiler describes it.
import type { Node } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import { type Constant, format } from './constant.ts';
import { expressionString } from './expression-string.ts';
import type { Builtin, Func, Var } from './object.ts';
import { isUntyped } from './predicates.ts';
import { KIND_NAMES, typeString } from './print.ts';
import { typeParamsOf, under } from './resolve.ts';
import { Tag, type Type, UNKNOWN } from './type.ts';
import { constraintSet, isEmptySet } from './type-set.ts';
import { BASIC, EMPTY_INTERFACE } from './universe.ts';

export type Mode =
  /** Not understood, or reported already: nothing more is said of it. */
  | 'unknown'
  | 'novalue'
  | 'builtin'
  | 'type'
  | 'constant'
  /** Addressable. */
  | 'variable'
  | 'mapindex'
  | 'value'
  | 'nil'
  /** A value that may also be used as `v, ok`. */
  | 'commaok';

export interface Operand {
  readonly mode: Mode;
  readonly type: Type;
  /** The expression; its tree is that of the present file. */
  readonly node: Node;
  /** Of a constant; undefined where it is not known. */
  readonly value?: Constant | undefined;
  readonly builtin?: Builtin;
  /** What it was selected from or names: the function of a call, the variable of an address. */
  readonly object?: Func | Var;
  /** A function or method whose type parameters have no arguments yet, and those given already. */
  readonly typeArgs?: readonly Type[];
  /** Where these are written. */
  readonly typeArgNodes?: readonly Node[];
  /** The field this got its type from, which may vary. */
  readonly selected?: SelectedField | undefined;
  /** Of an untyped value that is no constant: the constants in it, which take the type that it gets in the end. */
  readonly parts?: readonly OpenPart[] | undefined;
  /** Of a call that cannot be a statement: what it is instead. */
  readonly discard?: 'conversion' | 'expression';
  /** Of an interface made by a conversion: the type of the value in it. */
  readonly dynamic?: Type;
}

/** A constant whose type is not decided yet. */
export interface OpenPart {
  readonly constant: Operand;
  /** Whether it is the left operand of a shift, and so must get an integer type. */
  readonly shifted: boolean;
}

/** A field that was selected in a value of a type, through embedded fields. */
export interface SelectedField {
  readonly from: Type;
  readonly path: readonly Var[];
  readonly field: Var;
}

export function unknownOperand(node: Node): Operand {
  return { mode: 'unknown', type: UNKNOWN, node };
}

/** A value of a type. Of an unknown type it is unknown. */
export function typedValue(
  node: Node,
  type: Type,
  mode: 'value' | 'variable' | 'mapindex' | 'commaok' = 'value',
): Operand {
  return type.tag === Tag.Unknown ? unknownOperand(node) : { mode, type, node };
}

/** A variable that is named. Of an unknown type it is unknown. */
export function variableOperand(node: Node, type: Type, object: Var): Operand {
  return { mode: type.tag === Tag.Unknown ? 'unknown' : 'variable', type, node, object };
}

const MODES: Readonly<Record<Mode, string>> = {
  unknown: 'invalid operand',
  novalue: 'no value',
  builtin: 'built-in',
  type: 'type',
  constant: 'constant',
  variable: 'variable',
  mapindex: 'map index expression',
  value: 'value',
  nil: 'nil',
  commaok: 'comma, ok expression',
};

/** An operand in the compiler's words: `x (variable of struct type T)`, `1 << 40 (untyped int constant 1099511627776)`. @throws Split */
export function describeOperand(c: Checker, x: Operand): string {
  if (x.mode === 'nil') return 'nil';
  const expression = expressionString(c.env.file.tree, x.node);
  const words: string[] = [];
  const typed = x.mode !== 'novalue' && x.mode !== 'builtin' && x.mode !== 'type' && x.mode !== 'unknown';
  if (typed && isUntyped(x.type)) words.push(x.type.name);
  words.push(MODES[x.mode]);
  if (x.mode === 'constant' && x.value !== undefined) {
    const value = format(x.value);
    if (value !== expression) words.push(value);
  }
  if (typed && !isUntyped(x.type)) {
    words.push(`of ${typeDescription(c, x.type)}type ${typeString(c, x.type)}${constraintDescription(c, x.type)}`);
  }
  return `${expression} (${words.join(' ')})`;
}

/** What the compiler puts before `type T`: the kind of a defined type and of an alias. @throws Split */
function typeDescription(c: Checker, type: Type): string {
  if (type.tag !== Tag.Named) {
    if (type === EMPTY_INTERFACE) return 'interface ';
    if (type.alias === undefined) return '';
    return `${type.tag === Tag.Basic ? type.name : KIND_NAMES[type.tag]} `;
  }
  const generic = type.origin === undefined && typeParamsOf(c, type.object).length > 0 ? 'generic ' : '';
  const u = under(c, type);
  const kind = u.tag === Tag.Basic ? u.name.replace('unsafe.', '') : KIND_NAMES[u.tag];
  return kind === undefined ? generic : `${generic}${kind} `;
}

/** What the compiler puts behind a type parameter. @throws Split */
function constraintDescription(c: Checker, type: Type): string {
  const constraint = type.tag === Tag.TypeParam ? type.constraint.get(c.now) : undefined;
  if (constraint === undefined) return '';
  const empty = isEmptySet(constraintSet(c, type)) ? ' with empty type set' : '';
  return ` constrained by ${typeString(c, constraint)}${empty}`;
}

/** A constant of an untyped or typed basic type. */
export function constantOperand(node: Node, type: Type, value: Constant | undefined): Operand {
  return { mode: 'constant', type, node, value };
}

export function boolOperand(node: Node): Operand {
  return { mode: 'value', type: BASIC['untyped bool'], node };
}
