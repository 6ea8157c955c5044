// Suppression comments: finding them in a text, and taking findings away by them.
import { message } from '../messages/catalogue.ts';
import type { Severity, Span } from '../rules/finding.ts';
import type { Finding, Place } from './finding.ts';

/** What a suppression comment says. */
interface Content {
  readonly rules: readonly string[];
  readonly reason: string;
  /** Whether it is for the whole file. */
  readonly wholeFile: boolean;
  /** Whether a comment for the whole file stands where it does not count. */
  readonly misplaced: boolean;
  /** Whether nothing stands before it on its line. */
  readonly standsAlone: boolean;
}

/** A suppression comment in its text: a UTF-16 range. */
export interface ParsedSuppression extends Content {
  readonly start: number;
  readonly end: number;
}

/** A suppression comment in its file. */
export interface Suppression extends Content, Place {
  /** The line it is for. */
  readonly line: number;
  /** Whether it is in a file of another package, in which the check of this one found something. */
  readonly isForeign: boolean;
  /** Package and module of the file, for findings about the comment itself. */
  readonly package: string;
  readonly module: string;
}

/** A comment of a file, as the formats know comments. */
export interface Comment {
  /** UTF-16 range, with the comment marks. */
  readonly start: number;
  readonly end: number;
  /** Whether nothing but comments and blank lines stands before it in the file. */
  readonly atHead: boolean;
}

const marker = 'archway:ignore';
const form = /^(?:\/\/|#)[ \t]*archway:ignore(-file)?(?:[ \t]+(\S+)(?:[ \t]+(.*))?)?[ \t\r]*$/;

/** Whether a text can hold a suppression at all: cheaper than looking at its comments. */
export function mentionsSuppression(text: string): boolean {
  return text.includes(marker);
}

/** The suppressions among the comments of a file. */
export function parseSuppressions(text: string, comments: Iterable<Comment>): ParsedSuppression[] {
  const found: ParsedSuppression[] = [];
  for (const { start, end, atHead } of comments) {
    const match = form.exec(text.slice(start, end));
    if (!match) continue;
    const wholeFile = match[1] !== undefined;
    found.push({
      start,
      end,
      rules: (match[2] ?? '').split(',').filter((id) => id !== ''),
      reason: (match[3] ?? '').trim(),
      wholeFile,
      misplaced: wholeFile && !atHead,
      standsAlone: text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '',
    });
  }
  return found;
}

/** The `#` comments of a file that is not Go: from a `#` at the start of a line or behind a blank to the end of the line. */
export function* hashComments(text: string): Generator<Comment> {
  let atHead = true;
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const hash = /(?:^|[ \t])#/.exec(line);
    const code = hash ? line.slice(0, hash.index) : line;
    if (code.trim() !== '') atHead = false;
    if (hash) yield { start: index + hash.index + hash[0].length - 1, end: index + line.length, atHead };
  }
}

/**
 * The `//` comments of a text in which nothing else holds these signs: a go.mod, or a Go file up to its last import. From signs at the start of
 * a line or behind a blank to the end of the line.
 */
export function* slashComments(text: string): Generator<Comment> {
  let atHead = true;
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const slashes = /(?:^|[ \t])\/\//.exec(line);
    const code = slashes ? line.slice(0, slashes.index) : line;
    if (code.trim() !== '') atHead = false;
    if (slashes) yield { start: index + slashes.index + slashes[0].length - 2, end: index + line.length, atHead };
  }
}

/** The suppressions among the comments of a file, each with the line it is for. */
export function suppressionsAmong(
  comments: Iterable<Comment>,
  { path, text }: { readonly path: string; readonly text: string },
  origin: Pick<Suppression, 'package' | 'module'>,
  placeOf: (span: Span) => Place,
): Suppression[] {
  const located = parseSuppressions(text, comments).map((parsed) => ({ ...parsed, ...placeOf({ ...parsed, path }) }));
  const alone = new Set(located.filter((one) => one.standsAlone).map((one) => one.start.line));
  return located.map((one) => {
    let line = one.start.line;
    // Below a comment of its own line: the next line which is no suppression itself.
    if (one.standsAlone) while (alone.has(line)) line++;
    return { ...one, line, isForeign: false, ...origin };
  });
}

/** How the driver reports about suppressions. */
export interface SuppressionPolicy {
  /** Severity of the `suppression` rule; undefined where it is off. */
  readonly severity: Severity | undefined;
  readonly isRule: (id: string) => boolean;
  /** Whether the rule took part in the run: silence of one that did not says nothing about its suppressions. */
  readonly ran: (id: string) => boolean;
  readonly allTargets: readonly string[];
  /** Whether the user owns the file: in others nothing is reported about suppressions. */
  readonly owned: (suppression: Suppression) => boolean;
}

/** The findings which no suppression takes away, with findings about the suppressions themselves. */
export function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  policy: SuppressionPolicy,
): { findings: Finding[]; suppressed: number } {
  const byPath = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    const known = byPath.get(suppression.path);
    if (known) known.push(suppression);
    else byPath.set(suppression.path, [suppression]);
  }
  const used = new Set<Suppression>();
  const kept = findings.filter((finding) => {
    const holding = (byPath.get(finding.path) ?? []).filter((suppression) => suppresses(suppression, finding));
    for (const suppression of holding) used.add(suppression);
    return holding.length === 0;
  });
  const suppressed = findings.length - kept.length;
  const { severity } = policy;
  if (severity !== undefined) {
    for (const suppression of suppressions.filter(policy.owned)) {
      kept.push(...aboutSuppression(suppression, used.has(suppression), severity, policy));
    }
  }
  return { findings: kept, suppressed };
}

function suppresses(suppression: Suppression, finding: Finding): boolean {
  if (!suppression.rules.includes(finding.rule)) return false;
  if (suppression.wholeFile) return !suppression.misplaced;
  return finding.start.line === suppression.line;
}

function aboutSuppression(
  suppression: Suppression,
  used: boolean,
  severity: Severity,
  { isRule, ran, allTargets }: SuppressionPolicy,
): Finding[] {
  const found: Finding[] = [];
  const report = (code: string, severity: Severity, text: Finding['message']) =>
    found.push({
      rule: 'suppression',
      code,
      kind: 'text',
      severity,
      message: text,
      details: [],
      path: suppression.path,
      file: suppression.file,
      start: suppression.start,
      end: suppression.end,
      targets: allTargets,
      package: suppression.package,
      module: suppression.module,
      related: [],
      fixes: [],
      fingerprint: `suppression-${code}`,
    });
  const ids = suppression.rules.join(', ');
  for (const rule of suppression.rules) {
    if (!isRule(rule)) report('UnknownRule', severity, message('suppression-unknown-rule', { rule }));
  }
  if (suppression.rules.length === 0) report('NoRule', severity, message('suppression-no-rule', {}));
  else if (suppression.reason === '') report('NoReason', severity, message('suppression-no-reason', { rules: ids }));
  if (suppression.misplaced) report('Misplaced', severity, message('suppression-misplaced', {}));
  else if (!used && suppression.rules.length > 0 && suppression.rules.every((id) => isRule(id) && ran(id))) {
    report('Unused', 'info', message('suppression-unused', { rules: ids }));
  }
  return found;
}
