// The end of every check: what suppression comments and the baseline take away, in the order findings are shown.
import { render } from '../messages/catalogue.ts';
import type { Workspace } from '../module/workspace.ts';
import type { Severity } from '../rules/finding.ts';
import { ruleById } from '../rules/registry.ts';
import { applyBaseline, type Baseline } from './baseline.ts';
import { compareFindings, type Finding, type Incomplete } from './finding.ts';
import { numberFingerprints } from './fingerprint.ts';
import { applySuppressions, type Suppression } from './suppressions.ts';

/** What decides which findings are shown. */
export interface Conclusion {
  /** Names of all targets, in order. */
  readonly targets: readonly string[];
  /** Severities which the user has set; the others are the rules' own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly baseline: Baseline | undefined;
  /** Whether something is said about a suppression: where the user owns its file. */
  readonly owned: (suppression: Suppression) => boolean;
  /** Whether a rule has looked at all that it could find something by: if not, its suppressions may have their use. All have, by default. */
  readonly sawAll?: (rule: string) => boolean;
}

/** Of findings that were merged those to show, sorted, and how many were taken away by what. */
export function conclude(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  { targets, severities, baseline = new Map(), owned, sawAll = () => true }: Conclusion,
): { findings: Finding[]; suppressed: number; baselined: number } {
  const severity = severities.suppression ?? ruleById('suppression')!.severity;
  const unsuppressed = applySuppressions(findings, suppressions, {
    severity: severity === 'off' ? undefined : severity,
    isRule: (id) => ruleById(id) !== undefined,
    ran: (id) => severities[id] !== 'off' && sawAll(id),
    allTargets: targets,
    owned,
  });
  const sorted = numberFingerprints(unsuppressed.findings.sort(compareFindings));
  return { ...applyBaseline(sorted, baseline), suppressed: unsuppressed.suppressed };
}

/** What is wrong with a workspace's go.mod and go.work; `root` names one that has no module. */
export function workspaceProblems({ problems, modules }: Workspace, root: string): Incomplete[] {
  return problems.map((problem) => ({ package: modules[0]?.path || root, reason: render(problem) }));
}

/** Each entry once, sorted by package. */
export function uniqueIncomplete(entries: readonly Incomplete[]): Incomplete[] {
  const unique = new Map(entries.map((entry) => [`${entry.package}\0${entry.reason}`, entry]));
  return [...unique.values()].sort((a, b) => (a.package < b.package ? -1 : a.package > b.package ? 1 : 0));
}
