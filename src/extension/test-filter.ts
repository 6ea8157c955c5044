// How the go command is told which test functions to run.
import type { ArchwayTask } from './task-definition.ts';

/**
 * What runs the named test, fuzz and example functions and no other, and the benchmarks only where they are all that is named;
 * undefined where nothing is named. A slash in a name stands before the name of a subtest.
 */
export function testFilter(names: readonly string[]): Pick<ArchwayTask, 'run' | 'args'> | undefined {
  const benchmarks = names.filter((name) => name.startsWith('Benchmark'));
  const tests = names.filter((name) => !name.startsWith('Benchmark'));
  if (tests.length > 0) return { run: pattern(tests) };
  if (benchmarks.length > 0) return { run: '^$', args: [`-test.bench=${pattern(benchmarks)}`] };
  return undefined;
}

/** The go command matches an expression part by part, at the slashes. */
function pattern(names: readonly string[]): string {
  if (names.length > 1) return `^(${names.map(quote).join('|')})$`;
  return names[0]!
    .split('/')
    .map((part) => `^${quote(part)}$`)
    .join('/');
}

/** A part of a test's name as a regular expression; the go command has replaced white space in it by underscores. */
function quote(part: string): string {
  return part.replace(/\s/g, '_').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
