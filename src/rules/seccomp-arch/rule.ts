// seccomp-arch: seccomp filters that are for the architecture of their author.
import type { Rule } from '../rule.ts';
import { documentation } from './documentation.ts';
import { checkDocument } from './documents.ts';
import { checkFilters, checkGoFile } from './go.ts';

export const seccompArch: Rule = {
  id: 'seccomp-arch',
  title: 'Seccomp filter that is for other architectures',
  kind: 'run',
  severity: 'warning',
  documentation,
  checkFile: checkGoFile,
  checkPackage: checkFilters,
  checkDocument,
};
