// unsafe-cast: pointers cast to a type that has the size or the layout of what they lead to on some targets only.
import type { Rule } from '../rule.ts';
import { checkFacts } from './check.ts';
import { documentation } from './documentation.ts';
import { observer, RULE } from './observer.ts';

export const unsafeCast: Rule = {
  id: RULE,
  title: 'Pointer cast to a type of another size or layout on some targets',
  kind: 'run',
  severity: 'warning',
  documentation,
  observer,
  checkFacts,
  factsAreLocal: true,
};
