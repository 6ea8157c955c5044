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

/** A value per target: one entry where all agree, a short list of disjoint entries where they differ. */
export class Cell<T> {
  private readonly sets: TargetSet[] = [];
  private readonly values: T[] = [];
  /** The targets that have a value. */
  known: TargetSet = 0;

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
    const i = this.values.indexOf(value);
    if (i >= 0) this.sets[i]! |= added;
    else {
      this.sets.push(added);
      this.values.push(value);
    }
  }

  /**
   * The value on all of `now`, or undefined where no target of `now` has one.
   * @throws Split where targets of `now` disagree (having no value counts as a value).
   */
  get(now: TargetSet): T | undefined {
    const { sets } = this;
    for (let i = 0; i < sets.length; i++) {
      const common = sets[i]! & now;
      if (common === now) return this.values[i];
      if (common !== 0) throw new Split(this.partition(now));
    }
    return undefined;
  }

  /** The entries that touch `now`, cut to it; targets without a value are left out. */
  *entries(now: TargetSet): Generator<[TargetSet, T]> {
    for (let i = 0; i < this.sets.length; i++) {
      const common = this.sets[i]! & now;
      if (common !== 0) yield [common, this.values[i]!];
    }
  }

  private partition(now: TargetSet): TargetSet[] {
    const parts: TargetSet[] = [];
    for (const set of this.sets) if ((set & now) !== 0) parts.push(set & now);
    if ((now & ~this.known) !== 0) parts.push(now & ~this.known);
    return parts;
  }
}
