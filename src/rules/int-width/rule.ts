// int-width: int, uint and uintptr where their 32 bits are too few, or pointers kept in fewer bits than they have.
import type { Rule } from '../rule.ts';
import { checkFacts } from './check.ts';
import { documentation } from './documentation.ts';
import { RULE } from './facts.ts';
import { observer } from './observer.ts';

export const intWidth: Rule = {
  id: RULE,
  title: 'Number that does not fit an int of 32 bits',
  kind: 'run',
  severity: 'warning',
  documentation,
  observer,
  checkFacts,
  factsAreLocal: true,
};
