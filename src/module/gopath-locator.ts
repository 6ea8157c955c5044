// GOPATH mode, for code from before modules: packages lie below GOPATH/src by their import paths, and in vendor folders.
import path from 'node:path';
import { message } from '../messages/catalogue.ts';
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
import { isImportPath } from './module-cache.ts';
import type { GoPackage, Module } from './package.ts';

/** How the dependency managers of the time wrote down the import path of the folder they stood in. */
const descriptions: readonly (readonly [file: string, importPath: RegExp])[] = [
  ['Godeps/Godeps.json', /"ImportPath"\s*:\s*"([^"\s]+)"/],
  ['vendor/vendor.json', /"rootPath"\s*:\s*"([^"\s]+)"/],
  ['glide.yaml', /^package:\s*["']?([^"'\s]+)/m],
];

/** The import path in an import comment: `package bolt // import "go.etcd.io/bbolt"`. */
const importComment = /^package \w+\s+(?:\/\/|\/\*)\s*import\s+"([^"\s]+)"/m;

/** How many files of a folder are searched for an import comment. */
const MAX_SEARCHED = 50;

/** The import path a checkout outside of a GOPATH says it has; undefined where it says nothing. */
function describedImportPath(dir: string, folders: Folders): string | undefined {
  for (const [file, pattern] of descriptions) {
    const importPath = pattern.exec(folders.files.readText(path.join(dir, file)) ?? '')?.[1];
    if (importPath !== undefined && isImportPath(importPath)) return importPath;
  }
  const names = (folders.files.readDir(dir) ?? []).map((entry) => entry.name).filter((name) => name.endsWith('.go'));
  for (const name of names.slice(0, MAX_SEARCHED)) {
    const importPath = importComment.exec(folders.files.readText(path.join(dir, name)) ?? '')?.[1];
    if (importPath !== undefined && isImportPath(importPath)) return importPath;
  }
  return undefined;
}

/**
 * Where the import paths around `dir` begin: the GOPATH it is in, else a folder `src` above it as a GOPATH has one, else
 * the folder above it (or itself) that says which import path it has. Without any, undefined.
 */
export function findImportRoot(dir: string, gopath: readonly string[], folders: Folders): ImportRoot | undefined {
  for (const entry of gopath) {
    const src = path.join(entry, 'src');
    if (isWithin(dir, src)) return { dir: src, importPath: '' };
  }
  let described: ImportRoot | undefined;
  for (let d = dir; ; d = path.dirname(d)) {
    const importPath = described === undefined ? describedImportPath(d, folders) : undefined;
    if (importPath !== undefined) described = { dir: d, importPath };
    const parent = path.dirname(d);
    // Below a GOPATH's src stand the names of hosts.
    if (path.basename(parent) === 'src' && path.basename(d).includes('.')) return { dir: parent, importPath: '' };
    if (parent === d) return described;
  }
}

/** What a {@link GopathLocator} works with. */
export interface GopathLayout {
  /** What the user works on: packages in it are theirs. */
  readonly root: string;
  /** Where import paths begin, the nearest first. */
  readonly importRoots: readonly ImportRoot[];
  /** Version of the Go in use: code without a go.mod is compiled as of its language. */
  readonly goVersion: string;
  /** Where the standard library would be, to name it in messages. */
  readonly goroot: string;
}

/** Finds packages by GOPATH's rules. */
export class GopathLocator implements Locator {
  readonly #layout: GopathLayout;
  readonly #folders: Folders;
  readonly #own: Module;
  readonly #others: Module;

  constructor(layout: GopathLayout, folders: Folders) {
    this.#layout = layout;
    this.#folders = folders;
    this.#own = { path: '', version: '', dir: layout.root, goVersion: layout.goVersion, isMain: true };
    this.#others = { ...this.#own, dir: layout.importRoots[0]?.dir ?? layout.root, isMain: false };
  }

  /** The pseudo module the user's packages are in. */
  get module(): Module {
    return this.#own;
  }

  locate(importPath: string, importer: GoPackage | undefined): Located {
    const { importRoots, goroot } = this.#layout;
    const vendored = importer && this.#findVendored(importPath, importer.dir);
    if (vendored !== undefined) return vendored;
    for (const root of importRoots) {
      const rest = pathBelow(importPath, root.importPath) ?? (root.importPath === '' ? importPath : undefined);
      const dir = rest === undefined ? undefined : this.#folders.packageFolder(root.dir, rest, false);
      if (dir !== undefined) return { importPath, dir, module: this.#moduleOf(dir) };
    }
    const places = [path.join(goroot, 'src', importPath), ...importRoots.map(({ dir }) => path.join(dir, importPath))];
    return { reason: message('package-not-in-gopath', { package: importPath, dirs: places.join(', ') }) };
  }

  /** Looks into the vendor folders beside the importer and above it, up to where import paths begin. */
  #findVendored(importPath: string, importerDir: string): Location | undefined {
    const root = this.#rootOf(importerDir);
    const top = root?.dir ?? this.#layout.root;
    for (let d = importerDir; isWithin(d, top); d = path.dirname(d)) {
      const dir = path.join(d, 'vendor', importPath);
      if (this.#folders.hasGoFiles(dir))
        return { importPath: this.#importPathOf(dir), dir, module: this.#moduleOf(dir) };
      if (d === path.dirname(d)) break;
    }
    return undefined;
  }

  #rootOf(dir: string): ImportRoot | undefined {
    return this.#layout.importRoots.find((root) => isWithin(dir, root.dir));
  }

  #importPathOf(dir: string): string {
    const root = this.#rootOf(dir) ?? { dir: this.#layout.root, importPath: '' };
    return joinImportPath(root.importPath, slashPath(root.dir, dir)) || '.';
  }

  #moduleOf(dir: string): Module {
    const isOwn = isWithin(dir, this.#layout.root) && !slashPath(this.#layout.root, dir).split('/').includes('vendor');
    return isOwn ? this.#own : this.#others;
  }

  locationOf(dir: string): Location | undefined {
    if (!isWithin(dir, this.#layout.root) || !this.#folders.hasGoFiles(dir)) return undefined;
    return { importPath: this.#importPathOf(dir), dir, module: this.#moduleOf(dir) };
  }

  importRoots(): readonly ImportRoot[] {
    return this.#layout.importRoots;
  }

  scopeOf(importer: GoPackage | undefined): string {
    return importer?.dir ?? '';
  }
}
