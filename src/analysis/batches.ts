// More targets than fit one set are checked in batches.
import { MAX_TARGETS, type Target, TargetList } from '../platform/target.ts';

/** Target lists of nearly the same length that together hold all targets, in order. */
export function targetBatches(targets: readonly Target[]): TargetList[] {
  const count = Math.ceil(targets.length / MAX_TARGETS);
  const size = Math.ceil(targets.length / count);
  return Array.from({ length: count }, (_, i) => new TargetList(targets.slice(i * size, (i + 1) * size)));
}
