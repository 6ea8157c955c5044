// hardcoded-arch: names that tie code, images and builds to one architecture.
import type { Rule } from '../rule.ts';
import { documentation } from './documentation.ts';
import { checkDocument } from './documents.ts';
import { checkGoFile } from './go.ts';

export const hardcodedArch: Rule = {
  id: 'hardcoded-arch',
  title: 'Name that works on one architecture only: a download, an image, a GOARCH, a node selector, a library path',
  kind: 'text',
  severity: 'warning',
  documentation,
  checkFile: checkGoFile,
  checkDocument,
};
