// The standard library and the go command's own packages below GOROOT/src, with what they vendor.
import path from 'node:path';
import { message } from '../messages/catalogue.ts';
import { languageOf } from './build-list.ts';
import { parseModFile } from './go-mod.ts';
import {
  type Folders,
  type ImportRoot,
  isWithin,
  type Located,
  type Location,
  type Locator,
  pathBelow,
  slashPath,
} from './locator.ts';
import { isImportPath } from './module-cache.ts';
import type { GoPackage, Module } from './package.ts';

/** Finds packages of GOROOT. As a {@link Locator} it serves where GOROOT/src itself is what the user works on. */
export class StandardLibrary implements Locator {
  /** GOROOT/src as module `std`. */
  readonly std: Module;
  /** GOROOT/src/cmd as module `cmd`. */
  readonly cmd: Module;
  readonly #folders: Folders;

  /** @param mainModule `std` or `cmd` where the user works on it, else empty. */
  constructor(goroot: string, mainModule: string, folders: Folders) {
    this.#folders = folders;
    const module = (modulePath: string, dir: string): Module => ({
      path: modulePath,
      version: '',
      dir,
      goVersion: languageOf(parseModFile(folders.files.readText(path.join(dir, 'go.mod')) ?? '')),
      isMain: modulePath === mainModule,
    });
    const src = path.join(goroot, 'src');
    this.std = module('std', src);
    this.cmd = module('cmd', path.join(src, 'cmd'));
  }

  /** Whether an import path has the form of a standard package's: no dot in its first element. */
  static hasStandardForm(importPath: string): boolean {
    return !importPath.split('/', 1)[0]!.includes('.');
  }

  /** The folder `importPath` would be in. */
  folder(importPath: string): string {
    return path.join(this.std.dir, importPath);
  }

  /** The package of the standard library `importPath` means to `importer`, if it does mean one. */
  find(importPath: string, importer: GoPackage | undefined): Location | undefined {
    if (!isImportPath(importPath)) return undefined;
    if (StandardLibrary.hasStandardForm(importPath)) return this.#location(importPath);
    if (importer?.module === this.std) return this.#location(`vendor/${importPath}`);
    if (importer?.module === this.cmd) return this.#location(`cmd/vendor/${importPath}`);
    return undefined;
  }

  #location(importPath: string): Location | undefined {
    const dir = this.folder(importPath);
    if (!this.#folders.hasGoFiles(dir)) return undefined;
    return { importPath, dir, module: pathBelow(importPath, 'cmd') === undefined ? this.std : this.cmd };
  }

  locate(importPath: string, importer: GoPackage | undefined): Located {
    const dir = this.folder(importPath);
    return this.find(importPath, importer) ?? { reason: message('package-not-in-std', { package: importPath, dir }) };
  }

  locationOf(dir: string): Location | undefined {
    return isWithin(dir, this.std.dir) ? this.#location(slashPath(this.std.dir, dir)) : undefined;
  }

  importRoots(): readonly ImportRoot[] {
    return [{ dir: this.std.dir, importPath: '' }];
  }

  scopeOf(importer: GoPackage | undefined): string {
    return importer?.module === this.std ? 'std' : importer?.module === this.cmd ? 'cmd' : '';
  }
}
