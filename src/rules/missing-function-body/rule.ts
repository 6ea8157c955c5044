// missing-function-body: functions without a body whose assembly does not exist on some targets, and the reverse.
import type { Rule } from '../rule.ts';
import { checkBodies } from './check.ts';
import { documentation } from './documentation.ts';

export const missingFunctionBody: Rule = {
  id: 'missing-function-body',
  title: 'Function without a body that no assembly file implements on some targets',
  kind: 'compile',
  severity: 'error',
  documentation,
  checkPackage: checkBodies,
};
