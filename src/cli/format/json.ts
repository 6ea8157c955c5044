// The JSON output: the machine-readable contract of `archway check`.
import { type CheckResult, findingToJson } from '../../analysis/finding.ts';

/** Version of the JSON contract. It grows by new fields; it changes when an old one does. */
const formatVersion = 1;

/** The result as one JSON object. */
export function formatJson(result: CheckResult): string {
  const { root, targets, findings, incomplete, stats } = result;
  const value = { version: formatVersion, root, targets, findings: findings.map(findingToJson), incomplete, stats };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
