// Walks folders for what can be checked: package folders, module roots and files that are not Go.
import { join } from 'node:path';
import type { FileSystem } from '../module/file-system.ts';

/** What is below a folder. Absolute paths, sorted. */
export interface Walked {
  /** Folders with Go files which the go command would look into for `...`, in any module. */
  readonly packages: readonly string[];
  /** Folders with a go.mod or go.work. */
  readonly modules: readonly string[];
  /** Files that may be documents: all but Go files, as the format is known from name and head only. */
  readonly others: readonly string[];
}

export interface WalkOptions {
  /** Whether to look for documents in vendor folders. */
  readonly vendor: boolean;
  /** Files and folders that are left out. */
  readonly excluded: (path: string) => boolean;
}

/** Folders that hold no code of the user. */
const never = new Set(['.git', '.hg', '.svn', '.jj', 'node_modules']);

/** Whether a walk comes to documents in a folder of this name. */
export function holdsDocuments(name: string): boolean {
  return !never.has(name) && name !== 'vendor' && name !== 'testdata';
}

/** Whether a walk comes to packages in a folder of this name. */
export function holdsPackages(name: string): boolean {
  return holdsDocuments(name) && !name.startsWith('.') && !name.startsWith('_');
}

/**
 * Looks at everything below `top`. Symbolic links are not followed, as the go command does not: so there are no
 * loops. Below `testdata`, and folders whose name begins with `_` or `.`, there are no packages; below the latter
 * there are documents (`.github/workflows`).
 */
export function walk(top: string, fileSystem: FileSystem, { vendor, excluded }: WalkOptions): Walked {
  const packages: string[] = [];
  const modules: string[] = [];
  const others: string[] = [];
  const folders: { dir: string; go: boolean }[] = [{ dir: top, go: true }];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const { dir, go } = folder;
    const below: typeof folders = [];
    let hasGo = false;
    for (const { name, isDirectory, isSymlink } of fileSystem.readDir(dir) ?? []) {
      const path = join(dir, name);
      if (isSymlink || never.has(name) || excluded(path)) continue;
      if (!isDirectory) {
        if (name.endsWith('.go')) hasGo = true;
        else if (go && (name === 'go.mod' || name === 'go.work')) modules.push(dir);
        else others.push(path);
      } else if (name === 'vendor' ? vendor : holdsDocuments(name)) {
        below.push({ dir: path, go: go && holdsPackages(name) });
      }
    }
    if (go && hasGo) packages.push(dir);
    folders.push(...below.reverse());
  }
  return { packages, modules: [...new Set(modules)], others };
}
