// Listens to the checker while it types a package, and notes the facts.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Observer } from '../../types/observer.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import { under } from '../../types/resolve.ts';
import { Tag, type Type } from '../../types/type.ts';
import { seenTypes } from '../support/seen-types.ts';
import { type Asker, accessOf, dereference, type Remembered } from './access-path.ts';
import { isConcerned } from './concerned.ts';
import { type AtomicFact, RULE } from './facts.ts';
import { functionLocation, locationAt, resultOf } from './location.ts';
import { NodeMemory } from './memory.ts';
import { operationOf } from './operations.ts';
import { calleeOf, type Flows, notePassed, noteSatisfied, noteValue } from './values.ts';

/** What is remembered of one package at a time. */
interface Memory extends Flows {
  readonly package_: PackageInfo;
  readonly isConcerned: boolean;
  readonly values: NodeMemory<Remembered>;
}

const memories = new WeakMap<Checker, Memory>();

/** The memory for the package that is being checked; undefined where it has nothing to do with sync/atomic. */
function memoryOf(c: Checker): Memory | undefined {
  const { package_ } = c.env.file;
  let memory = memories.get(c);
  if (memory?.package_ !== package_) {
    memory = {
      package_,
      isConcerned: isConcerned(c, package_),
      values: new NodeMemory(),
      structs: new NodeMemory(),
      callees: new NodeMemory(),
      note: (fact) => note(c, fact),
      asker: () => askerOf(c, memory!),
    };
    memories.set(c, memory);
  }
  return memory.isConcerned ? memory : undefined;
}

const note = (c: Checker, fact: AtomicFact) => c.record(RULE, fact);

function askerOf(c: Checker, { values }: Memory): Asker {
  return { c, remembered: (node) => values.get(c, node) };
}

export const observer: Observer = {
  expression(c, x) {
    const memory = memoryOf(c);
    if (memory === undefined) return;
    seenTypes.expression(c, x);
    if (x.mode === 'unknown' || x.mode === 'type') return;
    const { file } = c.env;
    switch (file.tree.kind[x.node]) {
      case Kind.CallExpression: {
        const callee = calleeOf(memory, c, x.node);
        const location = callee === undefined ? locationAt({ file }, x.node) : resultOf(callee, 0);
        const isMade = /^(?:make|new)$/.test(file.tree.textOf(file.tree.child(x.node, Field.Function)));
        memory.values.set(c, x.node, { type: x.type, location, isMade });
        break;
      }
      case Kind.CompositeLiteral:
      case Kind.LiteralValue:
        memory.values.set(c, x.node, { type: x.type, location: locationAt({ file }, x.node), isMade: true });
        break;
      case Kind.TypeConversionExpression:
      case Kind.TypeAssertionExpression:
      case Kind.UnaryExpression:
        memory.values.set(c, x.node, { type: x.type, isMade: isAllocation(c, x.node) });
        break;
      default:
    }
    if (x.type.tag === Tag.Pointer && isOwnStruct(c, x.type.elem) && isAllocation(c, x.node))
      note(c, { kind: 'allocation', file: c.env.file, node: x.node, type: x.type.elem });
    noteValue(c, memory, x);
  },

  call(c, node, callee, args) {
    const memory = memoryOf(c);
    if (memory === undefined) return;
    const operation = operationOf(callee);
    if (operation !== undefined) {
      const pointer = args[0] && accessOf(memory.asker(), args[0].node);
      const access = pointer && dereference(c, pointer);
      if (access !== undefined) note(c, { kind: 'operation', file: c.env.file, node, operation, access });
      return;
    }
    const location = functionLocation(callee);
    if (location === undefined) return;
    memory.callees.set(c, node, location);
    notePassed(c, memory, node, callee, args);
  },

  assignment(c, x, wanted) {
    const memory = memoryOf(c);
    if (memory === undefined) return;
    seenTypes.assignment(c, x, wanted);
    noteSatisfied(c, memory, x, wanted);
  },

  structLiteral(c, node, type, struct) {
    const memory = memoryOf(c);
    if (memory === undefined) return;
    seenTypes.structLiteral(c, node, type);
    memory.structs.set(c, node, struct);
  },

  conversion(c, node, x, type) {
    const memory = memoryOf(c);
    if (memory === undefined) return;
    seenTypes.conversion(c, node, x, type);
    noteSatisfied(c, memory, x, type);
  },

  selection(c, node, x) {
    if (memoryOf(c) !== undefined) seenTypes.selection(c, node, x);
  },

  typeExpression(c, node, type) {
    if (memoryOf(c) !== undefined) seenTypes.typeExpression(c, node, type);
  },
};

/** Whether an expression is `&T{…}` or `new(T)`. */
function isAllocation(c: Checker, node: Node): boolean {
  const { tree } = c.env.file;
  if (tree.kind[node] === Kind.CallExpression) {
    const callee = tree.child(node, Field.Function);
    return callee !== NONE && tree.textOf(callee) === 'new';
  }
  const operand = tree.kind[node] === Kind.UnaryExpression ? tree.child(node, Field.Operand) : NONE;
  return operand !== NONE && tree.kind[operand] === Kind.CompositeLiteral;
}

function isOwnStruct(c: Checker, type: Type): boolean {
  let t = under(c, type);
  while (t.tag === Tag.Array) t = under(c, t.elem);
  return t.tag === Tag.Struct && t.fields[0]?.package_ === c.env.file.package_;
}
