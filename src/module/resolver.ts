// Turns import paths into packages: the standard library first, then modules, vendor folders or GOPATH.
import path from 'node:path';
import { type Message, message, render } from '../messages/catalogue.ts';
import type { BuildContext } from './build-context.ts';
import { OverlayFileSystem } from './file-system.ts';
import { readGoFile, readPackageFolder } from './folder.ts';
import type { Folders, Location, Locator } from './locator.ts';
import { isImportPath } from './module-cache.ts';
import type { GoFile, GoPackage, MissingPackage, Module, PackageSource } from './package.ts';
import { StandardLibrary } from './standard-library.ts';

/** What a {@link PackageResolver} looks with. */
export interface ResolverParts {
  /** Undefined where there is neither a GOROOT nor the snapshot. */
  readonly standard: StandardLibrary | undefined;
  readonly locator: Locator;
  readonly folders: Folders;
  readonly context: BuildContext;
}

/** The module of package unsafe where there is no standard library at all. */
const languageItself: Module = { path: 'std', version: '', dir: '', goVersion: '1.26', isMain: false };

/** Resolves imports by reading files only. Every package is read once, every answer remembered. */
export class PackageResolver implements PackageSource {
  readonly #parts: ResolverParts;
  readonly #packages = new Map<string, GoPackage>();
  readonly #answers = new Map<string, GoPackage | MissingPackage>();

  constructor(parts: ResolverParts) {
    this.#parts = parts;
  }

  resolve(importPath: string, importer: GoPackage): GoPackage | MissingPackage {
    return this.#remembered(importPath, importer);
  }

  /** The package the user means by an import path. */
  find(importPath: string): GoPackage | MissingPackage {
    return this.#remembered(importPath, undefined);
  }

  /** The package in a folder of the user's; undefined where it has no Go files or is not the user's. */
  packageIn(dir: string): GoPackage | undefined {
    const location = this.#parts.locator.locationOf(dir);
    return location && this.#package(location);
  }

  /** A Go file as it would be with this text. */
  fileWith(file: string, text: string): GoFile {
    const { folders, context } = this.#parts;
    return readGoFile(file, new OverlayFileSystem(folders.files, new Map([[file, text]])), context);
  }

  /**
   * Forgets what was learnt of a folder whose files have changed.
   * @returns whether import paths may mean something else now
   */
  forget(dir: string): boolean {
    this.#packages.delete(dir);
    this.#answers.clear();
    return this.#parts.folders.forget(dir);
  }

  /** The folders at and below a path of which something was learnt. */
  knownBelow(dir: string): string[] {
    return this.#parts.folders.knownBelow(dir);
  }

  #remembered(importPath: string, importer: GoPackage | undefined): GoPackage | MissingPackage {
    const { standard, locator } = this.#parts;
    const isRelative = /^\.\.?(\/|$)/.test(importPath);
    const scope = isRelative ? importer?.dir : standard?.scopeOf(importer) || locator.scopeOf(importer);
    const key = `${importPath}\0${scope}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      const found = this.#locate(importPath, importer, isRelative);
      answer = 'dir' in found ? this.#package(found) : { missing: true, importPath, reason: render(found.reason) };
      this.#answers.set(key, answer);
    }
    return answer;
  }

  #locate(importPath: string, importer: GoPackage | undefined, isRelative: boolean): Location | { reason: Message } {
    const { standard, locator } = this.#parts;
    if (importPath === 'C') return { reason: message('package-is-cgo', {}) };
    if (isRelative) {
      const dir = path.join(importer?.dir ?? '', importPath);
      return locator.locationOf(dir) ?? { reason: message('no-go-files-in', { dir }) };
    }
    if (!isImportPath(importPath)) return { reason: message('malformed-import-path', { package: importPath }) };
    const inStandard = standard?.find(importPath, importer);
    if (inStandard !== undefined) return inStandard;
    if (importPath === 'unsafe') return { importPath, dir: '', module: languageItself };
    const found = locator.locate(importPath, importer);
    if ('dir' in found || !StandardLibrary.hasStandardForm(importPath)) return found;
    if (standard === undefined) return { reason: message('package-without-goroot', { package: importPath }) };
    return { reason: message('package-not-in-std', { package: importPath, dir: standard.folder(importPath) }) };
  }

  #package({ importPath, dir, module }: Location): GoPackage {
    let found = this.#packages.get(dir);
    if (found === undefined) {
      const { folders, context } = this.#parts;
      const contents = dir === '' ? { files: [], otherFiles: [] } : readPackageFolder(dir, folders.files, context);
      found = { importPath, dir, module, ...contents };
      this.#packages.set(dir, found);
    }
    return found;
  }
}
