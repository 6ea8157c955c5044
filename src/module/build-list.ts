// Which version of which module a build uses: minimal version selection (https://go.dev/ref/mod#minimal-version-selection)
// over the go.mod files of the module cache, with module graph pruning, replacements and exclusions.
import path from 'node:path';
import type { FileSystem } from './file-system.ts';
import { type ModFile, parseModFile, type Replace } from './go-mod.ts';
import type { ModuleCache, ModuleVersion } from './module-cache.ts';
import { compareGoVersions, compareVersions, languageVersion } from './semver.ts';

/** A module the user works on: the one of the go.mod, or each that the go.work uses. */
export interface MainModule {
  readonly path: string;
  readonly dir: string;
  readonly file: ModFile;
}

/** A go.work file. */
export interface WorkFile {
  readonly dir: string;
  readonly file: ModFile;
}

/** The language version of a module without a go line. */
export const DEFAULT_LANGUAGE_VERSION = '1.16';

/** Since this version a go.mod lists everything its packages need, so what its dependencies list can be left out. */
const PRUNING_SINCE = '1.17';

/** Whether a go.mod's requirements are complete ("pruned" in the go command's words: its dependencies' are not read). */
function isPruned(file: ModFile): boolean {
  return compareGoVersions(file.go ?? DEFAULT_LANGUAGE_VERSION, PRUNING_SINCE) >= 0;
}

/** The language version a go.mod asks for. */
export function languageOf(file: ModFile | undefined): string {
  return languageVersion(file?.go ?? '') ?? DEFAULT_LANGUAGE_VERSION;
}

/** Where the code of a module of the build list is, after replacement. */
export interface ModuleLocation {
  /** Undefined where the module or its replacement is nothing that can be on disk. */
  readonly dir: string | undefined;
  /** Version of the code in use; empty for a folder. */
  readonly version: string;
  /** Whether the code is a folder outside of the module cache, which may hold nested modules. */
  readonly isFolder: boolean;
}

/**
 * How much is read below a module: `all` that its requirements require in turn; the same only if its go.mod is not complete
 * (`pruned`); or the go.mod files of what it requires in any case, as for a main module (`main`).
 */
type Depth = 'all' | 'pruned' | 'main';

/** A step of the walk over the module graph. */
interface Visit extends ModuleVersion {
  readonly depth: Depth;
}

/** The modules of a build and their versions. */
export class BuildList {
  readonly #mains: ReadonlyMap<string, MainModule>;
  readonly #work: WorkFile | undefined;
  readonly #cache: ModuleCache;
  readonly #files: FileSystem;
  readonly #excluded = new Set<string>();
  readonly #replacements = new Map<string, { readonly replace: Replace; readonly base: string }>();
  readonly #folderModFiles = new Map<string, ModFile | undefined>();
  readonly #missing = new Set<string>();
  #all: ReadonlyMap<string, string> | undefined;
  #roots: ReadonlyMap<string, string> | undefined;

  constructor(mains: readonly MainModule[], work: WorkFile | undefined, cache: ModuleCache, files: FileSystem) {
    this.#mains = new Map(mains.map((main) => [main.path, main]));
    this.#work = work;
    this.#cache = cache;
    this.#files = files;
    for (const main of mains) {
      for (const { path: modulePath, version } of main.file.excludes) this.#excluded.add(`${modulePath}@${version}`);
      this.#addReplacements(main.file, main.dir);
    }
    // The go.work overrides its members.
    if (work !== undefined) this.#addReplacements(work.file, work.dir);
  }

  #addReplacements(file: ModFile, base: string): void {
    for (const replace of file.replaces) {
      this.#replacements.set(`${replace.oldPath}@${replace.oldVersion}`, { replace, base });
    }
  }

  /**
   * The versions the main module itself names, by module path. Where its go.mod is complete (go 1.17 and later) these
   * are the build's, and almost every import is found in them without reading another go.mod. Empty where it is not.
   */
  get roots(): ReadonlyMap<string, string> {
    if (this.#roots === undefined) {
      const roots = new Map<string, string>();
      const [main] = this.#mains.values();
      if (main !== undefined && this.#work === undefined && isPruned(main.file)) this.#select(main.file, roots);
      this.#roots = roots;
    }
    return this.#roots;
  }

  /** The version selected for every module of the graph, by module path; main modules are not in it. */
  get all(): ReadonlyMap<string, string> {
    this.#all ??= this.#readGraph();
    return this.#all;
  }

  /** How many go.mod files of the graph read so far are not in the module cache. */
  get missing(): number {
    return this.#missing.size;
  }

  /** The requirements of a go.mod that count. */
  #requirements(file: ModFile): ModuleVersion[] {
    return file.requires.filter(
      (require) => !this.#mains.has(require.path) && !this.#excluded.has(`${require.path}@${require.version}`),
    );
  }

  /** Raises the selected versions to what `file` asks for; gives its requirements. */
  #select(file: ModFile, selected: Map<string, string>): ModuleVersion[] {
    const requirements = this.#requirements(file);
    for (const { path: modulePath, version } of requirements) {
      const known = selected.get(modulePath);
      if (known === undefined || compareVersions(version, known) > 0) selected.set(modulePath, version);
    }
    return requirements;
  }

  #readGraph(): ReadonlyMap<string, string> {
    const selected = new Map<string, string>();
    const seen = new Set<string>();
    const waiting: Visit[] = [];
    const visit = (modules: readonly ModuleVersion[], depth: Depth) => {
      for (const { path: modulePath, version } of modules) {
        const key = `${modulePath}@${version} ${depth}`;
        if (seen.has(key)) continue;
        seen.add(key);
        waiting.push({ path: modulePath, version, depth });
      }
    };
    const readOn = () => {
      for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
        const file = this.modFile(module);
        if (file === undefined) {
          this.#missing.add(`${module.path}@${module.version}`);
          continue;
        }
        const requirements = this.#select(file, selected);
        // What a complete go.mod requires counts, but what those require does not: all that matters is listed already.
        if (module.depth === 'all' || !isPruned(file)) visit(requirements, 'all');
        else if (module.depth === 'main') visit(requirements, 'pruned');
      }
    };
    for (const main of this.#mains.values()) {
      visit(this.#select(main.file, selected), isPruned(main.file) ? 'pruned' : 'all');
    }
    readOn();
    if (this.#work !== undefined) this.#raiseMembers(selected, visit, readOn);
    return selected;
  }

  /**
   * A member of a go.work may get a dependency at a higher version than its own go.mod says, which then does not list what
   * that version needs: such dependencies are read as the main modules are, and so are theirs.
   */
  #raiseMembers(
    selected: ReadonlyMap<string, string>,
    visit: (modules: readonly ModuleVersion[], depth: Depth) => void,
    readOn: () => void,
  ): void {
    const raised = new Set<string>();
    const taken = new Set<string>();
    // Ends, as versions only rise and every one of them is taken up once.
    for (;;) {
      const files = [...this.#mains.values()].map((main): ModFile | undefined => main.file);
      for (const modulePath of raised) {
        files.push(this.modFile({ path: modulePath, version: selected.get(modulePath)! }));
      }
      const fresh = new Map<string, ModuleVersion>();
      const take = (modulePath: string) => {
        const version = selected.get(modulePath)!;
        if (!taken.has(`${modulePath}@${version}`)) fresh.set(modulePath, { path: modulePath, version });
      };
      for (const modulePath of raised) take(modulePath);
      for (const { path: modulePath, version } of files.flatMap((file) => (file ? this.#requirements(file) : []))) {
        if (compareVersions(selected.get(modulePath)!, version) > 0) take(modulePath);
      }
      if (fresh.size === 0) return;
      for (const { path: modulePath, version } of fresh.values()) {
        raised.add(modulePath);
        taken.add(`${modulePath}@${version}`);
      }
      visit([...fresh.values()], 'main');
      readOn();
    }
  }

  #replacement(module: ModuleVersion) {
    return this.#replacements.get(`${module.path}@${module.version}`) ?? this.#replacements.get(`${module.path}@`);
  }

  /** Where the code of a module of the list is. */
  locate(module: ModuleVersion): ModuleLocation {
    const found = this.#replacement(module);
    if (found === undefined) return { dir: this.#cache.dir(module), version: module.version, isFolder: false };
    const { replace, base } = found;
    if (replace.newVersion === '') return { dir: path.resolve(base, replace.newPath), version: '', isFolder: true };
    const replacement = { path: replace.newPath, version: replace.newVersion };
    return { dir: this.#cache.dir(replacement), version: replacement.version, isFolder: false };
  }

  /** The go.mod of a module of the list, or of its replacement; undefined where it is not on disk. */
  modFile(module: ModuleVersion): ModFile | undefined {
    const found = this.#replacement(module);
    if (found === undefined) return this.#cache.modFile(module);
    const { replace, base } = found;
    if (replace.newVersion !== '') return this.#cache.modFile({ path: replace.newPath, version: replace.newVersion });
    const file = path.resolve(base, replace.newPath, 'go.mod');
    if (!this.#folderModFiles.has(file)) {
      const text = this.#files.readText(file);
      this.#folderModFiles.set(file, text === undefined ? undefined : parseModFile(text));
    }
    return this.#folderModFiles.get(file);
  }
}
