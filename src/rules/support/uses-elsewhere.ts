// What the packages that import a struct's do with it: the user's own, directly or through others of the user's.
import { type Message, message } from '../../messages/catalogue.ts';
import type { GoFile, GoPackage } from '../../module/package.ts';
import { parseGo } from '../../syntax/parser.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Struct } from '../../types/type.ts';
import { foreignObstacle, type StructContext, unseenUse, usesObstacle } from './layout-obstacle.ts';
import { type StructUses, usesInOther } from './struct-uses.ts';

/** Characters of other packages that are looked through: two seconds' worth. */
const MAX_FOREIGN = 8_000_000;

/** A package that imports the struct's, and what it does with it. */
export interface UsesElsewhere {
  readonly package: GoPackage;
  readonly uses: StructUses;
  /** Paths of the files that are on any of the targets. */
  readonly seen: ReadonlySet<string>;
  tree(file: GoFile): Tree;
}

/** What is done with a struct elsewhere, or why that needs its layout. `name` is that of its type. */
export function usesElsewhere(context: StructContext, struct: Struct, name: string): UsesElsewhere[] | Message {
  const found: UsesElsewhere[] = [];
  let budget = MAX_FOREIGN;
  for (const importer of context.importers()) {
    const trees = new Map<string, Tree>();
    for (const { path } of importer.files) {
      const text = context.text(path) ?? '';
      budget -= text.length;
      if (budget < 0) return message('layout-too-much', {});
      trees.set(path, parseGo(text));
    }
    const tree = ({ path }: GoFile) => trees.get(path)!;
    const { uses, seen } = usesInOther(context.checker, importer, trees, struct);
    const unseen = unseenUse({ package: importer, tree }, name, seen);
    if (unseen !== undefined) return message('layout-literal', { file: unseen.name });
    const problem = foreignObstacle(importer, tree, name) ?? usesObstacle(uses, importer, tree);
    if (problem !== undefined) return problem;
    found.push({ package: importer, uses, seen, tree });
  }
  return found;
}
