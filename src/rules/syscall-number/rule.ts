// syscall-number: system calls by a number that means another call, or none, on some architectures.
import type { Rule } from '../rule.ts';
import { checkFacts } from './check.ts';
import { documentation } from './documentation.ts';
import { RULE } from './facts.ts';
import { observer } from './observer.ts';

export const syscallNumber: Rule = {
  id: RULE,
  title: 'Number of a system call that means another call on some targets',
  kind: 'run',
  severity: 'error',
  documentation,
  observer,
  checkFacts,
};
