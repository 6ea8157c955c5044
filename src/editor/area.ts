// Which files of a project `archway check` of its root looks at: an editor shows findings in these and in no others.
import { dirname, join, relative, sep } from 'node:path';
import { holdsDocuments, holdsPackages } from '../analysis/walk.ts';
import type { FileSystem } from '../module/file-system.ts';

/** Judges the files of a project by their paths. */
export class ProjectArea {
  constructor(
    private readonly root: string,
    private readonly fileSystem: FileSystem,
    private readonly isExcluded: (path: string) => boolean,
  ) {}

  /** Whether a Go file can be part of the code that is checked. */
  hasGoFile(path: string): boolean {
    const dir = dirname(path);
    const names = this.namesTo(dir);
    if (names === undefined || !names.every(holdsPackages)) return false;
    return !this.isExcluded(path) && !this.isExcluded(dir);
  }

  /** Whether a file that is not Go can be checked. */
  hasDocument(path: string): boolean {
    const names = this.namesTo(dirname(path));
    if (names === undefined || this.isExcluded(path)) return false;
    return names.every(
      (name, i) => holdsDocuments(name) && !this.isExcluded(join(this.root, ...names.slice(0, i + 1))),
    );
  }

  /** The folder whose workspace is in charge of a folder: the innermost one at or above it with a go.mod or go.work, else the root. */
  moduleFolder(dir: string): string {
    const names = this.namesTo(dir);
    if (names === undefined) return dir;
    for (let i = names.length; i > 0; i--) {
      const at = join(this.root, ...names.slice(0, i));
      if (this.fileSystem.isFile(join(at, 'go.mod')) || this.fileSystem.isFile(join(at, 'go.work'))) return at;
    }
    return this.root;
  }

  /** The names of the folders from the root to `dir`; undefined outside of it. */
  private namesTo(dir: string): string[] | undefined {
    const below = relative(this.root, dir);
    if (below === '') return [];
    const names = below.split(sep);
    return names[0] === '..' || dir === below ? undefined : names;
  }
}
