// Groups of targets on which something is the same, with short names for them in Markdown.
import { say } from '../messages/catalogue.ts';
import { describeSome } from '../platform/describe.ts';
import type { Target } from '../platform/target.ts';
import { plain } from './markdown.ts';

/** A value, and the targets that have it. */
export interface TargetGroup<T> {
  readonly value: T;
  readonly targets: readonly Target[];
}

/** Gathers equal values, those which are the same as JSON, of some of the targets `all`. */
export class TargetGroups<T> {
  readonly #groups = new Map<string, { readonly value: T; readonly targets: Target[] }>();

  constructor(private readonly all: readonly Target[]) {}

  add(value: T, targets: readonly Target[]): void {
    const key = JSON.stringify(value);
    const known = this.#groups.get(key);
    if (known === undefined) this.#groups.set(key, { value, targets: [...targets] });
    else known.targets.push(...targets);
  }

  /** The groups, those with few targets first. */
  get groups(): TargetGroup<T>[] {
    const order = (targets: readonly Target[]) => this.all.findIndex((target) => targets.includes(target));
    return [...this.#groups.values()].sort(
      (a, b) => a.targets.length - b.targets.length || order(a.targets) - order(b.targets),
    );
  }
}

/** With so many targets the last group is `the other 9 targets`. */
const MANY = 3;

/** A name in Markdown for each group: its targets, and for a large last one that has all the rest just their number. */
export function groupNames(groups: readonly TargetGroup<unknown>[], all: readonly Target[]): string[] {
  const covered = groups.reduce((sum, group) => sum + group.targets.length, 0);
  return groups.map(({ targets }, i) => {
    const isRest = i > 0 && i === groups.length - 1 && covered === all.length && targets.length >= MANY;
    return isRest ? say('other-targets', { count: targets.length }) : targetWords(targets, all);
  });
}

/** Some of all targets in few words of Markdown, without the system where all are for the same. */
export function targetWords(some: readonly Target[], all: readonly Target[]): string {
  const words = plain(describeSome(all, (target) => some.includes(target)));
  const goos = all[0]?.goos;
  return goos !== undefined && all.every((target) => target.goos === goos) ? words.replaceAll(`${goos}/`, '') : words;
}
