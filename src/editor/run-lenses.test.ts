import assert from 'node:assert/strict';
import { viewOf } from '../../test/support/document-view.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { render } from '../messages/catalogue.ts';
import { loadParser } from '../syntax/parser.ts';
import { runLensesOf } from './run-lenses.ts';

const tests = `package main

import "testing"

func TestA(t *testing.T) {
	t.Run("one two", func(t *testing.T) {
		t.Run("deep", func(t *testing.T) {})
	})
}

func BenchmarkA(b *testing.B) {}

func FuzzA(f *testing.F) { f.Fuzz(func(t *testing.T, s string) {}) }

func helper() {}
`;

const files = {
  'go.mod': 'module m\n\ngo 1.24\n',
  'main.go': 'package main\n\nfunc helper2() {}\n\nfunc main() {}\n',
  'a_test.go': tests,
  'plan_windows.go': 'package main\n\nfunc plan() {}\n',
  'bare/main.go': 'package main\n\nfunc main() {}\n',
  'bare_windows/main_windows.go': 'package main\n\nfunc main() {}\n',
  'c/main.go': 'package main\n\nimport "C"\n\nfunc main() {}\n',
  'lib/lib.go': 'package lib\n\nfunc main() {}\n',
};

describe('lenses that run something', function () {
  this.timeout(60_000);
  const dir = folderWith(files);
  const lenses = (file: keyof typeof files, choice: string) =>
    runLensesOf(viewOf(dir, file, 'linux,windows'), choice).map(({ start, title, action }) => {
      const line = files[file].slice(0, start).split('\n').length;
      const names = action.kind === 'test' ? ` ${action.tests?.join(' ') ?? 'all'}` : '';
      return `${line} ${render(title)} [${action.kind}${names}]`;
    });

  before(loadParser);

  const cases: [title: string, file: keyof typeof files, choice: string, lenses: string[]][] = [
    [
      'of a program with tests',
      'main.go',
      'linux/arm64',
      ['5 $(play) run on linux/arm64 [run]', '5 $(beaker) test on linux/arm64 [test all]'],
    ],
    ['of a program without tests', 'bare/main.go', 'linux/386', ['3 $(play) run on linux/386 [run]']],
    ['none of main in another package', 'lib/lib.go', 'linux/386', []],
    ['none of a program that the target has not', 'bare_windows/main_windows.go', 'linux/386', []],
    [
      'that ask where one of several targets has it',
      'bare_windows/main_windows.go',
      'linux/386,windows/arm64',
      ['3 $(play) run on linux/386 and 1 more… [run]'],
    ],
    ['that ask for a target of a preset', 'bare/main.go', 'kubernetes', ['3 $(play) run on kubernetes… [run]']],
    [
      'of tests, subtests and benchmarks',
      'a_test.go',
      'linux/s390x',
      [
        '5 $(beaker) test on linux/s390x [test TestA]',
        '6 $(beaker) test on linux/s390x [test TestA/one_two]',
        '7 $(beaker) test on linux/s390x [test TestA/one_two/deep]',
        '11 $(dashboard) benchmark on linux/s390x [test BenchmarkA]',
        '13 $(beaker) test on linux/s390x [test FuzzA]',
      ],
    ],
  ];
  it('of a program that needs cgo, only with it', () => {
    const view = viewOf(dir, 'c/main.go', 'linux');
    assert.deepEqual(runLensesOf(view, 'linux/arm64'), []);
    assert.equal(runLensesOf(view, 'linux/arm64', true).length, 1);
  });

  for (const [title, file, choice, expected] of cases) {
    it(title, () => assert.deepEqual(lenses(file, choice), expected));
  }
});
