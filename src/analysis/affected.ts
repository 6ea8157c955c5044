// What changed files may affect: so that after a change not everything has to be checked again.
import { basename, dirname } from 'node:path';
import type { GoPackage } from '../module/package.ts';
import type { Scope } from './scope.ts';

/** Files that decide what packages mean. */
const decidingFiles = new Set(['go.mod', 'go.work', 'go.sum', 'modules.txt', 'archway.json']);

/**
 * The part of a scope that changes of some files may affect: the packages in whose folders they are, all that import such a
 * package directly or not, and the documents among them. Undefined where anything may be affected.
 */
export function affectedScope(scope: Scope, changed: ReadonlySet<string>): Scope | undefined {
  if ([...changed].some((path) => decidingFiles.has(basename(path)))) return undefined;
  const folders = new Set([...changed].filter((path) => !scope.documents.has(path)).map((path) => dirname(path)));
  const importers = importersOf(scope);
  const affected = new Set<string>();
  const found = scope.packages.map((one) => one.package);
  const waiting = found.filter(({ dir }) => folders.has(dir));
  const known = new Set(found.map(({ dir }) => dir));
  // Of a package that is gone, only the end of its import path is known for certain.
  const gone = [...folders].filter((dir) => !known.has(dir)).map((dir) => basename(dir));
  for (const [path, ones] of importers) if (gone.includes(basename(path))) waiting.push(...ones);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (affected.has(next.dir)) continue;
    affected.add(next.dir);
    waiting.push(...(importers.get(next.importPath) ?? []));
  }
  return {
    ...scope,
    packages: scope.packages.filter((one) => affected.has(one.package.dir)),
    documents: new Set([...scope.documents].filter((path) => changed.has(path))),
  };
}

/** The packages that import a path, by that path. A path of another module of the same name counts as well. */
function importersOf({ packages }: Scope): Map<string, GoPackage[]> {
  const importers = new Map<string, GoPackage[]>();
  for (const { package: one } of packages) {
    for (const path of new Set(one.files.flatMap((file) => file.imports.map((spec) => spec.path)))) {
      const known = importers.get(path);
      if (known) known.push(one);
      else importers.set(path, [one]);
    }
  }
  return importers;
}
