// Lines above the code of a file which the current target does not have: for which it is built, and what is used instead.
import { targetBatches } from '../analysis/batches.ts';
import { message } from '../messages/catalogue.ts';
import type { GoFile } from '../module/package.ts';
import { describeSome } from '../platform/describe.ts';
import { portTarget } from '../platform/parse-targets.ts';
import { ports } from '../platform/ports.ts';
import { type Target, TargetList, targetName } from '../platform/target.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import type { Lens } from './answers.ts';
import type { DocumentView } from './document-view.ts';

/** So many files that are used instead are named. */
const MAX_SIBLINGS = 3;

/** The lenses of a document; none where the file is built for the current target, or for none at all. */
export function lensesOf(view: DocumentView, currentTarget: Target): Lens[] {
  const { file } = view;
  const current = new TargetList([currentTarget]);
  if (file.presence(current) !== 0) return [];
  const lens = (title: Lens['title'], action: Lens['action']) => ({ start: 0, end: 0, title, action });
  const target = targetName(currentTarget);
  if (file.usesCgo && !currentTarget.cgo && isBuilt(file, { ...currentTarget, cgo: true })) {
    return [lens(message('lens-needs-cgo', { target }), { kind: 'choose-target' })];
  }
  const builtFor = targetsOf(view, currentTarget);
  if (builtFor === undefined) return [];
  const lenses: Lens[] = [lens(message('lens-not-built', { target, targets: builtFor }), { kind: 'choose-target' })];
  for (const sibling of siblings(view, current)) {
    const title = message('lens-uses', { target, file: sibling.name });
    lenses.push(lens(title, { kind: 'open-file', path: sibling.path }));
  }
  return lenses;
}

function isBuilt(file: GoFile, target: Target): boolean {
  return file.presence(new TargetList([target])) !== 0;
}

/** The targets a file is built for in words: those of the project, where it has none of them any port; undefined for none at all. */
function targetsOf({ file, checkers }: DocumentView, { cgo, tags }: Target): string | undefined {
  const own = checkers.flatMap(({ targets }) => targets.targets);
  const present = new Set(checkers.flatMap(({ targets }) => targets.members(file.presence(targets))));
  if (present.size > 0) return describeSome(own, (target) => present.has(target));
  const all = ports.map((port) => portTarget(port, { cgo, tags }));
  const anywhere = new Set(targetBatches(all).flatMap((list) => list.members(file.presence(list))));
  return anywhere.size > 0 ? describeSome(all, (target) => anywhere.has(target)) : undefined;
}

/** The files of the package that stand in for this one: built for the current target, nowhere beside it, and declaring the same names. */
function siblings(view: DocumentView, current: TargetList): GoFile[] {
  const { file, trees } = view;
  const names = declaredNames(view.tree);
  if (names.size === 0) return [];
  const lists = targetBatches(ports.map((port) => portTarget(port, current.targets[0])));
  const isBeside = (other: GoFile) => lists.some((list) => (other.presence(list) & file.presence(list)) !== 0);
  return view.package.files
    .filter(
      (other) =>
        other !== file &&
        other.isTest === file.isTest &&
        other.packageName === file.packageName &&
        other.presence(current) !== 0 &&
        !isBeside(other),
    )
    .map((other) => ({ other, common: commonNames(names, declaredNames(trees.tree(other.path))) }))
    .filter(({ common }) => common > 0)
    .sort((a, b) => b.common - a.common)
    .slice(0, MAX_SIBLINGS)
    .map(({ other }) => other);
}

function commonNames(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((name) => b.has(name)).length;
}

/** The names a file declares at package level, methods with their receiver as it is written without a star. */
function declaredNames(tree: Tree): Set<string> {
  const names = new Set<string>();
  const add = (node: Node) => {
    if (node !== NONE) names.add(tree.textOf(node));
  };
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    switch (tree.kind[top]) {
      case Kind.FunctionDeclaration:
        add(tree.child(top, Field.Name));
        break;
      case Kind.MethodDeclaration: {
        const parameter = tree.childOfKind(tree.child(top, Field.Receiver), Kind.ParameterDeclaration);
        if (parameter === NONE) break;
        const receiver = tree.textOf(tree.child(parameter, Field.Type)).replace(/^\*|\[.*$/g, '');
        names.add(`${receiver}.${tree.textOf(tree.child(top, Field.Name))}`);
        break;
      }
      case Kind.TypeDeclaration:
      case Kind.ConstDeclaration:
      case Kind.VarDeclaration:
        for (let n = top + 1; n < tree.next[top]!; n++) {
          const kind = tree.kind[n];
          if (kind === Kind.TypeSpec || kind === Kind.TypeAlias || kind === Kind.ConstSpec || kind === Kind.VarSpec) {
            for (const name of tree.children(n, Field.Name)) if (tree.kind[name] !== Kind.Comma) add(name);
            n = tree.next[n]! - 1;
          }
        }
        break;
    }
  }
  for (const name of ['init', '_', 'main']) names.delete(name);
  return names;
}
