// From operations to the places they work on: those that addresses come from, through everything that keeps or passes them on.
import type { TargetSet } from '../../platform/target.ts';
import { Tag } from '../../types/type.ts';
import { type Access, isIndirection, locationOf, MAX_STEPS, type Step } from './access-path.ts';
import { essentialPart } from './essential-path.ts';
import type { FactPlace, OperationFact } from './facts.ts';
import type { Operation } from './operations.ts';
import { type Kept, type Known, keyOf, type Stores } from './stores.ts';

/** A place in memory that an atomic operation works on, with the way the address took. */
export interface AtomicAccess {
  readonly access: Access;
  readonly operation: Operation;
  /** The targets on which the code exists. */
  readonly targets: TargetSet;
  /** Where the address is taken, passed on and kept, up to the atomic operation itself. */
  readonly chain: readonly FactPlace[];
}

/** What is asked while places are looked for. */
export interface Questions {
  /** The targets on which an operation refuses misaligned addresses. */
  checking(operation: Operation): TargetSet;
  /** Those of some targets on which it is known where an access leads. */
  whereKnown(access: Access, from: FactPlace, targets: TargetSet): TargetSet;
}

/** Addresses that were kept more often than this on their way are not followed. */
const MAX_CHAIN = 8;
/** What is known of one package at most: a bound for hostile sources. */
const MAX_PLACES = 100_000;

/** The places of the operations themselves, and of what is kept where they read their addresses. */
export function placesOf(
  operations: readonly Known<OperationFact>[],
  stores: Stores,
  questions: Questions,
): AtomicPlace[] {
  const places = new Map<string, AtomicPlace>();
  const placeAt = (access: Access, length: number): AtomicPlace | undefined => {
    const essential = essentialPart(access);
    const key = keyOf(essential);
    let place = places.get(key);
    if (place === undefined && places.size < MAX_PLACES) {
      place = new AtomicPlace(essential, length);
      places.set(key, place);
    }
    return place;
  };
  const changed = new Set<AtomicPlace>();
  for (const known of operations) {
    const place = placeAt(known.fact.access, 1);
    if (place === undefined) continue;
    place.operations.push(known);
    place.reach(known.targets, known.targets & questions.checking(known.fact.operation));
    changed.add(place);
  }
  for (const place of changed) {
    changed.delete(place);
    if (place.length >= MAX_CHAIN) continue;
    place.sources ??= sourcesOf(place, stores, placeAt);
    for (const { from, kept, isLast } of place.sources) {
      if (from.reach(place.targets & kept.targets, place.checked & kept.targets)) changed.add(from);
      if (isLast) place.explained |= from.whereKnown(questions, kept.facts[0]!.fact, place.targets & kept.closed);
    }
  }
  const found = [...places.values()];
  breakCircles(found);
  return found;
}

/** Takes back what is explained only by places that explain each other, as the pointers of a list do: nothing is known of those. */
function breakCircles(places: readonly AtomicPlace[]): void {
  const grounded = new Map<AtomicPlace, TargetSet>();
  const changed = new Set<AtomicPlace>(places);
  for (const place of changed) {
    changed.delete(place);
    const before = grounded.get(place) ?? 0;
    const now = place.groundedBy((from) => grounded.get(from) ?? 0);
    if (now === before) continue;
    grounded.set(place, now);
    for (const user of place.usersOfAddress()) changed.add(user);
  }
  for (const place of places) place.explained &= grounded.get(place) ?? 0;
}

/** Where what an address is read from was kept. */
interface Source {
  /** The place that the operations on the place itself work on then. */
  readonly from: AtomicPlace;
  readonly kept: Kept;
  /** Whether it is the address itself that was kept, and not what it was read through. */
  readonly isLast: boolean;
}

/** A place whose address is read from what leads to another one. */
interface User {
  readonly place: AtomicPlace;
  readonly kept: Kept;
  readonly isLast: boolean;
}

/** A place in memory with those of its accesses that are of interest. */
export interface SeenPlace {
  readonly access: Access;
  /** Where one of them begins. */
  readonly from: FactPlace;
  /** The targets of them all, and those on which one of the operations refuses misaligned addresses. */
  readonly targets: TargetSet;
  readonly checked: TargetSet;
  readonly accesses: () => AtomicAccess[];
}

/** A place in memory that atomic operations work on. */
export class AtomicPlace {
  /** The operations that are written so. */
  readonly operations: Known<OperationFact>[] = [];
  /** Where else its address is read from, once that was looked for. */
  sources: readonly Source[] | undefined;
  /** The places whose addresses come from this one. */
  private readonly users: User[] = [];
  /** The targets on which operations reach it. */
  targets: TargetSet = 0;
  /** Those on which one of them refuses misaligned addresses. */
  checked: TargetSet = 0;
  /** Those on which it is known where its address comes from: there other places have it, with what it points into. */
  explained: TargetSet = 0;
  private asked: TargetSet = 0;
  private known: TargetSet = 0;

  constructor(
    readonly access: Access,
    /** How many facts lead to it from an operation, at least. */
    readonly length: number,
  ) {}

  /** Adds targets; says whether that changes anything. */
  reach(targets: TargetSet, checked: TargetSet): boolean {
    const before = [this.targets, this.checked];
    this.targets |= targets;
    this.checked |= checked;
    return this.targets !== before[0] || this.checked !== before[1];
  }

  /** Those of some targets on which it is known where it is, asked once for each. */
  whereKnown({ whereKnown }: Questions, from: FactPlace, targets: TargetSet): TargetSet {
    const wanted = targets & ~this.asked;
    if (wanted !== 0) this.known |= whereKnown(this.access, from, wanted);
    this.asked |= wanted;
    return this.known & targets;
  }

  /** Notes that an address which leads here is kept where another place reads it. */
  usedBy(user: User): void {
    this.users.push(user);
  }

  /** The places that read their very addresses from what leads here. */
  usersOfAddress(): AtomicPlace[] {
    return this.users.flatMap(({ place, isLast }) => (isLast ? [place] : []));
  }

  /** The targets on which it explains itself, or something does that is grounded itself. */
  groundedBy(grounded: (from: AtomicPlace) => TargetSet): TargetSet {
    let found = this.targets & ~this.explained;
    for (const { from, kept, isLast } of this.sources ?? [])
      if (isLast) found |= this.targets & kept.closed & from.known & grounded(from);
    return found;
  }

  /**
   * The accesses to it, where it is not known where the address comes from: by what its address was taken or kept by first, and by operation.
   * @param isWanted asked of the former
   */
  private accesses(isWanted: (from: FactPlace) => boolean): AtomicAccess[] {
    const found: AtomicAccess[] = [];
    const add = ({ operation, targets, chain }: Omit<AtomicAccess, 'access'>) => {
      const rest = targets & ~this.explained;
      if (rest !== 0) found.push({ access: this.access, operation, targets: rest, chain });
    };
    for (const { fact, targets } of this.operations)
      if (isWanted(fact)) add({ operation: fact.operation, targets, chain: [fact] });
    for (const { place, kept } of this.users) {
      const wanted = kept.facts.filter(({ fact }) => isWanted(fact));
      const origins = wanted.length === 0 ? [] : place.origins();
      for (const { fact, targets: there } of wanted) {
        for (const { operation, targets, chain } of origins)
          if ((targets & there) !== 0) add({ operation, targets: targets & there, chain: [fact, ...chain] });
      }
    }
    return found;
  }

  /** It with those of the accesses that begin where `isWanted`; undefined where there are none. */
  seen(isWanted: (from: FactPlace) => boolean): SeenPlace | undefined {
    let from: FactPlace | undefined;
    let [targets, checked] = [0, 0];
    const add = (fact: FactPlace, there: TargetSet, refused: TargetSet) => {
      const rest = there & ~this.explained;
      if (rest === 0 || !isWanted(fact)) return;
      from ??= fact;
      targets |= rest;
      checked |= refused & rest;
    };
    for (const { fact, targets: there } of this.operations) add(fact, there, this.checked);
    for (const { place, kept } of this.users) {
      for (const { fact, targets: there } of kept.facts) add(fact, there & place.targets, there & place.checked);
    }
    const { access } = this;
    return from && { access, from, targets, checked, accesses: () => this.accesses(isWanted) };
  }

  /** The operations that come to it, each by one of the shortest ways. */
  private origins(): Omit<AtomicAccess, 'access'>[] {
    const found: Omit<AtomicAccess, 'access'>[] = [];
    const met = new Map<AtomicPlace, TargetSet>([[this, this.targets]]);
    const ways: { place: AtomicPlace; targets: TargetSet; chain: readonly FactPlace[] }[] = [
      { place: this, targets: this.targets, chain: [] },
    ];
    for (const { place, targets, chain } of ways) {
      for (const { fact, targets: there } of place.operations) {
        if ((targets & there) !== 0)
          found.push({ operation: fact.operation, targets: targets & there, chain: [...chain, fact] });
      }
      for (const { place: user, kept } of place.users) {
        const there = targets & kept.targets & user.targets;
        const before = met.get(user) ?? 0;
        if ((there & ~before) === 0) continue;
        met.set(user, before | there);
        const known = kept.facts.find((one) => (one.targets & there) !== 0)!;
        ways.push({ place: user, targets: there, chain: [...chain, known.fact] });
      }
    }
    return found;
  }
}

/** Where the addresses were kept that lead to a place. */
function sourcesOf(
  place: AtomicPlace,
  stores: Stores,
  placeAt: (access: Access, length: number) => AtomicPlace | undefined,
): Source[] {
  const { access, length } = place;
  const found: Source[] = [];
  const last = access.steps.findLastIndex(isIndirection);
  access.steps.forEach((step, at) => {
    const location = isIndirection(step) ? locationOf(access, at) : undefined;
    if (location === undefined) return;
    for (const kept of stores.at(location)) {
      const composed = compose(access, at, kept.access);
      const from = composed && placeAt(composed, length + 1);
      if (from === undefined) continue;
      from.usedBy({ place, kept, isLast: at === last });
      found.push({ from, kept, isLast: at === last });
    }
  });
  return found;
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
