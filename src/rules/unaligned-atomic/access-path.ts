// Access paths: how an expression gets from a variable or a value to a place in memory, step by step.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { firstNamed, namedChildren } from '../../types/collect.ts';
import { exactString } from '../../types/constant.ts';
import { lookupMember, type Selection } from '../../types/lookup.ts';
import { Var } from '../../types/object.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import { constValue, under, varType } from '../../types/resolve.ts';
import { Tag, type Type } from '../../types/type.ts';
import { importedObject, objectNamed } from '../support/named-object.ts';
import { topLevelOf } from '../support/parents.ts';
import { elementsOf, type Location, locationAt, variableLocation } from './location.ts';

/** One step of a path: what is done to the value so far. */
export type Step =
  /** `.f`: the field of that index of a struct, and the type it has there. */
  | { readonly kind: 'field'; readonly index: number; readonly location: Location | undefined; readonly type: Type }
  /** `*p`. */
  | { readonly kind: 'dereference' }
  /** `a[i]` of an array, a slice, a map, or what is received from a channel; undefined: any element. */
  | { readonly kind: 'element'; readonly index: number | undefined; readonly of: 'array' | 'slice' | 'other' }
  /** `a[low:]`: a slice of what the path leads to, an array or a slice; undefined: from anywhere. */
  | { readonly kind: 'slice'; readonly low: number | undefined; readonly of: 'array' | 'slice' }
  /** `x.(T)`, `(*T)(x)`: the same address or value with another type. */
  | { readonly kind: 'cast'; readonly type: Type };

/** Where a path starts: a variable, which lies at the start of its allocation, or a value, which lies nowhere. */
export interface Root {
  readonly type: Type;
  /** The name of a variable. */
  readonly name: string | undefined;
  /** What is read: a variable, or a result of a function; undefined for what was just made. */
  readonly location: Location | undefined;
  /** Whether it is a pointer or a slice that was made here, so that it leads to the start of an allocation. */
  readonly isMade?: boolean | undefined;
}

/** A place in memory, or with `address` the pointer to it. */
export interface Access {
  readonly root: Root;
  readonly steps: readonly Step[];
  /** The type of the place. */
  readonly type: Type;
  readonly address: boolean;
}

/** What is known of an expression that no path goes through: of a call, a conversion, a literal. */
export interface Remembered {
  readonly type: Type;
  /** Of a call: the result of its function. */
  readonly location?: Location | undefined;
  /** Of a pointer or a slice: whether it was made here. */
  readonly isMade?: boolean;
}

/** Longer paths are not followed: they come of recursion. */
export const MAX_STEPS = 24;
const MAX_DEPTH = 50;

/** Whence questions about an expression are asked. */
export interface Asker {
  readonly c: Checker;
  readonly remembered: (node: Node) => Remembered | undefined;
}

/** Whether a step leaves the memory of what it starts from. */
export function isIndirection(step: Step): boolean {
  return step.kind === 'dereference' || (step.kind === 'element' && step.of !== 'array');
}

/** The path of an expression of the present file and scope; undefined where it is not understood. @throws Split */
export function accessOf(asker: Asker, node: Node, depth = 0): Access | undefined {
  if (node === NONE || depth > MAX_DEPTH) return undefined;
  const { c } = asker;
  const { tree } = c.env.file;
  const inner = (child: Node) => accessOf(asker, child, depth + 1);
  const operand = () => inner(tree.child(node, Field.Operand));
  switch (tree.kind[node]) {
    case Kind.ParenthesizedExpression:
      return inner(firstNamed(tree, node));
    case Kind.Identifier: {
      const object = objectNamed(c, node);
      return object instanceof Var ? ofVariable(c, object) : undefined;
    }
    case Kind.SelectorExpression: {
      const imported = importedObject(c, node);
      if (imported instanceof Var) return ofVariable(c, imported);
      const x = operand();
      return x && select(c, x, tree.textOf(tree.child(node, Field.Field)));
    }
    case Kind.IndexExpression: {
      const x = operand();
      return x && elementOf(c, x, constantIndex(c, tree.child(node, Field.Index)));
    }
    case Kind.SliceExpression: {
      const x = operand();
      const start = tree.child(node, Field.Start);
      return x && sliceOf(c, x, start === NONE ? 0 : constantIndex(c, start));
    }
    case Kind.UnaryExpression:
      switch (tree.textOf(tree.child(node, Field.Operator))) {
        case '&': {
          const x = operand();
          return x === undefined || x.address ? ofValue(asker, node) : { ...x, address: true };
        }
        case '*': {
          const x = operand();
          return x && dereference(c, x);
        }
        case '<-': {
          const x = operand();
          return x && elementOf(c, x, undefined);
        }
        default:
          return undefined;
      }
    case Kind.TypeAssertionExpression: {
      const x = operand();
      const type = asker.remembered(node)?.type;
      return x && type ? cast(x, type) : ofValue(asker, node);
    }
    case Kind.CallExpression:
    case Kind.TypeConversionExpression: {
      const converted = convertedIn(c, tree, node, asker);
      const x = converted === NONE ? undefined : inner(converted);
      const type = x && asker.remembered(node)?.type;
      return type ? cast(x!, type) : ofValue(asker, node);
    }
    default:
      return ofValue(asker, node);
  }
}

/** `*x`. @throws Split */
export function dereference(c: Checker, x: Access): Access | undefined {
  if (x.address) return { ...x, address: false };
  const pointer = under(c, x.type);
  if (pointer.tag !== Tag.Pointer) return undefined;
  return step(x, { kind: 'dereference' }, pointer.elem);
}

/** The receiver a method gets in `x.m()`: with embedded fields on the way, as a pointer. @throws Split */
export function receiverOf(c: Checker, x: Access, found: Extract<Selection, { kind: 'method' }>): Access | undefined {
  const holder = along(c, x, found.path);
  if (holder === undefined) return undefined;
  return holder.address || under(c, holder.type).tag === Tag.Pointer ? holder : { ...holder, address: true };
}

/** `x.name`, a method or field of what x is or points to. @throws Split */
export function memberOf(c: Checker, x: Access, name: string, from: PackageInfo): Selection {
  return lookupMember(c, x.address ? c.pool.pointer(x.type) : x.type, from, name);
}

/** What the path up to a step is read from; undefined for a value that was just made. */
export function locationOf(
  { root, steps }: Pick<Access, 'root' | 'steps'>,
  length = steps.length,
): Location | undefined {
  for (let i = length - 1; i >= 0; i--) {
    const step = steps[i]!;
    if (step.kind === 'field') return step.location;
    if (step.kind === 'dereference') return undefined;
    if (step.kind === 'element') {
      const container = locationOf({ root, steps }, i);
      return container && elementsOf(container);
    }
  }
  return root.location;
}

/** `x[i]`, and what is received from or found in x. @throws Split */
export function elementOf(c: Checker, x: Access, index: number | undefined): Access | undefined {
  const container = throughPointer(c, x);
  const list = container && under(c, container.type);
  switch (list?.tag) {
    case Tag.Array:
      return step(container!, { kind: 'element', index, of: 'array' }, list.elem);
    case Tag.Slice:
      return step(container!, { kind: 'element', index, of: 'slice' }, list.elem);
    case Tag.Map:
    case Tag.Chan:
      return step(container!, { kind: 'element', index: undefined, of: 'other' }, list.elem);
    default:
      return undefined;
  }
}

function sliceOf(c: Checker, x: Access, low: number | undefined): Access | undefined {
  const container = throughPointer(c, x);
  const list = container && under(c, container.type);
  if (list?.tag !== Tag.Array && list?.tag !== Tag.Slice) return undefined;
  const of = list.tag === Tag.Array ? 'array' : 'slice';
  return step(container!, { kind: 'slice', low, of }, c.pool.slice(list.elem));
}

/** What x is, or points to. */
function throughPointer(c: Checker, x: Access): Access | undefined {
  return x.address || under(c, x.type).tag === Tag.Pointer ? dereference(c, x) : x;
}

function step(x: Access, next: Step, type: Type): Access | undefined {
  if (type.tag === Tag.Unknown || x.steps.length >= MAX_STEPS) return undefined;
  return { root: x.root, steps: [...x.steps, next], type, address: false };
}

/** The value of `x` as one of another type; for an address `*T`, of the same place. */
function cast(x: Access, type: Type): Access | undefined {
  if (!x.address) return step(x, { kind: 'cast', type }, type);
  if (type.tag !== Tag.Pointer) return x;
  const place = step(x, { kind: 'cast', type: type.elem }, type.elem);
  return place && { ...place, address: true };
}

/** What is converted, where the node is a conversion between pointers; NONE for another conversion, and a call. */
function convertedIn(c: Checker, tree: Tree, node: Node, { remembered }: Asker): Node {
  const type = remembered(node)?.type;
  const u = type && under(c, type);
  if (u?.tag !== Tag.Pointer && !(u?.tag === Tag.Basic && u.name === 'unsafe.Pointer')) return NONE;
  if (looksAtAddresses(tree, node)) return NONE;
  if (tree.kind[node] !== Kind.CallExpression) return tree.child(node, Field.Operand);
  const callee = tree.child(node, Field.Function);
  if (callee === NONE || !isTypeSyntax(c, tree, callee)) return NONE;
  return namedChildren(tree, tree.child(node, Field.Arguments))[0] ?? NONE;
}

const ADDRESS = /\buintptr\(\s*unsafe\.Pointer\(/;
const addresses = new WeakMap<Tree, boolean>();

/** Whether the declaration around a node makes a number of an address: it may choose by it what it converts. */
function looksAtAddresses(tree: Tree, node: Node): boolean {
  let known = addresses.get(tree);
  if (known === undefined) {
    known = ADDRESS.test(tree.text);
    addresses.set(tree, known);
  }
  return known && ADDRESS.test(tree.textOf(topLevelOf(tree, node)));
}

/** Whether the function of a call is a type: `(*T)(x)`, `unsafe.Pointer(x)`, `Ptr(x)`. */
function isTypeSyntax(c: Checker, tree: Tree, node: Node): boolean {
  switch (tree.kind[node]) {
    case Kind.ParenthesizedExpression:
      return isTypeSyntax(c, tree, firstNamed(tree, node));
    case Kind.UnaryExpression:
      return tree.textOf(tree.child(node, Field.Operator)) === '*';
    case Kind.PointerType:
      return true;
    case Kind.SelectorExpression:
      return tree.textOf(node) === 'unsafe.Pointer';
    case Kind.Identifier:
      return objectNamed(c, node)?.kind === 'type';
    default:
      return false;
  }
}

function ofVariable(c: Checker, variable: Var): Access | undefined {
  const type = varType(c, variable);
  if (type.tag === Tag.Unknown) return undefined;
  const root = { type, name: variable.name, location: variableLocation(variable) };
  return { root, steps: [], type, address: false };
}

/** What a call or a literal gave. @throws Split */
function ofValue({ remembered }: Asker, node: Node): Access | undefined {
  const value = remembered(node);
  if (value === undefined || value.type.tag === Tag.Unknown) return undefined;
  const { type, location, isMade } = value;
  return { root: { type, name: undefined, location, isMade }, steps: [], type, address: false };
}

function select(c: Checker, x: Access, name: string): Access | undefined {
  const found = memberOf(c, x, name, c.env.file.package_);
  return found.kind === 'field' ? along(c, x, [...found.path, found.field]) : undefined;
}

/** Through fields one after another, and the pointers between them. */
function along(c: Checker, x: Access, fields: readonly Var[]): Access | undefined {
  let at: Access | undefined = x;
  for (const field of fields) {
    at = throughPointer(c, at);
    const struct = at && under(c, at.type);
    if (at === undefined || struct?.tag !== Tag.Struct) return undefined;
    const index = struct.fields.indexOf(field);
    if (index < 0) return undefined;
    const location = field.site && locationAt(field.site, field.site.node);
    const type = varType(c, field);
    at = step(at, { kind: 'field', index, location, type }, type);
    if (at === undefined) return undefined;
  }
  return at;
}

/** The value of an index that is a literal or the name of a constant. */
function constantIndex(c: Checker, node: Node): number | undefined {
  const { tree } = c.env.file;
  if (node === NONE) return undefined;
  const inner = tree.kind[node] === Kind.TypeElem ? namedChildren(tree, node)[0]! : node;
  const text = tree.textOf(inner);
  if (tree.kind[inner] === Kind.IntLiteral) return asIndex(Number(text.replaceAll('_', '').replace(/^0(?=\d)/, '0o')));
  if (tree.kind[inner] !== Kind.Identifier && tree.kind[inner] !== Kind.TypeIdentifier) return undefined;
  const object = objectNamed(c, inner);
  if (object?.kind !== 'const') return undefined;
  const value = constValue(c, object);
  return value === undefined ? undefined : asIndex(Number(exactString(value)));
}

function asIndex(n: number): number | undefined {
  return Number.isSafeInteger(n) && n >= 0 ? n : undefined;
}
