// Cells: values that may differ between targets, and the signal that asks for a narrower look.
import type { TargetSet } from '../platform/target.ts';

/**
 * Thrown by a read whose answer differs inside the set of targets that is being looked at. Whoever started the unit of work
 * (a declaration, a statement) starts it again once for each part. Not an Error: no stack is ever wanted of it.
 */
export class Split {
  /** Disjoint, not empty, together the set that was being looked at. */
  readonly parts: readonly TargetSet[];
  constructor(parts: readonly TargetSet[]) {
    this.parts = parts;
  }
}

/**
 * A value per target: one entry where all agree, a short list of disjoint entries where they differ. Most cells have one for ever, and
 * there are millions: it stands in the cell itself.
 */
export class Cell<T> {
  /** The targets that have a value. */
  known: TargetSet = 0;
  /** The first entry; nothing where its set is empty. */
  private first: TargetSet = 0;
  private value: T | undefined = undefined;
  /** The other entries. */
  private more: Entry<T>[] | undefined = undefined;

  /** The cell that has `value` on `set`. */
  static of<T>(set: TargetSet, value: T): Cell<T> {
    const cell = new Cell<T>();
    cell.set(set, value);
    return cell;
  }

  /** Gives `value` to those targets of `set` that have none yet; equal values (`===`) become one entry. */
  set(set: TargetSet, value: T): void {
    const added = set & ~this.known;
    if (added === 0) return;
    this.known |= added;
    if (this.first === 0) this.value = value;
    if (this.value === value) {
      this.first |= added;
      return;
    }
    this.more ??= [];
    const same = this.more.find((entry) => entry.value === value);
    if (same === undefined) this.more.push({ set: added, value });
    else same.set |= added;
  }

  /**
   * The value on all of `now`, or undefined where no target of `now` has one.
   * @throws Split where targets of `now` disagree (having no value counts as a value).
   */
  get(now: TargetSet): T | undefined {
    if ((now & ~this.first) === 0) return this.value;
    if ((now & this.known) === 0) return undefined;
    if (this.more !== undefined) for (const { set, value } of this.more) if ((now & ~set) === 0) return value;
    throw new Split(this.partition(now));
  }

  /** The entries that touch `now`, cut to it; targets without a value are left out. */
  *entries(now: TargetSet): Generator<[TargetSet, T]> {
    if ((this.first & now) !== 0) yield [this.first & now, this.value as T];
    for (const { set, value } of this.more ?? []) if ((set & now) !== 0) yield [set & now, value];
  }

  private partition(now: TargetSet): TargetSet[] {
    const parts = [...this.entries(now)].map(([set]) => set);
    if ((now & ~this.known) !== 0) parts.push(now & ~this.known);
    return parts;
  }
}

interface Entry<T> {
  set: TargetSet;
  readonly value: T;
}
