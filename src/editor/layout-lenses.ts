// Lines above struct types: their size and padding, for each group of targets that agree.
import { message, say } from '../messages/catalogue.ts';
import { describeSome } from '../platform/describe.ts';
import type { Target } from '../platform/target.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import { layoutRows } from '../types/type-layout.ts';
import type { Lens } from './answers.ts';
import type { DocumentView } from './document-view.ts';
import { allTargets } from './name-groups.ts';
import { structsOfFile } from './show-layout.ts';
import { TargetGroups } from './target-groups.ts';

/** The lenses of a document: one for each struct type that it declares and whose layout is known. */
export function layoutLensesOf(view: DocumentView): Lens[] {
  const all = allTargets(view);
  const places = typeNames(view.tree);
  return [...structsOfFile(view)].flatMap(([name, { groups }]) => {
    const node = places.get(name);
    if (node === undefined || groups.length === 0) return [];
    const sizes = new TargetGroups<{ size: number; padding: number }>(all);
    for (const { value, targets } of groups) {
      const gaps = layoutRows(value).filter((row) => row.name === undefined);
      sizes.add({ size: value.size, padding: gaps.reduce((sum, gap) => sum + gap.size, 0) }, targets);
    }
    const parts = sizes.groups.toReversed().map(({ value, targets }) => {
      const words = say('lens-size', value);
      return targets.length === all.length ? words : say('lens-size-on', { words, targets: shortNames(targets, all) });
    });
    const title = message('lens-layout', { sizes: parts.join(' · ') });
    return [{ start: view.tree.start[node]!, end: view.tree.end[node]!, title, action: { kind: 'show-layout' } }];
  });
}

/** Some of all targets in few words, without the system where all are for the same. */
function shortNames(some: readonly Target[], all: readonly Target[]): string {
  const words = describeSome(all, (target) => some.includes(target));
  const goos = all[0]?.goos;
  return all.every((target) => target.goos === goos) ? words.replaceAll(`${goos}/`, '') : words;
}

/** The names of the types that a file declares at package level. */
function typeNames(tree: Tree): Map<string, Node> {
  const names = new Map<string, Node>();
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    if (tree.kind[top] !== Kind.TypeDeclaration) continue;
    for (let n = top + 1; n < tree.next[top]!; n++) {
      if (tree.kind[n] !== Kind.TypeSpec) continue;
      const name = tree.child(n, Field.Name);
      if (name !== NONE) names.set(tree.textOf(name), name);
      n = tree.next[n]! - 1;
    }
  }
  return names;
}
