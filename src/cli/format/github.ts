// GitHub Actions output: one workflow command a finding, which the runner shows at the line of the pull request.
import { relative, sep } from 'node:path';
import { type CheckResult, type Finding, userFirst } from '../../analysis/finding.ts';
import { render, say } from '../../messages/catalogue.ts';
import { shortTargets } from '../../platform/short-targets.ts';
import type { Severity } from '../../rules/finding.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** The result as workflow commands. `repository` is the folder that GitHub's paths are relative to. */
export function formatGithub(result: CheckResult, repository: string): string {
  const { own, inDependencies } = userFirst(result);
  // GitHub shows the first few only, and none in a file that the repository does not have.
  return [...own, ...inDependencies].map((finding) => `${annotation(finding, repository, result.targets)}\n`).join('');
}

function annotation(finding: Finding, repository: string, allTargets: readonly string[]): string {
  const { start, end } = finding;
  const path = relative(repository, finding.path);
  const properties: [string, string | number][] = [
    ['file', path.startsWith('..') ? finding.file : path.split(sep).join('/')],
    ['line', start.line],
    ['endLine', end.line],
    ['col', start.utf16Column],
    // The runner drops annotations whose columns do not stand on one line.
    ...(start.line === end.line ? [['endColumn', end.utf16Column] as [string, number]] : []),
    ['title', say('github-title', { rule: finding.rule, targets: shortTargets(finding.targets, allTargets) })],
  ];
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  const text = [finding.message, ...finding.details].map(render).join('\n');
  return `::${commands[finding.severity]} ${list}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
