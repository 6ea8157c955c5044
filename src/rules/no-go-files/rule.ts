// no-go-files: what the go command refuses before it compiles anything: packages without files, and folders with two packages.
import type { Rule } from '../rule.ts';
import { documentation } from './documentation.ts';
import { checkImports } from './imports.ts';
import { checkPackageNames } from './package-names.ts';

export const noGoFiles: Rule = {
  id: 'no-go-files',
  title: 'Import of a package that has no files on some targets, or files of two packages in one folder',
  kind: 'compile',
  severity: 'error',
  documentation,
  checkPackage(pass) {
    checkImports(pass);
    checkPackageNames(pass);
  },
};
