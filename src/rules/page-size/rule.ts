// page-size: code that takes a page of memory for 4096 bytes.

import { message } from '../../messages/catalogue.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { FactsPass, Rule } from '../rule.ts';
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
  const places = new Map<string, { readonly fact: PageFact; targets: TargetSet }>();
  for (const { fact, targets } of pass.facts) {
    const known = fact as PageFact;
    const key = `${known.path}:${known.start}:${known.multiple}`;
    const place = places.get(key);
    if (place === undefined) places.set(key, { fact: known, targets });
    else place.targets |= targets;
  }
  for (const { fact, targets } of places.values()) {
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
