// The module cache (GOMODCACHE): where the go command keeps downloaded modules and their go.mod files.
import path from 'node:path';
import type { FileSystem } from './file-system.ts';
import { type ModFile, parseModFile } from './go-mod.ts';

/** A module at a version. */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

/** Whether a module or import path is well-formed, which also means that it cannot lead out of a folder it is joined to. */
export function isImportPath(importPath: string): boolean {
  return (
    importPath.length < 1000 &&
    /^[\p{L}\p{M}\p{N}!#$%&()+,./:;<=>?@[\]^_{|}~-]+$/u.test(importPath) &&
    importPath.split('/').every((element) => element !== '' && element !== '.' && element !== '..')
  );
}

function isVersionName(version: string): boolean {
  return /^[\w.+~-]{1,300}$/.test(version) && !version.includes('..');
}

/** The cache's form of a module path or version: `!a` for `A`, as file systems may not tell upper from lower case. */
function escapeUpper(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** Reads a module cache, which never changes once it is written: every go.mod is read once. */
export class ModuleCache {
  readonly #root: string;
  readonly #files: FileSystem;
  readonly #modFiles = new Map<string, ModFile | undefined>();

  /** @param root GOMODCACHE */
  constructor(root: string, files: FileSystem) {
    this.#root = root;
    this.#files = files;
  }

  /** The folder of a module version, whether it has been downloaded or not; undefined for what is no module version. */
  dir({ path: modulePath, version }: ModuleVersion): string | undefined {
    if (this.#root === '' || !isImportPath(modulePath) || !isVersionName(version)) return undefined;
    return path.join(this.#root, `${escapeUpper(modulePath)}@${escapeUpper(version)}`);
  }

  /** The go.mod of a module version; undefined where it has not been downloaded. */
  modFile(module: ModuleVersion): ModFile | undefined {
    const key = `${module.path}@${module.version}`;
    if (!this.#modFiles.has(key)) this.#modFiles.set(key, this.#readModFile(module));
    return this.#modFiles.get(key);
  }

  #readModFile(module: ModuleVersion): ModFile | undefined {
    const dir = this.dir(module);
    if (dir === undefined) return undefined;
    const downloads = path.join(this.#root, 'cache', 'download', escapeUpper(module.path), '@v');
    const text =
      this.#files.readText(path.join(downloads, `${escapeUpper(module.version)}.mod`)) ??
      this.#files.readText(path.join(dir, 'go.mod'));
    return text === undefined ? undefined : parseModFile(text);
  }
}
