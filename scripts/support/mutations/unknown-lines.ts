// Lines with an expression whose type our checker does not know. In a mutant of a package that builds, what the compiler reports there follows
// from another error, and we keep still about it.
import type { Workspace } from '../../../src/module/workspace.ts';
import { parseTargets } from '../../../src/platform/parse-targets.ts';
import { TargetList } from '../../../src/platform/target.ts';
import { LineMap } from '../../../src/syntax/lines.ts';
import { CachedTrees } from '../../../src/syntax/trees.ts';
import { Checker } from '../../../src/types/checker.ts';
import type { Observer } from '../../../src/types/observer.ts';
import { under } from '../../../src/types/resolve.ts';
import { Tag } from '../../../src/types/type.ts';

interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

const observer: Observer = {
  expression: (c, { node, mode, type }) => {
    if (mode === 'unknown' || under(c, type).tag === Tag.Unknown) record(c, node);
  },
  typeExpression: (c, node, type) => {
    if (under(c, type).tag === Tag.Unknown) record(c, node);
  },
};

function record(c: Checker, node: number): void {
  const { file, tree } = c.env.file;
  c.record('unknown', { path: file.path, start: tree.start[node]!, end: tree.end[node]! } satisfies Place);
}

/** Of the packages in some folders, on a target: `/path/x.go:12`. */
export function unknownLines(workspace: Workspace, dirs: readonly string[], target: string): Set<string> {
  const targets = new TargetList(parseTargets(target, { cgo: false }));
  const trees = new CachedTrees({ readText: (path) => workspace.fileSystem.readText(path) });
  const checker = new Checker(targets, workspace.source, trees, { observers: [observer] });
  const lines = new Set<string>();
  for (const dir of dirs) {
    const pkg = workspace.packageIn(dir);
    if (pkg === undefined) continue;
    checker.checkPackage(pkg, { tests: false });
    for (const { fact } of checker.packages.withPath(pkg.importPath)!.facts) {
      const { path, start, end } = fact as Place;
      const map = new LineMap(trees.tree(path).text);
      const last = map.position(end).line;
      for (let { line } = map.position(start); line <= last; line++) lines.add(`${path}:${line}`);
    }
  }
  return lines;
}
