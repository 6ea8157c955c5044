// What is kept where: the values that come to a location, by the location.
import type { TargetSet } from '../../platform/target.ts';
import type { Access } from './access-path.ts';
import { essentialPart } from './essential-path.ts';
import type { FlowFact, FunctionFact, StoreFact } from './facts.ts';
import type { Location } from './location.ts';

/** A fact, and the targets it holds on. */
export interface Known<T> {
  readonly fact: T;
  readonly targets: TargetSet;
}

/** A value that is kept at a location, and the facts that say so. */
export interface Kept {
  readonly access: Access;
  readonly facts: readonly Known<StoreFact>[];
  /** The targets on which it is kept there, and those on which all that keeps it is seen. */
  readonly targets: TargetSet;
  readonly closed: TargetSet;
}

/** What is kept where, through the function values that parameters and results are reached by. */
export class Stores {
  private readonly stores = new Map<Location, Known<StoreFact>[]>();
  /** By function: where it is kept. */
  private readonly holders = new Map<Location, Known<FunctionFact>[]>();
  /** By location: the functions that are kept there. */
  private readonly callees = new Map<Location, Known<FunctionFact>[]>();
  private readonly answers = new Map<Location, readonly Kept[]>();
  /** The functions that addresses come through, among what was asked for. */
  readonly met = new Set<Location>();

  /** Adds what facts say. */
  add(facts: readonly Known<FlowFact>[]): void {
    this.answers.clear();
    for (const known of facts) {
      const { fact } = known;
      if (fact.kind === 'store') push(this.stores, fact.to, known as Known<StoreFact>);
      else if (fact.kind === 'function') {
        push(this.holders, fact.callee, known as Known<FunctionFact>);
        push(this.callees, fact.to, known as Known<FunctionFact>);
      }
    }
  }

  /** What is kept at a location; of a parameter also what calls by other names of the function pass. */
  at(location: Location): readonly Kept[] {
    let found = this.answers.get(location);
    if (found === undefined) {
      found = byValue(this.factsOf(location));
      this.answers.set(location, found);
    }
    return found;
  }

  private factsOf(location: Location): readonly Known<StoreFact>[] {
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

/** The values that are kept, each once. */
function byValue(facts: readonly Known<StoreFact>[]): Kept[] {
  const found = new Map<string, Kept & { facts: Known<StoreFact>[]; targets: TargetSet; closed: TargetSet }>();
  for (const known of facts) {
    const access = essentialPart(known.fact.access);
    const key = `${access.address} ${keyOf(access)}`;
    const same = found.get(key) ?? { access, facts: [], targets: 0, closed: 0 };
    found.set(key, same);
    same.facts.push(known);
    same.targets |= known.targets;
    if (!known.fact.isOpen) same.closed |= known.targets;
  }
  return [...found.values()];
}

/** Distinguishes accesses by where they lead. */
export function keyOf({ root, steps }: Pick<Access, 'root' | 'steps'>): string {
  let key = `${root.type.id}:${root.location}:${root.isMade === true}:`;
  for (const step of steps) {
    switch (step.kind) {
      case 'field':
        key += `.${step.index}`;
        break;
      case 'element':
        key += `[${step.index}]`;
        break;
      case 'slice':
        key += `[${step.low}:]`;
        break;
      case 'cast':
        key += `(${step.type.id})`;
        break;
      default:
        key += '*';
    }
  }
  return key;
}

function push<T>(map: Map<Location, T[]>, key: Location, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
