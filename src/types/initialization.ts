// Initialization cycles: package variables and constants whose initial values need themselves (Go spec, Package initialization).
import type { TargetSet } from '../platform/target.ts';
import type { Checker } from './checker.ts';
import { describeCycle } from './cycles.ts';
import type { GoObject } from './object.ts';
import type { PackageInfo } from './package-info.ts';

/** What a package-level declaration uses, and on which targets. */
export type Uses = Map<GoObject, Map<GoObject, TargetSet>>;

/** Declarations with what they use, in the order of the sources. */
type Graph = ReadonlyMap<GoObject, readonly GoObject[]>;

/** Steps of looking for cycles in one package; a real one takes a few thousand. */
const MAX_STEPS = 1_000_000;

/** Reports the initialization cycles of a package, all of which has been checked. */
export function reportInitializationCycles(c: Checker, info: PackageInfo): void {
  const everywhere = graphOf(info, -1);
  const members = [...everywhere.keys()].filter((object) => object.kind !== 'func' && reaches(everywhere, object));
  if (members.length === 0) return;
  const cycles = new Map<string, { cycle: readonly GoObject[]; targets: TargetSet }>();
  const order = new Map([...everywhere.keys()].map((object, i) => [object, i]));
  for (const target of bits(members.reduce((set, { presence }) => set | presence, 0))) {
    for (const cycle of cyclesOf(graphOf(info, target))) {
      const key = cycle.map((object) => order.get(object)).join();
      cycles.set(key, { cycle, targets: (cycles.get(key)?.targets ?? 0) | target });
    }
  }
  for (const { cycle, targets } of cycles.values()) {
    const first = cycle[0]!;
    const { file, scope, node } = first.site!;
    const { name } = first;
    c.checked(file, scope, targets, () => {
      if (cycle.length === 1) c.report(node, 'InvalidInitCycle', 'initializationOfItself', { name });
      else c.report(node, 'InvalidInitCycle', 'initializationCycle', { name, path: describeCycle(cycle) });
    });
  }
}

/** The declarations that are, or use on the way, part of a cycle on some of `targets`: all others cannot be part of one. */
function graphOf({ declared, uses }: PackageInfo, targets: TargetSet): Graph {
  const order = new Map<GoObject, number>();
  for (const object of declared) if ((object.presence & targets) !== 0) order.set(object, order.size);
  const graph = new Map<GoObject, GoObject[]>();
  const users = new Map<GoObject, GoObject[]>();
  for (const object of order.keys()) {
    // The variables of `var a, b = f()` have one initial value.
    const used = uses.get(object.kind === 'var' ? (object.group[0] ?? object) : object) ?? [];
    const present = [...used].filter(([other, set]) => (set & targets) !== 0 && order.has(other));
    const others = present.map(([other]) => other).sort((a, b) => order.get(a)! - order.get(b)!);
    graph.set(object, others);
    for (const other of others) users.set(other, [...(users.get(other) ?? []), object]);
  }
  const open = new Map([...graph].map(([object, others]) => [object, others.length]));
  const done = [...graph.keys()].filter((object) => open.get(object) === 0);
  for (const object of done) {
    graph.delete(object);
    for (const user of users.get(object) ?? []) {
      open.set(user, open.get(user)! - 1);
      if (open.get(user) === 0) done.push(user);
    }
  }
  return graph;
}

/** Whether following what is used leads from a declaration back to it. */
function reaches(graph: Graph, from: GoObject): boolean {
  const seen = new Set<GoObject>();
  const pending = [...graph.get(from)!];
  for (let object = pending.pop(); object !== undefined; object = pending.pop()) {
    if (object === from) return true;
    if (seen.has(object)) continue;
    seen.add(object);
    pending.push(...(graph.get(object) ?? []));
    if (seen.size > MAX_STEPS) return false;
  }
  return false;
}

/**
 * The cycles through variables and constants of one target, as the compiler finds them: what has fewest open uses is initialized next,
 * constants first, and what then still has some is the start of a cycle.
 */
function cyclesOf(graph: Graph): GoObject[][] {
  const values = [...graph.keys()].filter(({ kind }) => kind !== 'func');
  const needs = new Map(values.map((value) => [value, valuesBehind(graph, value)]));
  const open = new Map([...needs].map(([value, needed]) => [value, needed.size]));
  const rest = new Set(values);
  const cycles: GoObject[][] = [];
  while (rest.size > 0) {
    let next: GoObject | undefined;
    for (const value of rest) if (next === undefined || isBefore(value, next, open)) next = value;
    rest.delete(next!);
    const cycle = open.get(next!)! > 0 ? pathBack(graph, next!) : undefined;
    if (cycle !== undefined) cycles.push(cycle);
    for (const [value, needed] of needs) if (needed.has(next!)) open.set(value, open.get(value)! - 1);
  }
  return cycles;
}

function isBefore(a: GoObject, b: GoObject, open: ReadonlyMap<GoObject, number>): boolean {
  if ((a.kind === 'const') !== (b.kind === 'const')) return a.kind === 'const';
  return open.get(a)! < open.get(b)!;
}

/** The variables and constants that a declaration uses, itself or through functions. */
function valuesBehind(graph: Graph, from: GoObject): Set<GoObject> {
  const found = new Set<GoObject>();
  const seen = new Set<GoObject>();
  const pending = [...graph.get(from)!];
  for (let object = pending.pop(); object !== undefined; object = pending.pop()) {
    if (!graph.has(object)) continue;
    if (object.kind !== 'func') found.add(object);
    else if (!seen.has(object)) {
      seen.add(object);
      pending.push(...graph.get(object)!);
    }
  }
  return found;
}

/** The first way back to a declaration, depth first in the order of the sources; it begins with the declaration. */
function pathBack(graph: Graph, from: GoObject): GoObject[] | undefined {
  const seen = new Set([from]);
  const path = [{ object: from, others: [...graph.get(from)!] }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.others.shift();
    if (next === undefined) path.pop();
    else if (next === from) return path.map(({ object }) => object);
    else if (graph.has(next) && !seen.has(next)) {
      seen.add(next);
      path.push({ object: next, others: [...graph.get(next)!] });
    }
  }
  return undefined;
}

function* bits(set: TargetSet): Generator<TargetSet> {
  for (let rest = set; rest !== 0; rest &= rest - 1) yield rest & -rest;
}
