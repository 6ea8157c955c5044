// A module's vendor folder and its modules.txt, which says the module each vendored package comes from.
import path from 'node:path';
import { DEFAULT_LANGUAGE_VERSION } from './build-list.ts';
import type { Folders, Location } from './locator.ts';
import { isImportPath } from './module-cache.ts';
import type { Module } from './package.ts';
import { languageVersion } from './semver.ts';

/** A module some packages of which are in the vendor folder. */
export interface VendoredModule {
  readonly path: string;
  /** Of the code in use; empty where the module is replaced by a folder. */
  readonly version: string;
  /** Language version. */
  readonly goVersion: string;
}

/** What a modules.txt says. */
export interface VendorList {
  /** The module of each vendored package, by import path. */
  readonly packages: ReadonlyMap<string, VendoredModule>;
  /** Whether it was written by `go work vendor`. */
  readonly isWorkspace: boolean;
}

/** Reads the text of a vendor/modules.txt. Lines it does not know are passed over. */
export function parseVendorList(text: string): VendorList {
  const packages = new Map<string, VendoredModule>();
  let isWorkspace = false;
  let module: { path: string; version: string; goVersion: string } | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('## ')) {
      const notes = line
        .slice(3)
        .split(';')
        .map((note) => note.trim());
      if (notes[0] === 'workspace') isWorkspace = true;
      const go = notes.find((note) => note.startsWith('go '));
      if (module !== undefined && go !== undefined) module.goVersion = languageVersion(go.slice(3)) ?? module.goVersion;
    } else if (line.startsWith('# ')) {
      const [before = '', after = ''] = line.slice(2).split(' => ');
      const [modulePath = '', version = ''] = before.trim().split(/\s+/);
      const replacement = after.trim().split(/\s+/);
      const usedVersion = after === '' ? version : (replacement[1] ?? '');
      module = { path: modulePath, version: usedVersion, goVersion: DEFAULT_LANGUAGE_VERSION };
    } else if (line.trim() !== '' && module !== undefined) {
      packages.set(line.trim(), module);
    }
  }
  return { packages, isWorkspace };
}

/** The vendor folder of a main module or of a go.work. */
export class VendorFolder {
  /** The folder called `vendor`. */
  readonly dir: string;
  readonly list: VendorList;
  readonly #folders: Folders;
  readonly #modules = new Map<VendoredModule | undefined, Module>();

  constructor(dir: string, folders: Folders) {
    this.dir = dir;
    this.list = parseVendorList(folders.files.readText(path.join(dir, 'modules.txt')) ?? '');
    this.#folders = folders;
  }

  /**
   * Whether any package is in it. In a downloaded module nothing of it is left but modules.txt, which go by itself
   * would take for a broken vendor folder.
   */
  get isEmpty(): boolean {
    return !(this.#folders.files.readDir(this.dir) ?? []).some((entry) => entry.isDirectory || entry.isSymlink);
  }

  /** A vendored package, if it is there, whether modules.txt lists it or not. */
  find(importPath: string): Location | undefined {
    const dir = path.join(this.dir, importPath);
    if (!isImportPath(importPath) || !this.#folders.hasGoFiles(dir)) return undefined;
    return { importPath, dir, module: this.#module(this.list.packages.get(importPath)) };
  }

  /** One module per line of modules.txt; unlisted packages share one without a path. */
  #module(vendored: VendoredModule | undefined): Module {
    let module = this.#modules.get(vendored);
    if (module === undefined) {
      const { path: modulePath, version, goVersion } = vendored ?? unlisted;
      module = { path: modulePath, version, dir: path.join(this.dir, modulePath), goVersion, isMain: false };
      this.#modules.set(vendored, module);
    }
    return module;
  }
}

const unlisted: VendoredModule = { path: '', version: '', goVersion: DEFAULT_LANGUAGE_VERSION };
