// Which packages and tests a run in the Test Explorer is about.
import type { TestItem, TestRunRequest } from 'vscode';
import type { TestPackage, TestTree } from './test-tree.ts';

/** A package and what is run of it. */
export interface Selected {
  readonly package: TestPackage;
  /** The names of tests; absent for all but the benchmarks, as the go command does. */
  readonly names?: readonly string[];
}

/** What a request asks for. */
export function selectionOf(tree: TestTree, { include, exclude }: TestRunRequest): Selected[] {
  const excluded = new Set(exclude);
  const names = new Map<TestPackage, string[] | 'all'>();
  const add = (item: TestItem): void => {
    if (excluded.has(item)) return;
    const found = tree.packageOf(item);
    const name = tree.nameOf(item);
    if (found === undefined || (hasBelow(item, excluded) && item.children.size > 0)) {
      for (const [, child] of item.children) add(child);
    } else if (name === undefined) {
      names.set(found, 'all');
    } else {
      const before = names.get(found) ?? [];
      if (before !== 'all') names.set(found, [...before, name]);
    }
  };
  for (const item of include ?? tree.packages.map((found) => found.item)) add(item);
  return [...names].map(([found, of]) => ({ package: found, ...(of !== 'all' && { names: of }) }));
}

/** Whether something below an item is in a set. */
function hasBelow(item: TestItem, items: ReadonlySet<TestItem>): boolean {
  for (const [, child] of item.children) if (items.has(child) || hasBelow(child, items)) return true;
  return false;
}
