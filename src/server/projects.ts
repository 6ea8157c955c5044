// The projects: the folders of the workspace, and the modules of files that were opened without one, with how they are checked.
import { dirname, join, relative, sep } from 'node:path';
import { Emitter } from 'vscode-languageserver/node';
import { diskFileSystem } from '../module/file-system.ts';
import { type Configuration, checksAlike, configure } from './configuration.ts';
import type { Settings } from './protocol.ts';
import { pathOf, uriOf } from './uris.ts';

/** A project with how it is checked now. */
export interface ConfiguredProject {
  /** Absolute folder. */
  readonly root: string;
  readonly uri: string;
  /** Whether it is a folder of the workspace, which is checked as a whole. */
  readonly isFolder: boolean;
  readonly configuration: Configuration;
}

/** Follows the folders of the workspace and their configuration. */
export class Projects {
  readonly #folders = new Map<string, { readonly uri: string; readonly isFolder: boolean }>();
  readonly #configured = new Map<string, ConfiguredProject>();
  readonly #changed = new Emitter<ConfiguredProject>();
  readonly #removed = new Emitter<string>();
  /** Configuring is done one after the other, so that the last wish is what holds. */
  #work: Promise<void> = Promise.resolve();

  /** A project is new, or is checked in another way than before. */
  readonly onChanged = this.#changed.event;
  /** The root of a project that is there no more. */
  readonly onRemoved = this.#removed.event;

  /**
   * @param settingsOf asks the client for the settings of a folder
   * @param onConfigured called whenever a configuration was read, whether it has changed or not
   */
  constructor(
    private readonly settingsOf: (uri: string) => Promise<Settings>,
    private readonly onConfigured: (project: ConfiguredProject) => void,
  ) {}

  /** Folders of the workspace came or went, by URI. Those which are not on this machine are left alone. */
  changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    for (const uri of removed) {
      const root = pathOf(uri);
      if (root !== undefined) this.#remove(root);
    }
    for (const uri of added) {
      const root = pathOf(uri);
      if (root !== undefined) this.#folders.set(root, { uri, isFolder: true });
    }
    return this.configure(added.map(pathOf).filter((root) => root !== undefined));
  }

  /** Makes sure that a file is in a project: outside of the workspace that is its module, or its folder where there is none. */
  async cover(path: string): Promise<void> {
    if (this.#rootOf(path) === undefined) {
      const root = moduleFolder(dirname(path));
      this.#folders.set(root, { uri: uriOf(root), isFolder: false });
      await this.configure([root]);
    }
  }

  /** Drops the projects outside of the workspace for which nothing is open. */
  dropUnused(openPaths: readonly string[]): void {
    const used = new Set(openPaths.map((path) => this.#rootOf(path)));
    for (const [root, { isFolder }] of this.#folders) if (!isFolder && !used.has(root)) this.#remove(root);
  }

  /** Reads settings and archway.json again, of all projects where none are named. */
  configure(roots: readonly string[] = [...this.#folders.keys()]): Promise<void> {
    this.#work = this.#work.then(async () => {
      for (const root of roots) await this.#configure(root);
    });
    return this.#work;
  }

  /** Resolves when all that was asked for by now is configured. */
  idle(): Promise<void> {
    return this.#work;
  }

  /** The project that a file belongs to, once it is configured: the innermost. */
  of(path: string): ConfiguredProject | undefined {
    const root = this.#rootOf(path);
    return root === undefined ? undefined : this.#configured.get(root);
  }

  /** The project of this root. */
  at(root: string): ConfiguredProject | undefined {
    return this.#configured.get(root);
  }

  all(): ConfiguredProject[] {
    return [...this.#configured.values()];
  }

  async #configure(root: string): Promise<void> {
    const folder = this.#folders.get(root);
    if (!folder) return;
    const before = this.#configured.get(root);
    const settings = await this.settingsOf(folder.uri);
    const configuration = configure(root, settings, before?.configuration.loaded);
    // It may have gone while the client was asked.
    if (!this.#folders.has(root)) return;
    const project = { root, ...folder, configuration };
    this.#configured.set(root, project);
    this.onConfigured(project);
    if (!before || !checksAlike(before.configuration, configuration)) this.#changed.fire(project);
  }

  #remove(root: string): void {
    this.#folders.delete(root);
    if (this.#configured.delete(root)) this.#removed.fire(root);
  }

  #rootOf(path: string): string | undefined {
    let found: string | undefined;
    for (const root of this.#folders.keys()) {
      if (isWithin(path, root) && root.length > (found?.length ?? -1)) found = root;
    }
    return found;
  }
}

/** Whether a path is a folder or below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The nearest folder at or above `dir` with a go.mod; `dir` where there is none. */
function moduleFolder(dir: string): string {
  for (let at = dir; ; at = dirname(at)) {
    if (diskFileSystem.isFile(join(at, 'go.mod'))) return at;
    if (dirname(at) === at) return dir;
  }
}

/** A path below a folder as the go command takes it: `./cmd/server`. */
export function goPath(folder: string, path: string): string {
  const below = relative(folder, path).split(sep).join('/');
  return below === '' ? '.' : `./${below}`;
}
