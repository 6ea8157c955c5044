import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { viewOf } from '../../test/support/document-view.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { render } from '../messages/catalogue.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { loadParser } from '../syntax/parser.ts';
import { lensesOf } from './lenses.ts';

const files = {
  'go.mod': 'module m\n\ngo 1.24\n',
  'stat.go': 'package m\n\nfunc all() {}\n',
  'stat_linux.go': 'package m\n\nfunc stat() int { return 1 }\n\ntype T struct{}\n\nfunc (t *T) m() {}\n',
  'stat_other.go': '//go:build !linux && !windows\n\npackage m\n\nfunc stat() int { return 0 }\n',
  'stat_windows.go': 'package m\n\nvar stat, other = 1, 2\n',
  'unrelated_darwin.go': 'package m\n\nfunc unrelated() {}\n',
  'method_darwin.go': 'package m\n\ntype U struct{}\n\nfunc (U) m() {}\n',
  'old.go': '//go:build ignore\n\npackage main\n',
  'c.go': 'package m\n\nimport "C"\n',
  'stat_linux_test.go': 'package m\n\nfunc stat2() {}\n',
  'stat_plan9_amd64.go': 'package m\n\nvar onlyPlan9 = 1\n',
};

describe('lenses', function () {
  this.timeout(60_000);
  const dir = folderWith(files);
  const lenses = (file: keyof typeof files, target: string, cgo = false) =>
    lensesOf(viewOf(dir, file, 'linux,darwin,windows'), parseTargets(target, { cgo })[0]!).map((lens) => {
      assert.deepEqual([lens.start, lens.end], [0, 0]);
      const { action } = lens;
      return `${render(lens.title)} [${action.kind}${action.kind === 'open-file' ? ` ${basename(action.path)}` : ''}]`;
    });

  before(loadParser);

  const cases: [file: keyof typeof files, target: string, lenses: string[]][] = [
    ['stat.go', 'linux/arm64', []],
    ['stat_linux.go', 'linux/arm64', []],
    [
      'stat_linux.go',
      'darwin/arm64',
      [
        'Not built for darwin/arm64: built for linux/* [choose-target]',
        'darwin/arm64 uses stat_other.go [open-file stat_other.go]',
      ],
    ],
    [
      'stat_other.go',
      'linux/arm/5',
      [
        'Not built for linux/arm/5: built for darwin/amd64, darwin/arm64 [choose-target]',
        'linux/arm/5 uses stat_linux.go [open-file stat_linux.go]',
      ],
    ],
    [
      'stat_windows.go',
      'linux/386',
      [
        'Not built for linux/386: built for windows/386, windows/amd64, windows/arm64 [choose-target]',
        'linux/386 uses stat_linux.go [open-file stat_linux.go]',
      ],
    ],
    ['stat_plan9_amd64.go', 'linux/386', ['Not built for linux/386: built for plan9/amd64 [choose-target]']],
    ['stat_linux_test.go', 'darwin/arm64', ['Not built for darwin/arm64: built for linux/* [choose-target]']],
    [
      'method_darwin.go',
      'linux/386',
      ['Not built for linux/386: built for darwin/amd64, darwin/arm64 [choose-target]'],
    ],
    ['old.go', 'linux/386', []],
    ['c.go', 'linux/386', ['Not built for linux/386 without cgo (CGO_ENABLED=1) [choose-target]']],
  ];
  for (const [file, target, expected] of cases) {
    it(`of ${file} for ${target}`, () => assert.deepEqual(lenses(file, target), expected));
  }

  it('of a cgo file with cgo', () => assert.deepEqual(lenses('c.go', 'linux/386', true), []));
});
