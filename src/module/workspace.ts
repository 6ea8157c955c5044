// The code a folder belongs to, as the go command would see it: its packages, what they import, what is wrong with its go.mod.
import path from 'node:path';
import { type Message, message, render } from '../messages/catalogue.ts';
import type { TargetList, TargetSet } from '../platform/target.ts';
import type { BuildList } from './build-list.ts';
import type { CodeLayout, OpenModFile } from './code-layout.ts';
import type { Toolchain } from './environment.ts';
import type { FileSystem } from './file-system.ts';
import { type ImportRoot, isWithin, joinImportPath, type Locator, slashPath } from './locator.ts';
import type { GoFile, GoPackage, MissingPackage, Module, PackageSource } from './package.ts';
import { ignoreRule, patternMatcher, type WalkRules, walkFolders } from './package-walk.ts';
import { type ReachOptions, reachablePackages } from './reach.ts';
import type { PackageResolver } from './resolver.ts';
import { StandardLibrary } from './standard-library.ts';

/** What a {@link Workspace} is made of; `openWorkspace` puts it together. */
export interface WorkspaceParts {
  /** The folder the user stands in. */
  readonly dir: string;
  readonly layout: CodeLayout;
  readonly modules: readonly Module[];
  readonly toolchain: Toolchain;
  readonly usesSnapshot: boolean;
  readonly standard: StandardLibrary | undefined;
  readonly locator: Locator;
  readonly buildList: BuildList | undefined;
  readonly resolver: PackageResolver;
  readonly fileSystem: FileSystem;
}

/** Opened by `openWorkspace`. */
export class Workspace {
  readonly #parts: WorkspaceParts;
  readonly #isIgnored: (dir: string) => boolean;

  constructor(parts: WorkspaceParts) {
    this.#parts = parts;
    const rules = parts.layout.mains.map((main) => ignoreRule(main.dir, main.file.ignores));
    this.#isIgnored = (dir) => rules.some((rule) => rule(dir));
  }

  /** The folder of the go.work or go.mod; for GOPATH code the folder that was opened. */
  get root(): string {
    return this.#parts.layout.root;
  }

  get kind(): CodeLayout['kind'] {
    return this.#parts.layout.kind;
  }

  /** The main modules; for GOPATH code its pseudo module. */
  get modules(): readonly Module[] {
    return this.#parts.modules;
  }

  /** The go.work, if any, and the go.mod files of the main modules, for findings in them. */
  get modFiles(): readonly OpenModFile[] {
    return this.#parts.layout.modFiles;
  }

  /** The Go in use, without its prefix: `1.26.8`; the snapshot's where there is no Go on the machine. */
  get goVersion(): string {
    return this.#parts.toolchain.goVersion ?? '';
  }

  /** The Go installation, or the folder the snapshot of its standard library is mounted at. */
  get goroot(): string | undefined {
    return this.#parts.toolchain.goroot;
  }

  /** Whether the snapshot stands in for the standard library, as there is no Go on the machine. */
  get usesSnapshot(): boolean {
    return this.#parts.usesSnapshot;
  }

  /** Where the files of the workspace and of its packages are read from. */
  get fileSystem(): FileSystem {
    return this.#parts.fileSystem;
  }

  get source(): PackageSource {
    return this.#parts.resolver;
  }

  /** What is wrong with go.mod and go.work, and what was missing when versions were selected so far. */
  get problems(): readonly Message[] {
    const { layout, buildList } = this.#parts;
    const count = buildList?.missing ?? 0;
    return count === 0 ? layout.problems : [...layout.problems, message('mod-files-missing', { count })];
  }

  /** The package in a folder of the user's; undefined where it has no Go files or is not the user's. */
  packageIn(dir: string): GoPackage | undefined {
    return this.#parts.resolver.packageIn(dir);
  }

  /** A Go file as it would be with this text: what go/build would make of it. */
  fileWith(file: string, text: string): GoFile {
    return this.#parts.resolver.fileWith(file, text);
  }

  /** The packages in a folder of the user's and below it, by the rules of `./...`; the folder itself may break them. */
  packagesBelow(dir: string): GoPackage[] {
    const entersVendor = slashPath(this.root, dir).split('/').includes('vendor');
    const packages: GoPackage[] = [];
    for (const found of walkFolders(dir, this.#walkRules(entersVendor), this.fileSystem)) {
      const inFolder = this.packageIn(found);
      // It documents the language's own names, and is no code unless it is asked for.
      const isBuiltin = this.kind === 'std' && inFolder?.importPath === 'builtin' && found !== dir;
      if (inFolder !== undefined && !isBuiltin) packages.push(inFolder);
    }
    return packages;
  }

  /** The user's packages that import a package, their tests included. Looks at the heads of all their files. */
  importersOf(imported: GoPackage, all = this.modules.flatMap(({ dir }) => this.packagesBelow(dir))): GoPackage[] {
    return all.filter((one) => one !== imported && one.files.some((file) => this.#imports(file, one, imported)));
  }

  /** The user's packages that import a package, directly or through others of the user's. */
  allImportersOf(imported: GoPackage): GoPackage[] {
    const all = this.modules.flatMap(({ dir }) => this.packagesBelow(dir));
    const found = new Set<GoPackage>();
    const open = [imported];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const importer of this.importersOf(next, all)) {
        if (found.has(importer) || importer === imported) continue;
        found.add(importer);
        open.push(importer);
      }
    }
    return [...found];
  }

  #imports({ imports }: GoFile, importer: GoPackage, { importPath, dir }: GoPackage): boolean {
    return imports.some(({ path }) => {
      if (!importPath.endsWith(path)) return false;
      const found = this.source.resolve(path, importer);
      return !('missing' in found) && found.dir === dir;
    });
  }

  /** Whether a go.mod leaves out a folder, or one above it up to `top`, by its `ignore` lines. */
  ignores(dir: string, top: string): boolean {
    for (let at = dir; at !== top && isWithin(at, top); at = path.dirname(at)) if (this.#isIgnored(at)) return true;
    return false;
  }

  #walkRules(entersVendor: boolean): WalkRules {
    const mains = new Set(this.#parts.layout.mains.map((main) => main.dir));
    const entersModule = (dir: string) => this.kind === 'gopath' || mains.has(dir);
    return { entersModule, entersVendor, isIgnored: this.#isIgnored };
  }

  /**
   * The packages that match package patterns as the go command takes them: `./...`, `./cmd/server`, import paths with and
   * without `...`, `std`, `cmd`. Relative ones start at the opened folder. What matches nothing is reported.
   */
  packages(patterns: readonly string[], report: (missing: MissingPackage) => void = () => {}): GoPackage[] {
    const found = new Set<GoPackage>();
    for (const pattern of patterns) {
      const matches = this.#match(pattern);
      if ('missing' in matches) report(matches);
      else for (const match of matches) found.add(match);
    }
    return [...found].sort((a, b) => (a.importPath < b.importPath ? -1 : 1));
  }

  #match(pattern: string): readonly GoPackage[] | MissingPackage {
    const isFolder = /^\.\.?($|[/\\])/.test(pattern) || path.isAbsolute(pattern);
    if (!isFolder && pattern !== 'std' && pattern !== 'cmd' && !pattern.includes('...')) {
      const found = this.#parts.resolver.find(pattern);
      return 'missing' in found ? found : [found];
    }
    const matches = isFolder ? this.#matchFolders(pattern) : this.#matchImportPaths(pattern);
    if (matches.length > 0) return matches;
    const reason =
      isFolder && !pattern.includes('...')
        ? message('no-go-files-in', { dir: path.resolve(this.#parts.dir, pattern) })
        : message('pattern-matches-nothing', { pattern });
    return { missing: true, importPath: pattern, reason: render(reason) };
  }

  #matchFolders(pattern: string): readonly GoPackage[] {
    const absolute = path.resolve(this.#parts.dir, pattern);
    if (!pattern.includes('...')) return [this.packageIn(absolute) ?? []].flat();
    const slashed = absolute.split(path.sep).join('/');
    const base = path.resolve(slashed.slice(0, slashed.lastIndexOf('/', slashed.indexOf('...'))) || path.sep);
    // Below the folder the pattern names; whatever that one is called, it has been asked for.
    const matches = patternMatcher(slashed.slice(base.length).replace(/^\//, ''));
    const isTree = slashed.endsWith('/...');
    return this.packagesBelow(base).filter(({ dir }) => {
      const below = slashPath(base, dir);
      return matches(below) || (isTree && below === '');
    });
  }

  #matchImportPaths(pattern: string): readonly GoPackage[] {
    const { locator, standard } = this.#parts;
    const isMeta = pattern === 'std' || pattern === 'cmd';
    const standardRoots = standard === undefined ? [] : standard.importRoots();
    const roots = isMeta ? standardRoots : [...new Set([...locator.importRoots(), ...standardRoots])];
    const matches = isMeta ? metaMatcher(pattern) : patternMatcher(pattern);
    const fixed = isMeta
      ? pattern === 'cmd'
        ? 'cmd'
        : ''
      : pattern.slice(0, pattern.indexOf('...')).replace(/[^/]*$/, '');
    const found: GoPackage[] = [];
    for (const root of roots) {
      for (const importPath of this.#importPathsIn(root, fixed.replace(/\/$/, ''), isMeta)) {
        if (!matches(importPath)) continue;
        const match = this.#parts.resolver.find(importPath);
        if (!('missing' in match)) found.push(match);
      }
    }
    return found;
  }

  /** The import paths of the folders of a root that begin with the path `fixed`. */
  *#importPathsIn(root: ImportRoot, fixed: string, entersVendor: boolean): Generator<string> {
    const isAbove = fixed === '' || root.importPath === fixed || root.importPath.startsWith(`${fixed}/`);
    const isBelow = root.importPath === '' || fixed.startsWith(`${root.importPath}/`);
    if (!isAbove && !isBelow) return;
    const rest = isAbove ? '' : fixed.slice(root.importPath === '' ? 0 : root.importPath.length + 1);
    const top = path.join(root.dir, rest);
    if (!isWithin(top, root.dir)) return;
    for (const dir of walkFolders(top, this.#walkRules(entersVendor), this.fileSystem)) {
      yield joinImportPath(root.importPath, slashPath(root.dir, dir));
    }
  }

  /**
   * The packages that building `packages` takes in on some of the targets, themselves included, with the targets on which
   * it does.
   */
  reach(packages: readonly GoPackage[], targets: TargetList, options?: ReachOptions): Map<GoPackage, TargetSet> {
    return reachablePackages(packages, targets, this.source, options);
  }

  /** The packages that building `packages` takes in on some of the targets, themselves included. */
  closure(packages: readonly GoPackage[], targets: TargetList, options?: ReachOptions): GoPackage[] {
    return [...this.reach(packages, targets, options).keys()];
  }

  /**
   * Forgets a folder whose files have changed; its package is read anew. Changes of go.mod ask for a new workspace.
   * @returns whether import paths may mean other packages now: what was learnt by them is then to be forgotten, too
   */
  forget(dir: string): boolean {
    return this.#parts.resolver.forget(dir);
  }

  /** The folders at and below a path of which something was learnt. */
  knownBelow(dir: string): string[] {
    return this.#parts.resolver.knownBelow(dir);
  }
}

/** The packages `std` and `cmd` stand for: those of GOROOT/src outside of cmd, vendored ones included, and the others. */
function metaMatcher(pattern: string): (importPath: string) => boolean {
  const isCmd = (importPath: string) => importPath === 'cmd' || importPath.startsWith('cmd/');
  if (pattern === 'cmd') return isCmd;
  return (importPath) => !isCmd(importPath) && importPath !== 'builtin' && StandardLibrary.hasStandardForm(importPath);
}
