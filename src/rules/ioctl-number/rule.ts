// ioctl-number: requests of ioctl that have another number, or mean another direction, on some architectures.
import type { Rule } from '../rule.ts';
import { checkFacts } from './check.ts';
import { documentation } from './documentation.ts';
import { RULE } from './facts.ts';
import { observer } from './observer.ts';

export const ioctlNumber: Rule = {
  id: RULE,
  title: 'Number of an ioctl request that is another one on some targets',
  kind: 'run',
  severity: 'error',
  documentation,
  observer,
  checkFacts,
};
