// unaligned-atomic: 64-bit atomic operations on addresses that are no multiples of 8 on 32-bit targets.
import type { Rule } from '../rule.ts';
import { checkFacts } from './check.ts';
import { documentation } from './documentation.ts';
import { RULE } from './facts.ts';
import { observer } from './observer.ts';

export const unalignedAtomic: Rule = {
  id: RULE,
  title: '64-bit atomic operation on a field that is not 8-byte aligned on 32-bit targets',
  kind: 'run',
  severity: 'error',
  documentation,
  observer,
  checkFacts,
};
