// Fingerprints: what recognises a finding when the lines above it have changed.
import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';

/**
 * The part of a fingerprint that the place itself gives: rule, code, file, the text of the line without its
 * indentation, and the text the finding is about. Line numbers and targets are left out: they change without the
 * finding becoming another one.
 */
export function placeFingerprint(rule: string, code: string, file: string, line: string, subject: string): string {
  return createHash('sha256').update([rule, code, file, line.trim(), subject].join('\0')).digest('hex').slice(0, 16);
}

/** Numbers findings whose place fingerprints are equal, in the order given: `0123456789abcdef:2` is the second. */
export function numberFingerprints(sorted: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return sorted.map((finding) => {
    const n = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, n);
    return { ...finding, fingerprint: `${finding.fingerprint}:${n}` };
  });
}
