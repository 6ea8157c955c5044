// Findings as the shells see them: reports whose offsets became lines and whose batches of targets were merged.
import { inEnglish, type Message, render } from '../messages/catalogue.ts';
import type { Fix, Kind, Severity } from '../rules/finding.ts';
import type { LinePosition } from '../syntax/lines.ts';

/** A range of a file. */
export interface Place {
  /** Absolute path. */
  readonly path: string;
  /** Relative to the root, with forward slashes; `module@version/path` in a dependency. */
  readonly file: string;
  readonly start: LinePosition;
  readonly end: LinePosition;
}

export interface RelatedPlace extends Place {
  readonly message: Message;
}

/** One thing that breaks, at one place, on some targets. */
export interface Finding extends Place {
  readonly rule: string;
  readonly code: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly message: Message;
  /** Further sentences: why, what declares it for the other targets. */
  readonly details: readonly Message[];
  /** Names of the targets it holds on, in the order of the run. */
  readonly targets: readonly string[];
  /** Import path of the package; empty in a document that is not Go. */
  readonly package: string;
  /** Path of the module; empty outside one. */
  readonly module: string;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  /** Why there is no fix, where a user would expect one. */
  readonly noFix?: Message;
  /** What recognises the finding when lines have shifted: see `fingerprint.ts`. */
  readonly fingerprint: string;
}

/** Something that could not be seen, so that silence about it means nothing. */
export interface Incomplete {
  /** An import path, or a file relative to the root. */
  readonly package: string;
  readonly reason: string;
}

/** What a run did. */
export interface Stats {
  readonly packages: number;
  readonly files: number;
  readonly documents: number;
  readonly seconds: number;
  /** Findings taken away by a suppression comment, and by the baseline. */
  readonly suppressed: number;
  readonly baselined: number;
  /** Expressions the checker looked at. */
  readonly expressions: number;
  /** Expressions the checker knew no type for, by cause. */
  readonly unknown: Readonly<Record<string, number>>;
}

/** The outcome of a run. */
export interface CheckResult {
  /** Absolute folder that `file` is relative to. */
  readonly root: string;
  readonly targets: readonly string[];
  readonly findings: readonly Finding[];
  readonly incomplete: readonly Incomplete[];
  readonly stats: Stats;
  /** Folders of the packages that were looked at, by import path. */
  readonly packages: ReadonlyMap<string, string>;
  /** Import paths of those among them which belong to modules that are not the user's. */
  readonly foreign: ReadonlySet<string>;
  /** Whether the packages that the user's code depends on were checked, too. */
  readonly sawDependencies: boolean;
  /** Whether that was only a part of what was asked for: what changed files may affect. */
  readonly isPart: boolean;
}

/** The findings for people: those in the user's files before the details in files of dependencies. */
export function userFirst({ findings, foreign }: CheckResult): { own: Finding[]; inDependencies: Finding[] } {
  const isForeign = (finding: Finding) => foreign.has(finding.package);
  return { own: findings.filter((one) => !isForeign(one)), inDependencies: findings.filter(isForeign) };
}

/** How bad a severity is; greater is worse. */
export const severityRank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** A finding as the JSON contract has it. */
export function findingToJson(finding: Finding) {
  const { rule, code, kind, severity, file, start, end, targets, related, fixes, noFix } = finding;
  return {
    rule,
    code,
    kind,
    severity,
    message: render(finding.message),
    ...(finding.details.length > 0 && { details: finding.details.map(render) }),
    file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    targets,
    package: finding.package,
    module: finding.module,
    related: related.map((place) => ({
      file: place.file,
      line: place.start.line,
      column: place.start.column,
      message: render(place.message),
    })),
    fixes: fixes.map((fix) => ({ title: render(fix.title) })),
    ...(noFix && { noFix: render(noFix) }),
    fingerprint: finding.fingerprint,
  };
}

/** The order findings are shown in: by file, place, then rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.start.line - b.start.line ||
    a.start.column - b.start.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.code, b.code) ||
    compareText(inEnglish(a.message), inEnglish(b.message))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
