// Refactorings: what can be done with code that has nothing wrong.
import { changeOf } from '../analysis/edits.ts';
import { type Message, render } from '../messages/catalogue.ts';
import type { Fix } from '../rules/finding.ts';
import type { StructContext } from '../rules/support/layout-obstacle.ts';
import { type Packing, type Profile, pack, packFix, packTitle, profilesOf } from '../rules/support/pack-fields.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import type { Checker } from '../types/checker.ts';
import { meaningsAt } from '../types/name-at.ts';
import type { Site } from '../types/object.ts';
import type { Struct } from '../types/type.ts';
import type { ActionRequest, FileChange } from './actions.ts';
import type { DocumentView } from './document-view.ts';
import { fileOf } from './name-groups.ts';

/** A refactoring that is offered, or why one is not that would be expected. */
export type Refactoring = { readonly title: string } & ({ readonly change: FileChange } | { readonly reason: string });

/** What can be done with the struct type that the selection begins in: it is packed, where that saves something. */
export function refactoringsFor(
  view: DocumentView,
  { start, root, fileSystem }: Pick<ActionRequest, 'start' | 'root' | 'fileSystem'>,
): Refactoring[] {
  const written = structAt(view.tree, start);
  const found = written === NONE ? undefined : packed(view, written, (path) => fileSystem.readText(path));
  if (found === undefined) return [];
  const title = render(found.title);
  if (!('edits' in found.outcome)) return [{ title, reason: render(found.outcome) }];
  const change = changeOf(found.outcome, fileSystem, root);
  return change === undefined ? [] : [{ title, change }];
}

/** The innermost struct type around an offset, or the one whose declaration is around it. */
function structAt(tree: Tree, offset: number): Node {
  let found: Node = NONE;
  for (let node = 0; node < tree.length; ) {
    if (tree.start[node]! > offset || offset > tree.end[node]!) {
      node = tree.next[node]!;
      continue;
    }
    if (tree.kind[node] === Kind.StructType) found = node;
    else if (tree.kind[node] === Kind.TypeSpec) {
      const type = tree.child(node, Field.Type);
      if (type !== NONE && tree.kind[type] === Kind.StructType) found = type;
    }
    node++;
  }
  return found;
}

/** How a struct is packed, and the fix that does it or why there is none; undefined where that saves nothing. */
function packed(
  view: DocumentView,
  written: Node,
  text: (path: string) => string | undefined,
): { title: Message; outcome: Fix | Message } | undefined {
  const profiles: Profile[] = [];
  let first: { checker: Checker; struct: Struct; site: Site } | undefined;
  for (const { targets, checker } of view.wholeCheckers()) {
    const file = fileOf(checker, view);
    if (file === undefined) continue;
    for (const { targets: set, meaning } of meaningsAt(
      checker,
      file,
      view.tree.childOfKind(written, Kind.StructKeyword),
    )) {
      const site = meaning.kind === 'struct' ? meaning.struct.fields[0]?.site : undefined;
      if (meaning.kind !== 'struct' || site === undefined) return undefined;
      const ofSet = profilesOf(checker, targets, site, set, meaning.struct);
      if (ofSet === undefined) return undefined;
      profiles.push(...ofSet);
      first ??= { checker, struct: meaning.struct, site };
    }
  }
  const packing = first && pack(profiles, [...new Set(first.struct.fields.map(({ spec }) => spec))]);
  if (first === undefined || packing === undefined) return undefined;
  return outcomeOf(view, first, packing, text);
}

function outcomeOf(
  view: DocumentView,
  { checker, struct, site }: { checker: Checker; struct: Struct; site: Site },
  packing: Packing,
  text: (path: string) => string | undefined,
): { title: Message; outcome: Fix | Message } {
  const all = view.checkers.flatMap(({ targets }) => targets.names(targets.all));
  const context: StructContext = {
    checker,
    package: view.package,
    tree: ({ path }) => view.trees.tree(path),
    text,
    importers: () => view.importers(),
  };
  return { title: packTitle(site, packing, all), outcome: packFix(context, struct, site, packing, all) };
}
