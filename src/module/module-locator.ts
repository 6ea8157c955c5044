// Finds packages in the main modules and in the modules of the build list.
import { type Message, message } from '../messages/catalogue.ts';
import { type BuildList, languageOf, type MainModule } from './build-list.ts';
import {
  type Folders,
  type ImportRoot,
  isWithin,
  joinImportPath,
  type Located,
  type Location,
  type Locator,
  pathBelow,
  slashPath,
} from './locator.ts';
import type { Module } from './package.ts';
import type { VendorFolder } from './vendor-folder.ts';

/** The paths a module that provides the package could have: the import path and its beginnings, longest first. */
export function modulePrefixes(importPath: string): string[] {
  const prefixes = [importPath];
  for (let i = importPath.lastIndexOf('/'); i > 0; i = importPath.lastIndexOf('/', i - 1)) {
    prefixes.push(importPath.slice(0, i));
  }
  return prefixes;
}

/** The main modules of a workspace as the packages' {@link Module}s. */
export class MainModules {
  readonly modules: readonly Module[];
  readonly #folders: Folders;
  readonly #byPath: ReadonlyMap<string, Module>;

  constructor(mains: readonly MainModule[], folders: Folders) {
    this.#folders = folders;
    this.modules = mains.map(({ path: modulePath, dir, file }) => {
      return { path: modulePath, version: '', dir, goVersion: languageOf(file), isMain: true };
    });
    this.#byPath = new Map(this.modules.map((module) => [module.path, module]));
  }

  /** The main module of this path, if it is one. */
  get(modulePath: string): Module | undefined {
    return this.#byPath.get(modulePath);
  }

  /** The package in a main module, if `module` has it. */
  find(module: Module, importPath: string): Location | undefined {
    const rest = pathBelow(importPath, module.path);
    const dir = rest === undefined ? undefined : this.#folders.packageFolder(module.dir, rest, true);
    return dir === undefined ? undefined : { importPath, dir, module };
  }

  /** The main module a folder belongs to: the innermost. */
  moduleOf(dir: string): Module | undefined {
    const around = this.modules.filter((module) => isWithin(dir, module.dir));
    return around.sort((a, b) => b.dir.length - a.dir.length)[0];
  }

  importRoots(): ImportRoot[] {
    return this.modules.map(({ dir, path: importPath }) => ({ dir, importPath }));
  }

  /** The package a folder of a main module is. Folders of nested modules are nobody's. */
  locationOf(dir: string): Location | undefined {
    const module = this.moduleOf(dir);
    if (module === undefined) return undefined;
    const rest = slashPath(module.dir, dir);
    if (this.#folders.packageFolder(module.dir, rest, true) === undefined) return undefined;
    return { importPath: joinImportPath(module.path, rest), dir, module };
  }
}

/** Module mode without a vendor folder: packages come from the main modules and the module cache. */
export class ModuleLocator implements Locator {
  readonly #mains: MainModules;
  readonly #list: BuildList;
  readonly #folders: Folders;
  readonly #vendor: VendorFolder | undefined;
  readonly #modules = new Map<string, Module>();

  /** @param vendor the main module's vendor folder, for what the module cache does not have. */
  constructor(mains: MainModules, list: BuildList, vendor: VendorFolder | undefined, folders: Folders) {
    this.#mains = mains;
    this.#list = list;
    this.#vendor = vendor;
    this.#folders = folders;
  }

  locate(importPath: string): Located {
    const inRoots = this.#search(importPath, this.#list.roots);
    if ('dir' in inRoots) return inRoots;
    const found = this.#search(importPath, this.#list.all);
    if ('dir' in found) return found;
    // The go command would download the module, or stop; its vendored copy says the same.
    return this.#vendor?.find(importPath) ?? found;
  }

  /** Looks for the package in the modules whose paths are the beginning of its own. */
  #search(importPath: string, versions: ReadonlyMap<string, string>): Located {
    const found: Location[] = [];
    let absent: Message | undefined;
    for (const prefix of modulePrefixes(importPath)) {
      const main = this.#mains.get(prefix);
      const version = versions.get(prefix);
      if (main !== undefined) {
        const location = this.#mains.find(main, importPath);
        if (location !== undefined) found.push(location);
      } else if (version !== undefined) {
        const location = this.#findInModule(importPath, prefix, version);
        if ('dir' in location) found.push(location);
        else absent ??= location.reason;
      }
    }
    if (found.length > 1) {
      const modules = found.map(({ module }) => `${module.path} ${module.version || module.dir}`).join(', ');
      return { reason: message('package-ambiguous', { package: importPath, modules }) };
    }
    return found[0] ?? { reason: absent ?? message('package-not-required', { package: importPath }) };
  }

  #findInModule(importPath: string, modulePath: string, version: string): Located {
    const { dir: moduleDir, version: usedVersion, isFolder } = this.#list.locate({ path: modulePath, version });
    const rest = pathBelow(importPath, modulePath) ?? '';
    const dir = moduleDir && this.#folders.packageFolder(moduleDir, rest, isFolder);
    if (dir) return { importPath, dir, module: this.#module(modulePath, version, moduleDir, usedVersion) };
    if (moduleDir && this.#folders.files.isDirectory(moduleDir)) {
      return { reason: message('package-not-required', { package: importPath }) };
    }
    const reason = isFolder
      ? message('package-replacement-missing', { package: importPath, module: modulePath, dir: moduleDir ?? '' })
      : message('package-not-downloaded', { package: importPath, module: modulePath, version: usedVersion });
    return { reason };
  }

  #module(modulePath: string, version: string, dir: string, usedVersion: string): Module {
    const key = `${modulePath}@${version}`;
    let module = this.#modules.get(key);
    if (module === undefined) {
      const goVersion = languageOf(this.#list.modFile({ path: modulePath, version }));
      module = { path: modulePath, version: usedVersion, dir, goVersion, isMain: false };
      this.#modules.set(key, module);
    }
    return module;
  }

  locationOf(dir: string): Location | undefined {
    return this.#mains.locationOf(dir);
  }

  importRoots(): readonly ImportRoot[] {
    const roots = this.#mains.importRoots();
    for (const [modulePath, version] of this.#list.all) {
      const { dir } = this.#list.locate({ path: modulePath, version });
      if (dir !== undefined) roots.push({ dir, importPath: modulePath });
    }
    return roots;
  }

  scopeOf(): string {
    return '';
  }
}

/** Module mode with `-mod=vendor`: packages come from the main modules and their vendor folder only. */
export class VendorLocator implements Locator {
  readonly #mains: MainModules;
  readonly #vendor: VendorFolder;

  constructor(mains: MainModules, vendor: VendorFolder) {
    this.#mains = mains;
    this.#vendor = vendor;
  }

  locate(importPath: string): Located {
    for (const prefix of modulePrefixes(importPath)) {
      const main = this.#mains.get(prefix);
      const location = main && this.#mains.find(main, importPath);
      if (location !== undefined) return location;
    }
    return this.#vendor.find(importPath) ?? { reason: message('package-not-vendored', { package: importPath }) };
  }

  locationOf(dir: string): Location | undefined {
    if (isWithin(dir, this.#vendor.dir)) return this.#vendor.find(slashPath(this.#vendor.dir, dir));
    return this.#mains.locationOf(dir);
  }

  importRoots(): readonly ImportRoot[] {
    return [...this.#mains.importRoots(), { dir: this.#vendor.dir, importPath: '' }];
  }

  scopeOf(): string {
    return '';
  }
}
