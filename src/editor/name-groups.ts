// What the name at an offset of a document comes to, for groups of targets that agree.
import type { Target } from '../platform/target.ts';
import type { Node } from '../syntax/tree.ts';
import type { Checker } from '../types/checker.ts';
import { PACKAGE_LEVEL } from '../types/collect.ts';
import { type Meaning, meaningsAt } from '../types/name-at.ts';
import type { FileInfo } from '../types/package-info.ts';
import type { DocumentView } from './document-view.ts';
import { type TargetGroup, TargetGroups } from './target-groups.ts';

/**
 * What `look` makes of a name, on all targets where it makes something of it. It may read types, and is called again for fewer
 * targets where they differ.
 */
export function groupsAt<T>(
  view: DocumentView,
  node: Node,
  look: (c: Checker, meaning: Meaning) => T | undefined,
): TargetGroup<T>[] {
  const groups = new TargetGroups<T>(allTargets(view));
  for (const { checker, targets } of view.checkers) {
    const file = fileOf(checker, view);
    if (file === undefined) continue;
    for (const { targets: set, meaning } of meaningsAt(checker, file, node)) {
      const found: [number, T][] = [];
      const site = { file, scope: PACKAGE_LEVEL, node };
      checker.observe(site, set & targets.all, {}, () => {
        const value = look(checker, meaning);
        if (value !== undefined) found.push([checker.now, value]);
      });
      for (const [part, value] of found) groups.add(value, targets.members(part));
    }
  }
  return groups.groups;
}

/** The targets of a project. */
export function allTargets(view: DocumentView): Target[] {
  return view.checkers.flatMap(({ targets }) => targets.targets);
}

/** The file as a checker knows it; undefined where it has none of the file's text. */
export function fileOf(checker: Checker, view: DocumentView): FileInfo | undefined {
  const { files } = checker.packageOf(view.package);
  return files.find(({ file, tree }) => file.path === view.path && tree.text === view.tree.text);
}
