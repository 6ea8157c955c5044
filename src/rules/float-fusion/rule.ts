// float-fusion: results of floating-point operations that are taken for exact, where some targets round them differently.
import type { Rule } from '../rule.ts';
import { checkFacts } from './check.ts';
import { documentation } from './documentation.ts';
import { RULE } from './facts.ts';
import { observer } from './observer.ts';

export const floatFusion: Rule = {
  id: RULE,
  title: 'Exact comparison of a floating-point result that some targets round differently',
  kind: 'run',
  severity: 'info',
  documentation,
  observer,
  checkFacts,
};
