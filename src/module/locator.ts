// What the ways of finding packages (modules, vendor folders, GOPATH) have in common.
import path from 'node:path';
import type { Message } from '../messages/catalogue.ts';
import type { FileSystem } from './file-system.ts';
import type { GoPackage, Module } from './package.ts';

/** A package folder that has been found. */
export interface Location {
  /** The package's own path, which a vendor folder may make longer than the one that was imported. */
  readonly importPath: string;
  readonly dir: string;
  readonly module: Module;
}

/** The answer of a {@link Locator}: a folder, or why there is none. */
export type Located = Location | { readonly reason: Message };

/** A folder and the import path of the package in it, where the paths of the folders below follow from it. */
export interface ImportRoot {
  readonly dir: string;
  /** Empty for GOPATH/src, GOROOT/src and vendor folders. */
  readonly importPath: string;
}

/** One way of finding packages outside of the standard library. */
export interface Locator {
  /** Finds the folder of a well-formed import path. `importer` is undefined where the user names the package. */
  locate(importPath: string, importer: GoPackage | undefined): Located;
  /** The package a folder of the user's is; undefined outside of the user's code. */
  locationOf(dir: string): Location | undefined;
  /** Where packages may lie, to search for those that match a pattern. */
  importRoots(): readonly ImportRoot[];
  /** Importers with equal scopes get equal answers. */
  scopeOf(importer: GoPackage | undefined): string;
}

/** Whether `dir` is `parent` or below it. */
export function isWithin(dir: string, parent: string): boolean {
  return dir === parent || dir.startsWith(parent.endsWith(path.sep) ? parent : parent + path.sep);
}

/** The part of a slash-separated path below `prefix`: empty for the prefix itself, undefined where it is not below. */
export function pathBelow(importPath: string, prefix: string): string | undefined {
  if (importPath === prefix) return '';
  return importPath.startsWith(`${prefix}/`) ? importPath.slice(prefix.length + 1) : undefined;
}

/** The path below `parent` of one of its folders, with slashes; empty for `parent` itself. */
export function slashPath(parent: string, dir: string): string {
  return path.relative(parent, dir).split(path.sep).join('/');
}

/** Joins import paths, either of which may be empty. */
export function joinImportPath(a: string, b: string): string {
  return a === '' ? b : b === '' ? a : `${a}/${b}`;
}

/** Remembers which folders hold Go files, and which modules of their own. */
export class Folders {
  readonly files: FileSystem;
  readonly #withGoFiles = new Map<string, boolean>();
  readonly #withGoMod = new Map<string, boolean>();

  constructor(files: FileSystem) {
    this.files = files;
  }

  /** Whether any regular file of the folder is named `*.go`, chosen on some target or not. */
  hasGoFiles(dir: string): boolean {
    let answer = this.#withGoFiles.get(dir);
    if (answer === undefined) {
      const names = this.files.readDir(dir)?.filter((entry) => !entry.isDirectory && entry.name.endsWith('.go'));
      answer = names?.some((entry) => this.files.isFile(path.join(dir, entry.name))) ?? false;
      this.#withGoFiles.set(dir, answer);
    }
    return answer;
  }

  /** Whether the folder is the root of a module. */
  hasGoMod(dir: string): boolean {
    let answer = this.#withGoMod.get(dir);
    if (answer === undefined) {
      answer = this.files.isFile(path.join(dir, 'go.mod'));
      this.#withGoMod.set(dir, answer);
    }
    return answer;
  }

  /**
   * The folder of a package in a module, `rest` being the package's path below the module's: undefined where it has no
   * Go files, or belongs to a module nested in this one (`isFolder`: downloaded modules contain none).
   */
  packageFolder(moduleDir: string, rest: string, isFolder: boolean): string | undefined {
    const dir = path.join(moduleDir, rest);
    if (!isWithin(dir, moduleDir) || !this.hasGoFiles(dir)) return undefined;
    if (isFolder) {
      for (let d = dir; d !== moduleDir; d = path.dirname(d)) {
        if (this.hasGoMod(d)) return undefined;
      }
    }
    return dir;
  }

  /**
   * Forgets what was learnt of a folder whose files have changed.
   * @returns whether it has become, or is no longer, a folder with Go files or the root of a module, though answers have built on that
   */
  forget(dir: string): boolean {
    const before = [this.#withGoFiles.get(dir), this.#withGoMod.get(dir)];
    this.#withGoFiles.delete(dir);
    this.#withGoMod.delete(dir);
    const after = () => [this.hasGoFiles(dir), this.hasGoMod(dir)];
    return (
      before.some((answer) => answer !== undefined) && after().some((answer, i) => answer !== (before[i] ?? answer))
    );
  }

  /** The folders below a path, and at it, of which something was learnt. */
  knownBelow(dir: string): string[] {
    const known = [...this.#withGoFiles.keys(), ...this.#withGoMod.keys()];
    return [...new Set(known)].filter((folder) => isWithin(folder, dir));
  }
}
