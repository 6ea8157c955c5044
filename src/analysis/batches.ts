// More targets than fit one set are checked in batches.
import { MAX_TARGETS, type Target, TargetList } from '../platform/target.ts';

/**
 * Target lists that together hold all targets, in order, as few as possible. One system's ports stay together where they can: what is
 * declared for the system is then looked at for one batch only.
 */
export function targetBatches(targets: readonly Target[]): TargetList[] {
  const fewest = Math.ceil(targets.length / MAX_TARGETS);
  const whole = wholeSystems(targets);
  const batches = whole.length <= fewest ? whole : slices(targets, Math.ceil(targets.length / fewest));
  return batches.map((batch) => new TargetList(batch));
}

/** Batches that are filled with one system after the other. */
function wholeSystems(targets: readonly Target[]): Target[][] {
  const batches: Target[][] = [[]];
  for (let from = 0; from < targets.length; ) {
    let to = from + 1;
    while (to < targets.length && targets[to]!.goos === targets[from]!.goos) to++;
    for (const piece of slices(targets.slice(from, to), MAX_TARGETS)) {
      if (batches.at(-1)!.length + piece.length > MAX_TARGETS) batches.push([]);
      batches.at(-1)!.push(...piece);
    }
    from = to;
  }
  return batches;
}

function slices(targets: readonly Target[], size: number): Target[][] {
  return Array.from({ length: Math.ceil(targets.length / size) }, (_, i) => targets.slice(i * size, (i + 1) * size));
}
