// The tests of a file, against what the go command lists and runs.
import assert from 'node:assert/strict';
import { folderWith } from '../../test/support/temporary.ts';
import { goCommand } from '../module/testing.ts';
import { loadParser, parseGo } from '../syntax/parser.ts';
import { testNameAt, testsAndSubtests, testsInFile } from './tests-in-file.ts';

const source = `package m

import (
	"testing"
	tt "testing"
)

func Test(t *testing.T)            {}
func TestA(t *tt.T)                {}
func Test_b(t *testing.T)          {}
func TestÜber(t *testing.T)        {}
func Test2(*testing.T)             {}
func Testify(t *testing.T)         {}
func BenchmarkA(b *testing.B)      { b.Run("in side", func(b *testing.B) {}) }
func FuzzA(f *testing.F)           { f.Fuzz(func(t *testing.T, s string) {}) }
func helper(t *testing.T)          {}
func ExampleA() {
	println()
	// Output:
}
func ExampleB() {
	println()
	// unordered
	// output: x
}
func ExampleUnordered() {
	// Unordered output:
	// x
}
func ExampleC() {
	// Output: x
	println()
	// the end
}

type suite struct{}

func (suite) TestMethod(t *testing.T) {}

func TestSub(t *testing.T) {
	t.Run("one two", func(t *testing.T) {
		_ = "in one"
		t.Run("a/b\\tc", func(s *testing.T) {
			_ = "in a/b"
			s.Run(\`raw\\u00e9\`, func(t *testing.T) { _ = "in raw" })
			s.Run("\\u200bé\\x01", func(t *testing.T) { _ = "in escape" })
		})
	})
	for _, name := range []string{"x"} {
		t.Run(name, func(t *testing.T) {
			_ = "in variable"
			t.Run("deeper", func(t *testing.T) { _ = "in deeper" })
		})
	}
	t.Run("same", func(t *testing.T) {})
	t.Run("same", func(t *testing.T) { _ = "in second" })
	t.Run("", func(t *testing.T) { _ = "in empty" })
	_ = "in TestSub"
}
`;

describe('tests in a file', () => {
  const dir = folderWith({ 'go.mod': 'module m\n\ngo 1.21\n', 'a_test.go': source });
  let tree: ReturnType<typeof parseGo>;
  const nameAt = (marker: string) => testNameAt('a_test.go', tree, source.indexOf(`"${marker}"`));

  before(async () => {
    await loadParser();
    tree = parseGo(source);
  });

  it('are those which the go command lists', () => {
    const listed = goCommand(['test', '-vet=off', '-list', '.', '.'], dir).split('\n');
    const theirs = listed.filter((line) => /^(?:Test|Benchmark|Fuzz|Example)/.test(line));
    const ours = testsInFile('a_test.go', tree).map((test) => test.name);
    assert.deepEqual([...ours].sort(), theirs.sort());
    assert.ok(ours.includes('TestÜber') && ours.includes('ExampleUnordered'));
  }).timeout(120_000);

  it('are none in other files', () => assert.deepEqual(testsInFile('a.go', tree), []));

  const cases: [marker: string, name: string][] = [
    ['in TestSub', 'TestSub'],
    ['one two', 'TestSub/one_two'],
    ['in one', 'TestSub/one_two'],
    ['in a/b', 'TestSub/one_two/a/b_c'],
    ['in raw', 'TestSub/one_two/a/b_c/raw\\u00e9'],
    ['in escape', 'TestSub/one_two/a/b_c/\\u200bé\\x01'],
    ['in variable', 'TestSub'],
    ['in deeper', 'TestSub'],
    ['in second', 'TestSub'],
    ['in empty', 'TestSub'],
    ['in side', 'BenchmarkA/in_side'],
  ];
  for (const [marker, name] of cases) it(`${marker} is ${name}`, () => assert.equal(nameAt(marker), name));

  it('are listed with their subtests, each named as at its place', () => {
    const all = testsAndSubtests('a_test.go', tree);
    for (const { name, end } of all) assert.equal(testNameAt('a_test.go', tree, end - 1), name);
    const functions = testsInFile('a_test.go', tree).map(({ name }) => name);
    const named = [...functions, ...cases.map(([, name]) => name), 'TestSub/same'];
    assert.deepEqual(all.map(({ name }) => name).sort(), [...new Set(named)].sort());
  });

  it('have the names that go test prints', () => {
    const printed = goCommand(['test', '-vet=off', '-v', '-run', 'TestSub', '.'], dir);
    const names = new Set([...printed.matchAll(/^=== RUN +(.*)$/gm)].map((match) => match[1]));
    for (const [, name] of cases) if (name.startsWith('Test')) assert.ok(names.has(name), name);
  }).timeout(120_000);

  it('are none between functions', () => {
    assert.equal(testNameAt('a_test.go', tree, source.indexOf('type suite')), undefined);
    assert.equal(testNameAt('a_test.go', tree, source.indexOf('Testify')), undefined);
  });
});
