// build-constraint: constraints that Go ignores or refuses, and constraints that say something else than they seem to.
import type { Rule } from '../rule.ts';
import { checkConstraints } from './check.ts';
import { documentation } from './documentation.ts';

export const buildConstraint: Rule = {
  id: 'build-constraint',
  title: 'Build constraint that Go ignores, that names what Go does not know, or that contradicts another one',
  kind: 'text',
  severity: 'warning',
  documentation,
  checkPackage: checkConstraints,
};
