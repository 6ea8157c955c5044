// The text output: findings by file, like the Go tools print them, then what each target has, then what was not seen.
import { isAbsolute, relative } from 'node:path';
import pc from 'picocolors';
import { type CheckResult, type Finding, userFirst } from '../../analysis/finding.ts';
import { render, say } from '../../messages/catalogue.ts';
import { shortTargets } from '../../platform/short-targets.ts';
import type { Kind, Severity } from '../../rules/finding.ts';
import { table } from './table.ts';

export interface TextOptions {
  /** Folder that paths are shown relative to. */
  readonly cwd: string;
  readonly colors: boolean;
  /** How many entries of what could not be seen are shown. */
  readonly incompleteShown: number;
  /** Whether the causes of unknown types are listed. */
  readonly explainUnknown: boolean;
}

/** So many related places are shown with a finding. */
const relatedShown = 4;

/** The result for people. */
export function formatText(result: CheckResult, options: TextOptions): string {
  const { own, inDependencies } = userFirst(result);
  const parts = [findingsText(own, result, options)];
  if (inDependencies.length > 0) {
    const heading = say('text-in-dependencies', { count: inDependencies.length });
    parts.push(`${heading}\n${findingsText(inDependencies, result, options)}`);
  }
  if (result.findings.length > 0) parts.push(summaryTable(result));
  parts.push(incompleteText(result, options), closingLine(result, options));
  return parts.filter((part) => part !== '').join('\n');
}

function findingsText(findings: readonly Finding[], { targets: all }: CheckResult, options: TextOptions): string {
  const colors = pc.createColors(options.colors);
  const paint: Record<Severity, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    info: colors.cyan,
  };
  let text = '';
  let file = '';
  for (const finding of findings) {
    if (file !== '' && finding.file !== file) text += '\n';
    file = finding.file;
    const path = shownPath(finding, options.cwd);
    const place = colors.bold(`${path}:${finding.start.line}:${finding.start.column}:`);
    const targets = shortTargets(finding.targets, all);
    const rule = paint[finding.severity](`[${finding.rule}]`);
    text += `${place} ${render(finding.message)} ${rule} ${targets}\n`;
    for (const detail of finding.details) text += `\t${render(detail)}\n`;
    for (const related of finding.related.slice(0, relatedShown)) {
      const at = `${shownPath(related, options.cwd)}:${related.start.line}:${related.start.column}`;
      text += `\t${colors.dim(`${at}: ${render(related.message)}`)}\n`;
    }
    const rest = finding.related.length - relatedShown;
    if (rest > 0) text += `\t${colors.dim(say('text-related-rest', { count: rest }))}\n`;
    for (const fix of finding.fixes) {
      text += `\t${colors.green(say(fix.automatic ? 'text-fix' : 'text-fix-by-hand', { title: render(fix.title) }))}\n`;
    }
    if (finding.fixes.length === 0 && finding.noFix)
      text += `\t${say('text-no-fix', { reason: render(finding.noFix) })}\n`;
  }
  return text;
}

function shownPath(place: { path: string; file: string }, cwd: string): string {
  const path = relative(cwd, place.path);
  return path.startsWith('..') || isAbsolute(path) || path === '' ? place.file : path;
}

function summaryTable({ targets, findings }: CheckResult): string {
  const kinds: readonly Kind[] = ['compile', 'run', 'text'];
  const rows = targets.map((target) => {
    const here = findings.filter((finding) => finding.targets.includes(target));
    return [target, ...kinds.map((kind) => here.filter((finding) => finding.kind === kind).length)];
  });
  const heading = [
    say('summary-target', {}),
    say('summary-compile', {}),
    say('summary-run', {}),
    say('summary-text', {}),
  ];
  return table([heading, ...rows]);
}

function incompleteText({ incomplete, stats }: CheckResult, { incompleteShown, explainUnknown }: TextOptions): string {
  let text = '';
  if (incomplete.length > 0) text += `${say('text-incomplete', { count: incomplete.length })}\n`;
  for (const { package: name, reason } of incomplete.slice(0, incompleteShown)) text += `  ${name}: ${reason}\n`;
  const rest = incomplete.length - incompleteShown;
  if (rest > 0) text += `  ${say('text-incomplete-rest', { count: rest })}\n`;
  const causes = Object.entries(stats.unknown).sort(([, a], [, b]) => b - a);
  const unknown = causes.reduce((sum, [, n]) => sum + n, 0);
  if (unknown === 0) return text;
  const percent = ((100 * unknown) / Math.max(stats.expressions, unknown)).toFixed(2);
  text += `${say('text-unknown', { count: unknown, percent })}\n`;
  if (explainUnknown) for (const [cause, n] of causes) text += `  ${String(n).padStart(8)}  ${cause}\n`;
  return text;
}

function closingLine({ findings, stats, targets }: CheckResult, { colors }: TextOptions): string {
  const count = (severity: Severity) => findings.filter((finding: Finding) => finding.severity === severity).length;
  const line = say('text-closing', {
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    packages: stats.packages,
    documents: stats.documents,
    targets: targets.length,
    seconds: stats.seconds.toFixed(1),
  });
  const hidden =
    stats.suppressed + stats.baselined > 0
      ? ` ${say('text-hidden', { suppressed: stats.suppressed, baselined: stats.baselined })}`
      : '';
  return `${findings.length === 0 ? pc.createColors(colors).green(line) : line}${hidden}\n`;
}
