// The JSON output: the machine-readable contract of `archway check`.
import { type CheckResult, type Finding, findingToJson } from '../../analysis/finding.ts';
import { dependencyBuild } from '../../rules/dependency-build/rule.ts';

/** Version of the JSON contract. It grows by new fields; it changes when an old one does. */
const formatVersion = 1;

/** The result as one JSON object. */
export function formatJson(result: CheckResult): string {
  const { root, targets, incomplete, stats } = result;
  // What sums up findings in dependencies is apart from these, so that nothing is in the list of findings twice.
  const isSummary = ({ rule }: Finding) => rule === dependencyBuild.id;
  const findings = result.findings.filter((finding) => !isSummary(finding)).map(findingToJson);
  const dependencies = result.findings.filter(isSummary).map(findingToJson);
  const value = {
    version: formatVersion,
    root,
    targets,
    findings,
    ...(result.sawDependencies && { dependencies }),
    incomplete,
    stats,
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
