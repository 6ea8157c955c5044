// The quick-fixes of a misaligned field, or why there are none.
import { message, render } from '../../messages/catalogue.ts';
import type { Report } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import type { Evidence } from './evidence.ts';
import type { Misalignment } from './findings.ts';
import { moveFieldFixes } from './move-field.ts';
import { atomicTypeFix } from './use-atomic-type.ts';

/** The fixes that are right for a misaligned field; where none may be applied unasked, why. */
export function fixesFor(pass: FactsPass, evidence: Evidence, one: Misalignment): Pick<Report, 'fixes' | 'noFix'> {
  const { move, pack } = moveFieldFixes(pass, evidence, one);
  const type = atomicTypeFix(pass, one);
  const fixes = [move, type, pack].flatMap((outcome) => (outcome && 'title' in outcome ? [outcome] : []));
  if ('title' in move) return { fixes };
  if ('title' in type) return { fixes, noFix: move };
  // Both for one reason.
  if (move.id === type.id) return { noFix: move };
  return { noFix: message('unaligned-atomic-no-fix-both', { move: render(move), type: render(type) }) };
}
