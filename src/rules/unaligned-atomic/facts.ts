// What is noted while a package is typed: 64-bit atomic operations, pointers passed on, uses of fields and literals of structs.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker, Environment } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import type { Func, Var } from '../../types/object.ts';
import type { Observer } from '../../types/observer.ts';
import type { Operand } from '../../types/operand.ts';
import type { FileInfo, PackageInfo } from '../../types/package-info.ts';
import { signatureOf, under, varType } from '../../types/resolve.ts';
import { type Struct, Tag, type Type } from '../../types/type.ts';
import { type Access, accessOf, dereference, memberOf, receiverOf } from './access-path.ts';
import { type Operation, operationOf } from './operations.ts';
import { functionKey } from './variables.ts';

export const RULE = 'unaligned-atomic';

/** A place in the sources, and where to ask questions about it from. */
export interface FactPlace {
  readonly env: Environment;
  readonly node: Node;
}

/** An atomic operation on a place in memory. */
export interface OperationFact extends FactPlace {
  readonly kind: 'operation';
  readonly operation: Operation;
  readonly access: Access;
}

/** A pointer handed to a function of the same package, as a parameter or as the receiver (-1). */
export interface PassFact extends FactPlace {
  readonly kind: 'pass';
  readonly function: string;
  readonly index: number;
  /** The place the pointer points to. */
  readonly access: Access;
}

/** `x.f` of a field of the package whose type is a 64-bit integer. */
export interface UseFact extends FactPlace {
  readonly kind: 'use';
  readonly field: Var;
}

/** A literal with elements of a struct type. */
export interface LiteralFact extends FactPlace {
  readonly kind: 'literal';
  readonly struct: Struct;
  readonly keyed: boolean;
}

/** A whole value of a struct type of the package, read from a variable. */
export interface ValueFact extends FactPlace {
  readonly kind: 'value';
  readonly type: Type;
}

/** `&T{…}` or `new(T)`: a T with an allocation of its own. */
export interface AllocationFact extends FactPlace {
  readonly kind: 'allocation';
  readonly type: Type;
}

/** A conversion of a value of one struct type, or of a pointer to one, to another. */
export interface ConversionFact extends FactPlace {
  readonly kind: 'conversion';
  readonly structs: readonly Struct[];
}

export type AtomicFact = OperationFact | PassFact | UseFact | LiteralFact | ValueFact | ConversionFact | AllocationFact;

/** Types of what paths may start from, for one package at a time. */
interface Memory {
  package_: PackageInfo;
  readonly concerned: boolean;
  readonly types: WeakMap<FileInfo, Map<Node, Map<number, Type>>>;
}

const memories = new WeakMap<Checker, Memory>();

/** The memory for the package that is being checked; undefined where none of its files imports sync/atomic. */
function memoryOf(c: Checker): Memory | undefined {
  const { package_ } = c.env.file;
  let memory = memories.get(c);
  if (memory?.package_ !== package_) {
    const concerned = package_.files.some(({ file }) => file.imports.some(({ path }) => path === 'sync/atomic'));
    memory = { package_, concerned, types: new WeakMap() };
    memories.set(c, memory);
  }
  return memory.concerned ? memory : undefined;
}

const note = (c: Checker, fact: AtomicFact) => c.record(RULE, fact);

export const observer: Observer = {
  expression(c, x) {
    const memory = memoryOf(c);
    if (memory === undefined || x.mode === 'unknown') return;
    const { tree } = c.env.file;
    switch (tree.kind[x.node]) {
      case Kind.CallExpression:
      case Kind.TypeConversionExpression:
      case Kind.TypeAssertionExpression:
      case Kind.UnaryExpression:
      case Kind.CompositeLiteral:
        remember(c, memory, x);
        if (x.type.tag === Tag.Pointer && isOwnStruct(c, x.type.elem) && isAllocation(c, x.node))
          note(c, { kind: 'allocation', env: c.env, node: x.node, type: x.type.elem });
        break;
      default:
    }
    if (x.mode === 'variable' && x.type.tag !== Tag.Basic && x.type.tag !== Tag.Pointer && isOwnStruct(c, x.type))
      note(c, { kind: 'value', env: c.env, node: x.node, type: x.type });
  },

  call(c, node, callee, args) {
    const memory = memoryOf(c);
    if (memory === undefined) return;
    const operation = operationOf(callee);
    if (operation === undefined) {
      if (callee.package_ === c.env.file.package_) passes(c, memory, node, callee, args);
      return;
    }
    const pointer = args[0] && accessOf(asker(c, memory), args[0].node);
    const access = pointer && dereference(c, pointer);
    if (access !== undefined) note(c, { kind: 'operation', env: c.env, node, operation, access });
  },

  selection(c, node, _x, _path, field) {
    if (memoryOf(c) === undefined || field.package_ !== c.env.file.package_) return;
    const type = under(c, varType(c, field));
    if (type.tag === Tag.Basic && type.bits === 64) note(c, { kind: 'use', env: c.env, node, field });
  },

  structLiteral(c, node, _type, struct, keyed) {
    if (memoryOf(c) === undefined) return;
    if (struct.fields[0]?.package_ === c.env.file.package_)
      note(c, { kind: 'literal', env: c.env, node, struct, keyed });
  },

  conversion(c, node, x, type) {
    if (memoryOf(c) === undefined) return;
    const structs = [x.type, type].flatMap((each) => {
      const u = under(c, each);
      const base = u.tag === Tag.Pointer ? under(c, u.elem) : u;
      return base.tag === Tag.Struct ? [base] : [];
    });
    if (structs.length === 2 && structs[0] !== structs[1]) note(c, { kind: 'conversion', env: c.env, node, structs });
  },
};

/** Whether an expression is `&T{…}` or `new(T)`. */
function isAllocation(c: Checker, node: Node): boolean {
  const { tree } = c.env.file;
  if (tree.kind[node] === Kind.CallExpression) {
    const callee = tree.child(node, Field.Function);
    return callee !== NONE && tree.textOf(callee) === 'new';
  }
  const operand = tree.child(node, Field.Operand);
  return operand !== NONE && tree.kind[operand] === Kind.CompositeLiteral;
}

function isOwnStruct(c: Checker, type: Type): boolean {
  let t = under(c, type);
  while (t.tag === Tag.Array) t = under(c, t.elem);
  return t.tag === Tag.Struct && t.fields[0]?.package_ === c.env.file.package_;
}

function remember(c: Checker, memory: Memory, x: Operand): void {
  const { file } = c.env;
  const nodes = memory.types.get(file) ?? new Map<Node, Map<number, Type>>();
  memory.types.set(file, nodes);
  const bySet = nodes.get(x.node) ?? new Map<number, Type>();
  nodes.set(x.node, bySet.set(c.now, x.type));
}

function asker(c: Checker, memory: Memory) {
  const { file } = c.env;
  return { c, types: (node: Node) => typeAt(c, memory.types.get(file)?.get(node)) };
}

/** The type an expression had when it was typed for the present targets, or for more of them. */
function typeAt(c: Checker, bySet: ReadonlyMap<number, Type> | undefined): Type | undefined {
  if (bySet === undefined) return undefined;
  for (const [set, type] of bySet) {
    c.splitAt(set);
    if ((set & c.now) === c.now) return type;
  }
  return undefined;
}

/** Notes the pointers among receiver and arguments of a call. */
function passes(c: Checker, memory: Memory, node: Node, callee: Func, args: readonly Operand[]): void {
  const declared = callee.origin ?? callee;
  const { site } = declared;
  const signature = signatureOf(c, declared);
  if (site === undefined || signature === undefined) return;
  const key = functionKey(site.file.file.path, declared.declaration);
  const pass = (index: number, pointer: Access | undefined) => {
    const access = pointer && dereference(c, pointer);
    if (access !== undefined) note(c, { kind: 'pass', env: c.env, node, function: key, index, access });
  };
  signature.params.forEach((param, i) => {
    const arg = args[i];
    if (arg === undefined || (signature.variadic && i === signature.params.length - 1)) return;
    if (under(c, varType(c, param)).tag === Tag.Pointer) pass(i, accessOf(asker(c, memory), arg.node));
  });
  if (declared.pointerReceiver) {
    const receiver = receiverIn(c, memory, node, declared);
    if (receiver !== undefined) pass(-1, receiver);
  }
}

/** The pointer that `x.m()` hands to m. */
function receiverIn(c: Checker, memory: Memory, node: Node, method: Func): Access | undefined {
  const { tree } = c.env.file;
  let callee = tree.child(node, Field.Function);
  while (callee !== NONE && tree.kind[callee] === Kind.ParenthesizedExpression)
    callee = namedChildren(tree, callee)[0]!;
  if (callee === NONE || tree.kind[callee] !== Kind.SelectorExpression) return undefined;
  const x = accessOf(asker(c, memory), tree.child(callee, Field.Operand));
  const found = x && memberOf(c, x, method.name, c.env.file.package_);
  return found?.kind === 'method' ? receiverOf(c, x!, found) : undefined;
}
