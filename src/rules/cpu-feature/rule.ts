// cpu-feature: code that depends on what one architecture's processors can do.
import type { Rule } from '../rule.ts';
import { checkCpuinfo } from './cpuinfo.ts';
import { documentation } from './documentation.ts';
import { checkFunctions } from './functions.ts';
import { checkRequired } from './required.ts';

export const cpuFeature: Rule = {
  id: 'cpu-feature',
  title: 'Code that depends on features of one processor',
  kind: 'run',
  severity: 'warning',
  documentation,
  checkFile(pass) {
    checkRequired(pass);
    checkCpuinfo(pass);
  },
  checkPackage: checkFunctions,
};
