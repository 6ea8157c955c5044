// uname-map: translations between machine names and GOARCH that give some targets another architecture's name.
import type { Rule } from '../rule.ts';
import { documentation } from './documentation.ts';
import { checkDocument } from './documents.ts';
import { checkGoFile } from './go.ts';
import { checkMaps } from './maps.ts';

export const unameMap: Rule = {
  id: 'uname-map',
  title: 'Choice by the architecture that falls to the name of another one',
  kind: 'run',
  severity: 'warning',
  documentation,
  checkFile: checkGoFile,
  checkPackage: checkMaps,
  checkDocument,
};
