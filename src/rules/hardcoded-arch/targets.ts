// On which targets a place that names one architecture is wrong.
import type { TargetList, TargetSet } from '../../platform/target.ts';

/** The targets with another GOARCH than `goarch`, where `goos` is named those of that GOOS. */
export function otherTargets(targets: TargetList, goarch: string, goos?: string): TargetSet {
  return targets.where((target) => target.goarch !== goarch && (goos === undefined || target.goos === goos));
}
