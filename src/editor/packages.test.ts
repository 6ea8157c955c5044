import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { folderWith } from '../../test/support/temporary.ts';
import { readEnvironment } from '../module/environment.ts';
import { openWorkspace } from '../module/open-workspace.ts';
import { runnablePackages } from './packages.ts';

describe('runnable packages', function () {
  this.timeout(60_000);
  it('are programs and packages with tests, for whatever target', () => {
    const dir = folderWith({
      'go.work': 'go 1.24\n\nuse (\n\t./a\n\t./b\n)\n',
      'a/go.mod': 'module example.org/a\n\ngo 1.24\n',
      'a/lib.go': 'package a\n',
      'a/cmd/x/main.go': 'package main\n\nfunc main() {}\n',
      'a/cmd/plan9/main_plan9.go': 'package main\n\nfunc main() {}\n',
      'a/cmd/c/main.go': 'package main\n\nimport "C"\n\nfunc main() {}\n',
      'a/gen/gen.go': '//go:build ignore\n\npackage main\n\nfunc main() {}\n',
      'a/gen/lib.go': 'package gen\n',
      'a/tested/lib.go': 'package tested\n',
      'a/tested/lib_test.go': 'package tested_test\n',
      'a/testdata/main.go': 'package main\n',
      'a/vendor/v/main.go': 'package main\n',
      'b/go.mod': 'module example.org/b\n\ngo 1.24\n',
      'b/main.go': 'package main\n\nfunc main() {}\n',
      'b/main_test.go': 'package main\n',
      'b/inner/go.mod': 'module example.org/other\n',
      'b/inner/main.go': 'package main\n',
    });
    const found = runnablePackages(openWorkspace(dir, { environment: readEnvironment() }).packagesBelow(dir));
    const words = found.map(({ dir: at, moduleDir, isMain, hasTests }) =>
      [relative(dir, at), relative(dir, moduleDir), isMain ? 'main' : '', hasTests ? 'tests' : ''].join(' ').trim(),
    );
    assert.deepEqual(words, [
      'a/cmd/c a main',
      'a/cmd/plan9 a main',
      'a/cmd/x a main',
      'a/tested a  tests',
      'b b main tests',
    ]);
  });
});
