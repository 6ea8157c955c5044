// byte-order: code that takes little-endian for the order of the machine, or the order of the machine for little-endian.
import type { FactsPass, Rule } from '../rule.ts';
import { type Noted, unitedFacts } from '../support/united-facts.ts';
import { checkChoices } from './choices.ts';
import { checkDeclarations } from './declarations.ts';
import { documentation } from './documentation.ts';
import { type OrderFact, RULE } from './facts.ts';
import { observer } from './observer.ts';
import { targetsOf } from './order.ts';

export const byteOrder: Rule = {
  id: RULE,
  title: 'Byte order that is not the one of some targets',
  kind: 'run',
  severity: 'error',
  documentation,
  checkFile: checkChoices,
  checkPackage: checkDeclarations,
  observer,
  checkFacts,
  factsAreLocal: true,
};

function checkFacts(pass: FactsPass): void {
  const facts = pass.facts as readonly Noted<OrderFact>[];
  const big = targetsOf(pass.targets, 'big');
  for (const { fact, targets } of unitedFacts(facts, ({ code, path, start }) => `${code}:${path}:${start}`)) {
    if ((targets & big) === 0) continue;
    const { code, severity, path, start, end, fix } = fact;
    const report = { code, severity, message: fact.message, path, start, end, targets: targets & big };
    pass.report(fix === undefined ? report : { ...report, fixes: [fix] });
  }
}
