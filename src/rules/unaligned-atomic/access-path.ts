// Access paths: how an expression gets from a variable or a value to a place in memory, step by step.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { firstNamed, namedChildren } from '../../types/collect.ts';
import { exactString } from '../../types/constant.ts';
import { lookupMember, type Selection } from '../../types/lookup.ts';
import { type GoObject, Var } from '../../types/object.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import { constValue, under, varType } from '../../types/resolve.ts';
import { Tag, type Type } from '../../types/type.ts';
import { initialValue, parameterOf } from './variables.ts';

/** One step of a path: what is done to the value so far. */
export type Step =
  /** `.f`: the field of that index of a struct. */
  | { readonly kind: 'field'; readonly index: number }
  /** `*p`. */
  | { readonly kind: 'dereference' }
  /** `a[i]` of an array or a slice; undefined: any element. */
  | { readonly kind: 'element'; readonly index: number | undefined };

/** A parameter (-1: the receiver) of a declared function. */
export interface Parameter {
  /** Where the function is declared. */
  readonly function: string;
  readonly index: number;
}

/** Where a path starts: a variable, which lies at the start of its allocation, or a value, which lies nowhere. */
export interface Root {
  readonly type: Type;
  /** The name of a variable. */
  readonly name: string | undefined;
  /** The parameter it is: what callers pass is worth following. */
  readonly parameter: Parameter | undefined;
}

/** A place in memory, or with `address` the pointer to it. */
export interface Access {
  readonly root: Root;
  readonly steps: readonly Step[];
  /** The type of the place. */
  readonly type: Type;
  readonly address: boolean;
}

/** Types of expressions that no path goes through: of calls, conversions, assertions. */
export type TypeMemory = (node: Node) => Type | undefined;

/** Longer paths are not followed: they come of recursion. */
export const MAX_STEPS = 24;
const MAX_DEPTH = 50;

/** Whence questions about an expression are asked. */
export interface Asker {
  readonly c: Checker;
  readonly types: TypeMemory;
}

/** The path of an expression of the present file and scope; undefined where it is not understood. @throws Split */
export function accessOf(asker: Asker, node: Node, depth = 0): Access | undefined {
  if (node === NONE || depth > MAX_DEPTH) return undefined;
  const { c } = asker;
  const { tree } = c.env.file;
  const operand = () => accessOf(asker, tree.child(node, Field.Operand), depth + 1);
  switch (tree.kind[node]) {
    case Kind.ParenthesizedExpression:
      return accessOf(asker, firstNamed(tree, node), depth + 1);
    case Kind.Identifier:
      return named(asker, node, depth);
    case Kind.SelectorExpression: {
      const imported = importedVariable(c, tree, node);
      if (imported !== undefined) return ofVariable(c, imported);
      const x = operand();
      return x && select(c, x, tree.textOf(tree.child(node, Field.Field)));
    }
    case Kind.IndexExpression: {
      const x = operand();
      return x && element(c, x, constantIndex(c, tree.child(node, Field.Index)));
    }
    case Kind.UnaryExpression: {
      const operator = tree.textOf(tree.child(node, Field.Operator));
      if (operator === '&') {
        const x = operand();
        return x === undefined || x.address ? remembered(asker, node) : { ...x, address: true };
      }
      if (operator !== '*') return remembered(asker, node);
      const x = operand();
      return x && dereference(c, x);
    }
    default:
      return remembered(asker, node);
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

function step(x: Access, next: Step, type: Type): Access | undefined {
  if (type.tag === Tag.Unknown || x.steps.length >= MAX_STEPS) return undefined;
  return { root: x.root, steps: [...x.steps, next], type, address: false };
}

function named(asker: Asker, node: Node, depth: number): Access | undefined {
  const { c } = asker;
  const { tree } = c.env.file;
  const name = tree.textOf(node);
  const at = tree.start[node]!;
  const object = c.env.scope.lookup(name, at) ?? packageObject(c, name);
  if (!(object instanceof Var)) return undefined;
  if (object.role === 'local' && under(c, varType(c, object)).tag === Tag.Pointer) {
    const initial = initialValue(object);
    if (initial !== NONE) {
      const x = accessOf(asker, initial, depth + 1);
      if (x !== undefined) return x;
    }
  }
  return ofVariable(c, object);
}

function packageObject(c: Checker, name: string): GoObject | undefined {
  const { file } = c.env;
  const { package_ } = file;
  if (file.variant === 'external test') return package_.externalScope.lookup(name, c.now);
  const tests = file.variant === 'test' ? package_.testScope.lookup(name, c.now) : undefined;
  return tests ?? package_.scope.lookup(name, c.now);
}

/** `pkg.Name`. */
function importedVariable(c: Checker, tree: Tree, node: Node): Var | undefined {
  const left = tree.child(node, Field.Operand);
  if (left === NONE || tree.kind[left] !== Kind.Identifier) return undefined;
  const name = tree.textOf(left);
  if (c.env.scope.lookup(name, tree.start[left]!) !== undefined) return undefined;
  const pkg = c.env.file.imports.lookup(name, c.now);
  if (pkg?.kind !== 'package') return undefined;
  const object = pkg.imported?.scope.lookup(tree.textOf(tree.child(node, Field.Field)), c.now);
  return object instanceof Var ? object : undefined;
}

function ofVariable(c: Checker, variable: Var): Access | undefined {
  const type = varType(c, variable);
  if (type.tag === Tag.Unknown) return undefined;
  const root = { type, name: variable.name, parameter: parameterOf(variable) };
  return { root, steps: [], type, address: false };
}

/** What a call or a conversion gave. @throws Split */
function remembered({ types }: Asker, node: Node): Access | undefined {
  const type = types(node);
  if (type === undefined || type.tag === Tag.Unknown) return undefined;
  return { root: { type, name: undefined, parameter: undefined }, steps: [], type, address: false };
}

function select(c: Checker, x: Access, name: string): Access | undefined {
  const found = memberOf(c, x, name, c.env.file.package_);
  return found.kind === 'field' ? along(c, x, [...found.path, found.field]) : undefined;
}

/** Through fields one after another, and the pointers between them. */
function along(c: Checker, x: Access, fields: readonly Var[]): Access | undefined {
  let at: Access | undefined = x;
  for (const field of fields) {
    if (at.address || under(c, at.type).tag === Tag.Pointer) at = dereference(c, at);
    const struct = at && under(c, at.type);
    if (at === undefined || struct?.tag !== Tag.Struct) return undefined;
    const index = struct.fields.indexOf(field);
    if (index < 0) return undefined;
    at = step(at, { kind: 'field', index }, varType(c, field));
    if (at === undefined) return undefined;
  }
  return at;
}

function element(c: Checker, x: Access, index: number | undefined): Access | undefined {
  let at: Access | undefined = x;
  if (at.address || under(c, at.type).tag === Tag.Pointer) at = dereference(c, at);
  const list = at && under(c, at.type);
  if (at === undefined || (list?.tag !== Tag.Array && list?.tag !== Tag.Slice)) return undefined;
  return step(at, { kind: 'element', index: list.tag === Tag.Array ? index : undefined }, list.elem);
}

/** The value of an index that is a literal or the name of a constant. */
function constantIndex(c: Checker, node: Node): number | undefined {
  const { tree } = c.env.file;
  if (node === NONE) return undefined;
  const inner = tree.kind[node] === Kind.TypeElem ? namedChildren(tree, node)[0]! : node;
  const text = tree.textOf(inner);
  if (tree.kind[inner] === Kind.IntLiteral) return asIndex(Number(text.replaceAll('_', '').replace(/^0(?=\d)/, '0o')));
  if (tree.kind[inner] !== Kind.Identifier && tree.kind[inner] !== Kind.TypeIdentifier) return undefined;
  const object = c.env.scope.lookup(text, tree.start[inner]!) ?? packageObject(c, text);
  if (object?.kind !== 'const') return undefined;
  const value = constValue(c, object);
  return value === undefined ? undefined : asIndex(Number(exactString(value)));
}

function asIndex(n: number): number | undefined {
  return Number.isSafeInteger(n) && n >= 0 ? n : undefined;
}
