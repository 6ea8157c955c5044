// Document views made by hand: a package on disk, checked for some targets.
import { dirname, join } from 'node:path';
import { targetBatches } from '../../src/analysis/batches.ts';
import type { DocumentView } from '../../src/editor/document-view.ts';
import { readEnvironment } from '../../src/module/environment.ts';
import { openWorkspace } from '../../src/module/open-workspace.ts';
import { parseTargets } from '../../src/platform/parse-targets.ts';
import { CachedTrees } from '../../src/syntax/trees.ts';
import { Checker } from '../../src/types/checker.ts';

const environment = readEnvironment();

/** The view of a file of a package that has been checked for `targets`. The parser must be loaded. */
export function viewOf(root: string, file: string, targets: string): DocumentView {
  const path = join(root, file);
  const workspace = openWorkspace(root, { environment });
  const found = workspace.packageIn(dirname(path));
  const goFile = found?.files.find((one) => one.path === path);
  if (found === undefined || goFile === undefined) throw new Error(`no package has ${path}`);
  const trees = new CachedTrees({
    readText: (one) => workspace.fileSystem.readText(one),
    skipBodies: (one) => dirname(one) !== found.dir,
  });
  const checkers = targetBatches(parseTargets(targets)).map((batch) => {
    const checker = new Checker(batch, workspace.source, trees);
    checker.checkPackage(found, { tests: true });
    return { targets: batch, checker };
  });
  const importers = () => workspace.allImportersOf(found);
  const tree = trees.tree(path);
  return { path, file: goFile, package: found, tree, trees, checkers, wholeCheckers: () => checkers, importers };
}
