// Where a place of an earlier text is in a later one: for what was found before an edit and still holds.
import type { Fix, Report, Span } from '../rules/finding.ts';
import type { ChangedFunction } from '../syntax/changed-bodies.ts';
import type { Tree } from '../syntax/tree.ts';

/** A range of the earlier text that the later one has as well, so much further on. */
interface Kept {
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

/** Moves ranges from one text to a later one. */
export class Shift {
  private constructor(private readonly kept: readonly Kept[]) {}

  /** From one tree to a later one that differs in the bodies of some functions, in the order of the text. */
  static ofBodies(before: Tree, after: Tree, changed: readonly ChangedFunction[]): Shift {
    const kept: Kept[] = [];
    let start = 0;
    let by = 0;
    for (const change of changed) {
      // What is before the change in the text of the declaration is kept up to its body.
      kept.push({ start, end: before.start[change.before]!, by });
      start = before.end[change.before]!;
      by = after.end[change.after]! - start;
    }
    kept.push({ start, end: before.text.length, by });
    return new Shift(kept);
  }

  /** From one text to a later one: what both begin and end with is kept. */
  static ofTexts(before: string, after: string): Shift {
    const shorter = Math.min(before.length, after.length);
    let head = 0;
    while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++;
    let tail = 0;
    const isSame = () => before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail);
    while (tail < shorter - head && isSame()) tail++;
    return new Shift([
      { start: 0, end: head, by: 0 },
      { start: before.length - tail, end: before.length, by: after.length - before.length },
    ]);
  }

  /** The range in the later text; undefined where it is not there as it was. */
  move<T extends { readonly start: number; readonly end: number }>(range: T): T | undefined {
    const { start, end } = range;
    const around = this.kept.find((one) => one.start <= start && end <= one.end);
    return around && { ...range, start: start + around.by, end: end + around.by };
  }
}

/** A report with all its places moved, undefined where its own place is gone; related places and fixes that are gone are left out. */
export function moveReport(report: Report, shiftOf: (path: string) => Shift | undefined): Report | undefined {
  const move = <T extends Span>(span: T): T | undefined => {
    const shift = shiftOf(span.path);
    return shift === undefined ? span : shift.move(span);
  };
  const moved = move(report);
  if (moved === undefined) return undefined;
  const { related, fixes } = report;
  const moveFix = (fix: Fix): Fix[] => {
    const edits = fix.edits.flatMap((edit) => move(edit) ?? []);
    return edits.length === fix.edits.length ? [{ ...fix, edits }] : [];
  };
  return {
    ...moved,
    ...(related && { related: related.flatMap((place) => move(place) ?? []) }),
    ...(fixes && { fixes: fixes.flatMap(moveFix) }),
  };
}
