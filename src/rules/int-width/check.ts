// Puts together what was noted of a place on several targets.
import type { Message } from '../../messages/catalogue.ts';
import { findPort } from '../../platform/ports.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { FactsPass } from '../rule.ts';
import { type Noted, unitedFacts } from '../support/united-facts.ts';
import type { WidthFact } from './facts.ts';

export function checkFacts(pass: FactsPass): void {
  const facts = pass.facts as readonly Noted<WidthFact>[];
  const keyOf = ({ path, start, end, id }: WidthFact) => `${path}:${start}:${end}:${id}`;
  for (const { fact, targets } of unitedFacts(facts, keyOf)) {
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
