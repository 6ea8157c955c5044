// The Go compiler's own tests: code that compiles is silent, and where errors differ from what is expected the reason is written down.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { loadParsers } from '../../src/analysis/parsers.ts';
import { compilerTests, examineCompilerTest } from '../support/compiler-tests.ts';
import { knownDifferences } from '../support/specification.ts';

/** The lines on which an outcome differs from what is expected, without repeats. */
function linesOf(differences: readonly string[]): number[] {
  const lines = differences.map((line) => Number(/:(\d+):/.exec(line)![1]));
  return [...new Set(lines)].sort((a, b) => a - b);
}

describe("the compiler's own tests", function () {
  this.timeout(900_000);
  before(loadParsers);

  it('are passed, but for the differences that are explained', function () {
    const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const tests = compilerTests(goroot);
    // Some ways to install Go leave them out.
    if (tests.length === 0) this.skip();
    const differences: Record<string, number[]> = {};
    for (const test of tests) {
      const { missed, unexpected } = examineCompilerTest(test);
      const lines = linesOf([...missed, ...unexpected]);
      if (lines.length === 0) continue;
      assert.ok(test.expectsErrors, `${test.name} compiles:\n${unexpected.join('\n')}`);
      differences[`test/${test.name}`] = lines;
    }
    const explained: Record<string, number[]> = {};
    for (const { lines } of knownDifferences) {
      for (const [name, some] of Object.entries(lines)) {
        if (!name.startsWith('test/')) continue;
        explained[name] = [...(explained[name] ?? []), ...some].sort((a, b) => a - b);
      }
    }
    assert.deepEqual(differences, explained);
  });
});
