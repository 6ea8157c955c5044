// What a target is, and sets of targets as bit masks.
import { levelOf, levelVariable } from './levels.ts';

/**
 * One platform the code is checked for: GOOS/GOARCH and whatever else changes which files are chosen or how a struct
 * is laid out. Level fields hold the environment variable's value (`GOARM=7` is `{ GOARM: '7' }`); absent means the
 * go command's default for the port.
 */
export interface Target {
  readonly goos: string;
  readonly goarch: string;
  /** Architecture level variables: GOARM, GOARM64, GO386, GOAMD64, GOMIPS, GOMIPS64, GOPPC64, GORISCV64. */
  readonly levels: Readonly<Record<string, string>>;
  /** CGO_ENABLED: satisfies the `cgo` tag and keeps files that `import "C"`. */
  readonly cgo: boolean;
  /** User build tags (`-tags`). */
  readonly tags: readonly string[];
}

/**
 * A set of targets: bit i stands for the i-th target of a {@link TargetList}. At most 31 targets, so that a set is a
 * small integer of the JavaScript engine.
 */
export type TargetSet = number;

/** How many targets one {@link TargetList} can hold. */
export const MAX_TARGETS = 31;

/**
 * How users, findings and the go command name a target: `linux/arm64`. A level other than the default follows, as in
 * container image platforms: `linux/arm/6`, `linux/amd64/v3`.
 */
export function targetName(target: Target): string {
  const port = `${target.goos}/${target.goarch}`;
  const level = levelOf(target);
  return level === levelVariable(target.goarch)?.default ? port : `${port}/${level}`;
}

/** The targets that are checked together, in one pass, and the operations on sets of them. */
export class TargetList {
  readonly targets: readonly Target[];
  /** The set of all targets of the list. */
  readonly all: TargetSet;

  constructor(targets: readonly Target[]) {
    if (targets.length > MAX_TARGETS) throw new RangeError(`more than ${MAX_TARGETS} targets in one list`);
    this.targets = targets;
    this.all = 2 ** targets.length - 1;
  }

  /** The targets for which `holds` is true. */
  where(holds: (target: Target) => boolean): TargetSet {
    let set = 0;
    this.targets.forEach((target, i) => {
      if (holds(target)) set |= 1 << i;
    });
    return set;
  }

  /** The members of `set`, in the order of the list. */
  members(set: TargetSet): Target[] {
    return this.targets.filter((_, i) => (set & (1 << i)) !== 0);
  }

  /** The names of the members of `set`, in the order of the list. */
  names(set: TargetSet): string[] {
    return this.members(set).map(targetName);
  }
}

/** How many targets are in `set`. */
export function countTargets(set: TargetSet): number {
  let n = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) n++;
  return n;
}
