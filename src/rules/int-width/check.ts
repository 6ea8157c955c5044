// Puts together what was noted of a place on several targets.
import type { Message } from '../../messages/catalogue.ts';
import { findPort } from '../../platform/ports.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { FactsPass } from '../rule.ts';
import type { WidthFact } from './facts.ts';

export function checkFacts(pass: FactsPass): void {
  const places = new Map<string, { fact: WidthFact; targets: TargetSet }>();
  for (const { fact, targets } of pass.facts) {
    const known = fact as WidthFact;
    const key = `${known.path}:${known.start}:${known.end}:${known.id}`;
    places.set(key, { fact: known, targets: (places.get(key)?.targets ?? 0) | targets });
  }
  for (const { fact, targets } of places.values()) {
    const { bits, id, args, ...report } = fact;
    const concerned = targets & withWords(pass, bits);
    const message: Message = { id, args };
    if (concerned !== 0) pass.report({ ...report, message, targets: concerned });
  }
}

/** The targets of which a word has so many bits. */
function withWords({ targets: { targets } }: FactsPass, bits: 32 | 64): TargetSet {
  return targets.reduce(
    (set, { goos, goarch }, i) => (findPort(goos, goarch)?.bits === bits ? set | (1 << i) : set),
    0,
  );
}
