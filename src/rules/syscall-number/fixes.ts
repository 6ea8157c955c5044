// The fix of a system call's number: its constant.
import { syscallNames } from '../../platform/linux-abi/syscalls.ts';
import type { Fix } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { placeOf } from '../support/constant-origin.ts';
import { kernelConstantFix } from '../support/kernel-constant-fix.ts';
import type { NumberFact } from './facts.ts';
import type { Meant } from './meant.ts';

/**
 * Automatic where the author's words say which call is meant, and it is the same call everywhere: 386 has an old `stat` and a `stat64`.
 */
export function fixesFor(pass: FactsPass, fact: NumberFact, { call, isNamed }: Meant): { fixes?: Fix[] } {
  const place = placeOf(pass.package, fact);
  if (place.file !== fact.origin.file) return {};
  const isOne = !syscallNames().has(`${call}64`) && !syscallNames().has(`${call}32`);
  return kernelConstantFix(pass, place, `SYS_${call.toUpperCase()}`, isNamed && isOne);
}
