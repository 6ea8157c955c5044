// The quick-fixes of a misaligned field, or why there are none.
import type { Report } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import type { Evidence } from './evidence.ts';
import type { Misalignment } from './findings.ts';
import { moveFieldFix } from './move-field.ts';
import { atomicTypeFix } from './use-atomic-type.ts';

/** The fixes that are right for a misaligned field; where none may be applied unasked, why. */
export function fixesFor(pass: FactsPass, evidence: Evidence, one: Misalignment): Pick<Report, 'fixes' | 'noFix'> {
  const move = moveFieldFix(pass, evidence, one);
  const type = atomicTypeFix(pass, evidence, one);
  if ('title' in move) return { fixes: type === undefined ? [move] : [move, type] };
  return type === undefined ? { noFix: move } : { fixes: [type], noFix: move };
}
