// The tests of a package: those of all its files, as the editor has them.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { folderWith } from '../../test/support/temporary.ts';
import { loadParsers } from '../analysis/parsers.ts';
import { readEnvironment } from '../module/environment.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { EditorSession } from './session.ts';
import { testsInPackage } from './tests-in-package.ts';

const head = (name: string) => `package ${name}\n\nimport "testing"\n\n`;

describe('the tests of a package', () => {
  before(loadParsers);

  it('are those of files for all targets, of both packages of the folder, examples and fuzz tests included', () => {
    const root = folderWith({
      'go.mod': 'module example.org/m\n\ngo 1.21\n',
      'p/p.go': 'package p\n\nfunc TestNone(t *int) {}\n',
      'p/a_test.go': `${head('p')}func TestA(t *testing.T) {}\n\nfunc BenchmarkA(b *testing.B) {}\n`,
      'p/b_test.go': 'package p_test\n\nfunc ExampleB() {\n\t// Output: b\n}\n',
      'p/c_plan9_test.go': `${head('p')}func TestC(t *testing.T) {}\n\nfunc TestA(t *testing.T) {}\n`,
      'p/d_test.go': `//go:build ignore\n\n${head('p')}func TestD(t *testing.T) {}\n`,
      'p/e_test.go': `${head('p')}func FuzzE(f *testing.F) {}\n`,
    });
    const session = new EditorSession({
      root,
      targets: parseTargets('linux/amd64'),
      severities: {},
      exclude: [],
      excludeBase: root,
      deps: false,
      tests: true,
      environment: readEnvironment(),
    });
    const names = () => {
      const found = session.packageIn(join(root, 'p'))!;
      const tests = testsInPackage(found, (path) => session.fileSystem.readText(path));
      return tests.map(({ name, kind, path, range }) => [name, kind, path.slice(root.length + 3), range.start.line]);
    };
    assert.deepEqual(names(), [
      ['TestA', 'test', 'a_test.go', 4],
      ['BenchmarkA', 'benchmark', 'a_test.go', 6],
      ['ExampleB', 'example', 'b_test.go', 2],
      ['TestC', 'test', 'c_plan9_test.go', 4],
      ['FuzzE', 'fuzz', 'e_test.go', 4],
    ]);
    session.open(join(root, 'p/e_test.go'), `${head('p')}// Fuzz.\nfunc FuzzTyped(f *testing.F) {}\n`);
    assert.deepEqual(names().at(-1), ['FuzzTyped', 'fuzz', 'e_test.go', 5]);
    assert.equal(session.packageIn(join(root, 'none')), undefined);
    assert.equal(session.packageIn(join(root, '..')), undefined);
  });
});
