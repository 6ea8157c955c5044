// The findings of a folder in groups: by rule, by package or by target, as the Portability view shows them.
import { posix } from 'node:path';
import type { FindingsResult, FoundFinding } from '../../server/protocol.ts';

/** What findings are grouped by. */
export const groupings = ['rule', 'package', 'target'] as const;
export type Grouping = (typeof groupings)[number];

/** Findings that have something in common. */
export interface FindingGroup {
  /** `dependencies` are the modules that do not build, which stand for themselves however the rest is grouped. */
  readonly kind: Grouping | 'dependencies';
  /** A rule's id, a folder relative to the workspace folder, the name of a target; empty for dependencies. */
  readonly key: string;
  /** In the order of files and places; none for a target that nothing is found on. */
  readonly findings: readonly FoundFinding[];
}

/** The rule that sums up what does not build in a dependency. */
const dependencyRule = 'dependency-build';

const severities = ['error', 'warning', 'info'];

/**
 * Groups findings. Rules and packages stand in the order of how bad their worst finding is, then of how many they have; targets in
 * their own order, those without findings as well.
 */
export function groupFindings({ findings, targets }: FindingsResult, grouping: Grouping): FindingGroup[] {
  const own = findings.filter(({ rule }) => rule !== dependencyRule);
  // Each is reported at the import that leads to it, and in go.mod: one of them is enough.
  const modules = findings.filter(({ rule, file }) => rule === dependencyRule && posix.basename(file) === 'go.mod');
  const dependencies: FindingGroup[] = modules.length > 0 ? [{ kind: 'dependencies', key: '', findings: modules }] : [];
  if (grouping === 'target') {
    const byTarget = targets.map(
      (key, i): FindingGroup => ({ kind: 'target', key, findings: own.filter((one) => one.targets.includes(i)) }),
    );
    return [...byTarget, ...dependencies];
  }
  const groups = new Map<string, FoundFinding[]>();
  for (const finding of own) {
    const key = grouping === 'rule' ? finding.rule : posix.dirname(finding.file);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const sorted = [...groups].map(([key, found]): FindingGroup => ({ kind: grouping, key, findings: found }));
  return [...sorted.sort(byWeight), ...dependencies];
}

/** The worst of some findings; undefined of none. */
export function worst(findings: readonly FoundFinding[]): FoundFinding['severity'] | undefined {
  return severities.find((one) => findings.some(({ severity }) => severity === one)) as FoundFinding['severity'];
}

function byWeight(a: FindingGroup, b: FindingGroup): number {
  const rank = ({ findings }: FindingGroup) => severities.indexOf(worst(findings)!);
  return rank(a) - rank(b) || b.findings.length - a.findings.length || (a.key < b.key ? -1 : 1);
}
