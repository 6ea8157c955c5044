// page-size: code that takes a page of memory for 4096 bytes.

import { message } from '../../messages/catalogue.ts';
import type { FactsPass, Rule } from '../rule.ts';
import { type Noted, unitedFacts } from '../support/united-facts.ts';
import { documentation } from './documentation.ts';
import { type PageFact, RULE } from './facts.ts';
import { observer } from './observer.ts';
import { largestPage } from './sizes.ts';

export const pageSize: Rule = {
  id: RULE,
  title: 'Page size that is taken for 4096 bytes, and is larger on some targets',
  kind: 'run',
  severity: 'warning',
  documentation,
  observer,
  checkFacts,
  factsAreLocal: true,
};

function checkFacts(pass: FactsPass): void {
  const facts = pass.facts as readonly Noted<PageFact>[];
  const keyOf = ({ path, start, multiple }: PageFact) => `${path}:${start}:${multiple}`;
  for (const { fact, targets } of unitedFacts(facts, keyOf)) {
    const set = targets & pass.targets.where((target) => largestPage(target) > fact.multiple);
    if (set === 0) continue;
    const { code, path, start, end, fix, written, why } = fact;
    pass.report({
      code,
      message: fact.message,
      path,
      start,
      end,
      targets: set,
      details: [why],
      related: written === undefined ? [] : [{ ...written, message: message('page-size-written', {}) }],
      ...(fix === undefined ? {} : { fixes: [fix] }),
    });
  }
}
