// The baseline: findings that were there when a project began to use Archway, which are not shown again.
import { inEnglish } from '../messages/catalogue.ts';
import type { Finding } from './finding.ts';

interface Entry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly file: string;
  readonly targets: readonly string[];
  /** For the people who read the file; not compared. In English, so that the file is the same whoever writes it. */
  readonly message: string;
}

/** The targets each known finding holds on, by fingerprint. */
export type Baseline = ReadonlyMap<string, readonly string[]>;

/** The text of a baseline file for these findings. Sorted, one entry a line, so that it merges well. */
export function writeBaseline(findings: readonly Finding[]): string {
  const entries = findings.map(
    ({ fingerprint, rule, file, targets, message }): Entry => ({
      fingerprint,
      rule,
      file,
      targets,
      message: inEnglish(message),
    }),
  );
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": 1,\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** Reads a baseline file; undefined where the text is none. */
export function parseBaseline(text: string): Baseline | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.findings)) return undefined;
  const baseline = new Map<string, string[]>();
  for (const entry of value.findings as unknown[]) {
    if (!isRecord(entry) || typeof entry.fingerprint !== 'string' || !Array.isArray(entry.targets)) return undefined;
    const targets = entry.targets.filter((target) => typeof target === 'string');
    baseline.set(entry.fingerprint, [...(baseline.get(entry.fingerprint) ?? []), ...targets]);
  }
  return baseline;
}

/** The findings which are not in the baseline. One that has come to hold on more targets is shown for the new ones. */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
): { findings: Finding[]; baselined: number } {
  const kept: Finding[] = [];
  for (const finding of findings) {
    const known = baseline.get(finding.fingerprint);
    const targets = known ? finding.targets.filter((target) => !known.includes(target)) : finding.targets;
    if (targets.length > 0) kept.push({ ...finding, targets });
  }
  return { findings: kept, baselined: findings.length - kept.length };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
