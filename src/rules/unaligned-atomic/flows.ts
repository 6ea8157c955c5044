// From operations to accesses: the places that addresses come from, through everything that keeps or passes them on.
import type { TargetSet } from '../../platform/target.ts';
import { Tag } from '../../types/type.ts';
import { type Access, isIndirection, locationOf, MAX_STEPS, type Step } from './access-path.ts';
import type { FactPlace, FlowFact, FunctionFact, StoreFact } from './facts.ts';
import type { Location } from './location.ts';
import type { Operation } from './operations.ts';

/** A place in memory that an atomic operation works on, with the way the address took. */
export interface AtomicAccess {
  readonly access: Access;
  readonly operation: Operation;
  /** The targets on which the code exists. */
  readonly targets: TargetSet;
  /** Where the address is taken, passed on and kept, up to the atomic operation itself. */
  readonly chain: readonly FactPlace[];
}

/** An access, and the targets on which it is known where its address comes from: there others have it, with what it points into. */
interface Found extends AtomicAccess {
  explained: TargetSet;
}

/** A fact, and the targets it holds on. */
export interface Known<T> {
  readonly fact: T;
  readonly targets: TargetSet;
}

/** Addresses that were kept more often than this on their way are not followed. */
const MAX_CHAIN = 8;
/** What is known of one package at most: a bound for hostile sources. */
const MAX_ACCESSES = 20_000;

/**
 * All accesses: those of the operations themselves, and those of what is kept where they read their addresses.
 * @param whereKnown the targets on which it is known where an access leads
 * @param met gets the functions that addresses come through
 */
export function composeAccesses(
  facts: readonly Known<FlowFact>[],
  whereKnown: (access: AtomicAccess) => TargetSet,
  met: Set<Location>,
): AtomicAccess[] {
  const stores = new Stores(facts, met);
  const found: Found[] = [];
  const seen = new Map<string, TargetSet>();
  const add = (next: Found) => {
    const key = keyOf(next);
    const known = seen.get(key) ?? 0;
    if ((next.targets & ~known) === 0 || found.length >= MAX_ACCESSES) return;
    seen.set(key, known | next.targets);
    found.push(next);
  };
  for (const { fact, targets } of facts) {
    if (fact.kind === 'operation')
      add({ access: fact.access, operation: fact.operation, targets, chain: [fact], explained: 0 });
  }
  for (let i = 0; i < found.length; i++) {
    const one = found[i]!;
    const { access, operation, targets, chain } = one;
    if (chain.length >= MAX_CHAIN) continue;
    const last = access.steps.findLastIndex(isIndirection);
    access.steps.forEach((step, at) => {
      if (!isIndirection(step)) return;
      const from = locationOf(access, at);
      if (from === undefined) return;
      for (const { fact, targets: there } of stores.of(from)) {
        const composed = compose(access, at, fact.access);
        if ((targets & there) === 0 || composed === undefined) continue;
        const next = { access: composed, operation, targets: targets & there, chain: [fact, ...chain], explained: 0 };
        add(next);
        if (at === last && !fact.isOpen) one.explained |= whereKnown(next);
      }
    });
  }
  return found.flatMap(({ explained, ...access }) => {
    const targets = access.targets & ~explained;
    return targets === 0 ? [] : [{ ...access, targets }];
  });
}

/** The access with what its path reads before the step `at` replaced by what was kept there. */
function compose({ steps, ...access }: Access, at: number, kept: Access): Access | undefined {
  const between = steps.slice(startOfValue(steps, at), at);
  let path: readonly Step[];
  if (!kept.address) path = [...kept.steps, ...between, ...steps.slice(at)];
  else if (steps[at]!.kind === 'dereference') {
    const last = between.at(-1);
    const pointee = last?.kind === 'cast' && last.type.tag === Tag.Pointer ? last.type.elem : undefined;
    const cast: Step[] = pointee === undefined ? [] : [{ kind: 'cast', type: pointee }];
    path = [...kept.steps, ...cast, ...steps.slice(at + 1)];
  } else return undefined;
  return path.length > MAX_STEPS ? undefined : { ...access, root: kept.root, steps: path };
}

/** Where in a path the steps begin that change a value which was read, but not where it leads: casts, and slices of slices. */
function startOfValue(steps: readonly Step[], at: number): number {
  let start = at;
  while (start > 0 && (steps[start - 1]!.kind === 'cast' || steps[start - 1]!.kind === 'slice')) start--;
  return start;
}

/** What is kept where: by location, through the function values that parameters and results are reached by. */
class Stores {
  private readonly stores = new Map<Location, Known<StoreFact>[]>();
  /** By function: where it is kept. */
  private readonly holders = new Map<Location, Known<FunctionFact>[]>();
  /** By location: the functions that are kept there. */
  private readonly callees = new Map<Location, Known<FunctionFact>[]>();

  constructor(
    facts: readonly Known<FlowFact>[],
    private readonly met: Set<Location>,
  ) {
    for (const { fact, targets } of facts) {
      if (fact.kind === 'store') push(this.stores, fact.to, { fact, targets });
      else if (fact.kind === 'function') {
        push(this.holders, fact.callee, { fact, targets });
        push(this.callees, fact.to, { fact, targets });
      }
    }
  }

  /** What is kept at a location; of a parameter also what calls by other names of the function pass. */
  of(location: Location): Known<StoreFact>[] {
    const [, callee, kind, rest] = /^(.*)([()])(-?\d+.*)$/s.exec(location) ?? [];
    if (callee === undefined) return this.stores.get(location) ?? [];
    const links = kind === '(' ? this.holders : this.callees;
    const found: Known<StoreFact>[] = [];
    const reached = new Map<Location, TargetSet>([[callee, -1]]);
    for (const [name, targets] of reached) {
      this.met.add(name);
      for (const store of this.stores.get(`${name}${kind}${rest}`) ?? [])
        found.push({ fact: store.fact, targets: store.targets & targets });
      for (const { fact, targets: there } of links.get(name) ?? []) {
        const other = kind === '(' ? fact.to : fact.callee;
        if (!reached.has(other)) reached.set(other, targets & there);
      }
    }
    return found;
  }
}

function push<T>(map: Map<Location, T[]>, key: Location, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function keyOf({ access, operation, chain }: AtomicAccess): string {
  const [from] = chain;
  const steps = access.steps.map((step) => {
    switch (step.kind) {
      case 'field':
        return `.${step.index}`;
      case 'element':
        return `[${step.index}]`;
      case 'slice':
        return `[${step.low}:]`;
      case 'cast':
        return `(${step.type.id})`;
      default:
        return '*';
    }
  });
  const at = [from!, chain.at(-1)!].map(({ env, node }) => `${env.file.file.path}:${env.file.tree.start[node]}`);
  return `${at}:${access.root.type.id}:${access.root.location}:${steps.join('')}:${operation.name}`;
}
