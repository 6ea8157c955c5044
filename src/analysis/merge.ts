// Makes one finding of those that are the same: seen in two batches of targets, or through two packages.
import { inEnglish } from '../messages/catalogue.ts';
import type { Finding } from './finding.ts';

/**
 * The findings with equal ones merged: same rule, code, place and message. Their targets are united in the order of
 * `targetOrder`; details, related places and fixes which only one of them has are kept.
 */
export function mergeFindings(findings: Iterable<Finding>, targetOrder: readonly string[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const { start, end } = finding;
    const key = [
      finding.rule,
      finding.code,
      finding.path,
      start.line,
      start.column,
      end.line,
      end.column,
      inEnglish(finding.message),
    ].join('\0');
    const known = merged.get(key);
    merged.set(key, known ? unite(known, finding, targetOrder) : finding);
  }
  return [...merged.values()];
}

function unite(a: Finding, b: Finding, targetOrder: readonly string[]): Finding {
  const targets = new Set([...a.targets, ...b.targets]);
  return {
    ...a,
    targets: targetOrder.filter((name) => targets.has(name)),
    details: uniteBy(a.details, b.details, inEnglish),
    related: uniteBy(
      a.related,
      b.related,
      (r) => `${r.path}\0${r.start.line}\0${r.start.column}\0${inEnglish(r.message)}`,
    ),
    fixes: uniteBy(a.fixes, b.fixes, (fix) => inEnglish(fix.title)),
    noFix: a.noFix ?? b.noFix,
  };
}

function uniteBy<T>(a: readonly T[], b: readonly T[], key: (item: T) => string): readonly T[] {
  if (b.length === 0) return a;
  const known = new Set(a.map(key));
  const added = b.filter((item) => !known.has(key(item)));
  return added.length === 0 ? a : [...a, ...added];
}
