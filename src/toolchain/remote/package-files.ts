// What a test may read beside its program: the files of its package, and the testdata of the folders above it.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Files that go along with a test, by paths from a root folder. */
export interface PackageFiles {
  /** The folder of the module, or the package's own where it is in none. */
  readonly root: string;
  /** The package's folder, from the root, with slashes; `.` where it is the root. */
  readonly folder: string;
  /** Files and whole folders, from the root, each with `./` in front. */
  readonly paths: readonly string[];
}

/**
 * The files of the package in `dir`: all that lie in its folder, its `testdata`, and go.mod, go.sum and `testdata` of each folder
 * above it up to the module's. So tests find `../testdata` as they do here.
 */
export function packageFiles(dir: string): PackageFiles {
  const root = moduleFolder(dir) ?? dir;
  const paths: string[] = [];
  const add = (path: string) => paths.push(`./${relative(root, path).replaceAll(sep, '/')}`);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isFile() || entry.isSymbolicLink() || entry.name === 'testdata') add(join(dir, entry.name));
  }
  for (let above = dir; above !== root; ) {
    above = dirname(above);
    for (const name of ['go.mod', 'go.sum', 'testdata']) {
      if (existsSync(join(above, name))) add(join(above, name));
    }
  }
  return { root, folder: relative(root, dir).replaceAll(sep, '/') || '.', paths };
}

function moduleFolder(dir: string): string | undefined {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'go.mod'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
