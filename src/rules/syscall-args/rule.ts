// syscall-args: raw system calls whose arguments the kernel takes otherwise on some architectures.
import type { Rule } from '../rule.ts';
import { checkFacts } from './check.ts';
import { documentation } from './documentation.ts';
import { RULE } from './facts.ts';
import { observer } from './observer.ts';

export const syscallArgs: Rule = {
  id: RULE,
  title: 'Arguments of a raw system call that the kernel takes otherwise on some targets',
  kind: 'run',
  severity: 'error',
  documentation,
  observer,
  checkFacts,
  factsAreLocal: true,
};
