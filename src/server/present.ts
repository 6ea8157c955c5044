// Findings as the language server protocol shows them.
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Position,
  type Range,
} from 'vscode-languageserver/node';
import type { Finding, Place } from '../analysis/finding.ts';
import { render, say } from '../messages/catalogue.ts';
import { shortTargets } from '../platform/short-targets.ts';
import type { Severity } from '../rules/finding.ts';
import type { LinePosition } from '../syntax/lines.ts';
import type { FileDiagnostics } from './editor-protocol.ts';
import { uriOf } from './uris.ts';

/** How the findings of a project are shown. Plain data, for a thread. */
export interface Presentation {
  /** Names of the project's targets, in order. */
  readonly targets: readonly string[];
  /** Whether compile errors on every target are left out. */
  readonly hidesEveryTarget: boolean;
  /** What a rule's id is appended to for a link to its page; undefined where there are no links. */
  readonly rulePageBase: string | undefined;
}

/** What a diagnostic carries for code actions, and for the view of a project's findings. */
export interface DiagnosticData {
  readonly fingerprint: string;
  /** The targets it holds on, by their places in the list of the project's targets. */
  readonly targets: readonly number[];
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Tags by the codes of findings about what can be taken away, or is written in another way today. */
const tagsByCode: Readonly<Record<string, DiagnosticTag>> = {
  UnusedImport: DiagnosticTag.Unnecessary,
  UnusedVar: DiagnosticTag.Unnecessary,
  UnusedLabel: DiagnosticTag.Unnecessary,
  Unused: DiagnosticTag.Unnecessary,
  OldForm: DiagnosticTag.Deprecated,
};

/** Whether a finding is shown: a compile error on every target is what the Go extension shows. */
export function isShown({ kind, targets }: Finding, { targets: all, hidesEveryTarget }: Presentation): boolean {
  return !(hidesEveryTarget && kind === 'compile' && targets.length === all.length);
}

/** A finding as a diagnostic: its message, the targets it holds on, then the details, each on a line. */
export function diagnosticOf(finding: Finding, { targets, rulePageBase }: Presentation): Diagnostic {
  const { rule, code, severity, message, details, related, fixes, noFix, fingerprint } = finding;
  const lines = [render(message), shortTargets(finding.targets, targets), ...details.map(render)];
  if (fixes.length === 0 && noFix) lines.push(say('text-no-fix', { reason: render(noFix) }));
  const tag = tagsByCode[code];
  return {
    range: rangeOf(finding),
    severity: severities[severity],
    source: 'archway',
    code: rule,
    ...(rulePageBase !== undefined && { codeDescription: { href: rulePageBase + rule } }),
    message: lines.join('\n'),
    ...(tag !== undefined && { tags: [tag] }),
    relatedInformation: related.map((place) => ({
      location: { uri: uriOf(place.path), range: rangeOf(place) },
      message: render(place.message),
    })),
    data: {
      fingerprint,
      targets: finding.targets.map((target) => targets.indexOf(target)),
    } satisfies DiagnosticData,
  };
}

/** The diagnostics of the findings that are shown, by file; with an empty list for each of `files` in which there are none. */
export function diagnosticsByFile(
  findings: readonly Finding[],
  presentation: Presentation,
  files: readonly string[] = [],
): FileDiagnostics[] {
  const byPath = new Map<string, Diagnostic[]>(files.map((path) => [path, []]));
  for (const finding of findings) {
    if (!isShown(finding, presentation)) continue;
    const known = byPath.get(finding.path);
    if (known) known.push(diagnosticOf(finding, presentation));
    else byPath.set(finding.path, [diagnosticOf(finding, presentation)]);
  }
  return [...byPath].map(([path, diagnostics]) => ({ path, diagnostics }));
}

function rangeOf({ start, end }: Pick<Place, 'start' | 'end'>): Range {
  return { start: positionOf(start), end: positionOf(end) };
}

function positionOf({ line, utf16Column }: LinePosition): Position {
  return { line: line - 1, character: utf16Column - 1 };
}
