// What the checker alone says of a package, per target, in a form that tests can compare.
import { relative } from 'node:path';
import { render } from '../../src/messages/catalogue.ts';
import { diskFileSystem, type FileSystem } from '../../src/module/file-system.ts';
import { openWorkspace } from '../../src/module/open-workspace.ts';
import { parseTargets } from '../../src/platform/parse-targets.ts';
import { TargetList } from '../../src/platform/target.ts';
import { LineMap } from '../../src/syntax/lines.ts';
import { CachedTrees } from '../../src/syntax/trees.ts';
import { Checker } from '../../src/types/checker.ts';

/** What the checker says of the package in `dir`, per target, sorted: `file:line:column: message`. */
export function diagnosticsIn(
  dir: string,
  targets: readonly string[],
  fileSystem: FileSystem = diskFileSystem,
): Map<string, string[]> {
  const list = new TargetList(parseTargets(targets.join(',')));
  const workspace = openWorkspace(dir, { fileSystem });
  const trees = new CachedTrees({ readText: (path) => workspace.fileSystem.readText(path) });
  const checker = new Checker(list, workspace.source, trees);
  const said = new Map<string, string[]>(targets.map((target) => [target, []]));
  for (const diagnostic of checker.checkPackage(workspace.packageIn(dir)!, { tests: true })) {
    const { line, column } = new LineMap(trees.tree(diagnostic.file.path).text).position(diagnostic.start);
    const text = `${relative(dir, diagnostic.file.path)}:${line}:${column}: ${render(diagnostic.message)}`;
    for (const target of list.names(diagnostic.targets)) said.get(target)!.push(text);
  }
  for (const lines of said.values()) lines.sort();
  return said;
}
