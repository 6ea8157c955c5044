// How the go command is told which test functions to run.
import type { ArchwayTask } from './task-definition.ts';

/** The part of a task that says which tests it runs. */
export type Filter = Pick<ArchwayTask, 'run' | 'args'>;

/**
 * What runs the named test, fuzz and example functions and no other, and the benchmarks only where they are all that is named;
 * undefined where nothing is named. A slash in a name stands before the name of a subtest.
 */
export function testFilter(names: readonly string[]): Filter | undefined {
  const benchmarks = names.filter((name) => name.startsWith('Benchmark'));
  const tests = names.filter((name) => !name.startsWith('Benchmark'));
  if (tests.length > 0) return { run: pattern(tests) };
  if (benchmarks.length > 0) return { run: '^$', args: [`-test.bench=${pattern(benchmarks)}`] };
  return undefined;
}

/**
 * What runs the named functions and subtests, benchmarks as well, and no others: one run for all that have the same test around them,
 * as the go command matches part by part, at the slashes. A name below another one that is named is left out.
 */
export function testFilters(
  names: readonly string[],
): { readonly names: readonly string[]; readonly filter: Filter }[] {
  const named = new Set(names);
  const groups = new Map<string, string[]>();
  for (const name of named) {
    const parts = name.split('/');
    if (parts.some((_, i) => i > 0 && named.has(parts.slice(0, i).join('/')))) continue;
    const key = `${name.startsWith('Benchmark')} ${parts.slice(0, -1).join('/')}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()].map((group) => ({ names: group, filter: testFilter(group)! }));
}

/** Matches names that have the same test around them. */
function pattern(names: readonly string[]): string {
  const parts = names.map((name) => name.split('/'));
  const around = parts[0]!.slice(0, -1).map((part) => `^${quote(part)}$`);
  const last = parts.map((path) => quote(path.at(-1)!));
  return [...around, last.length > 1 ? `^(${last.join('|')})$` : `^${last[0]}$`].join('/');
}

/** A part of a test's name as a regular expression; the go command has replaced white space in it by underscores. */
function quote(part: string): string {
  return part.replace(/\s/g, '_').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
