// What a command line's paths stand for: workspaces, the packages in them, and files that are not Go.
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { detectFormat, needsHead } from '../formats/detect.ts';
import { say } from '../messages/catalogue.ts';
import type { GoEnvironment } from '../module/environment.ts';
import type { FileSystem } from '../module/file-system.ts';
import { openWorkspace } from '../module/open-workspace.ts';
import type { GoPackage } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import { walk } from './walk.ts';

/** A path of the command line does not exist, or a pattern matches nothing. The message says which. */
export class NoSuchPathError extends Error {}

/** The user's own code that a run is about. */
export interface Scope {
  /** Absolute folder that findings name files relative to: the workspace's, or what all have in common. */
  readonly root: string;
  readonly workspaces: readonly Workspace[];
  /** The packages, with the index of their workspace. */
  readonly packages: readonly { readonly workspace: number; readonly package: GoPackage }[];
  /** Absolute paths of the files that are not Go. */
  readonly documents: ReadonlySet<string>;
  /** Single Go files that were asked for: of their folders, findings in other files are left out. */
  readonly onlyFiles: ReadonlySet<string>;
  /** Folders whose packages were asked for as a whole. */
  readonly wholeFolders: ReadonlySet<string>;
}

/** How paths are looked at. */
export interface ScopeOptions {
  readonly cwd: string;
  readonly environment: GoEnvironment;
  readonly fileSystem: FileSystem;
  /** Whether documents in vendor folders count. */
  readonly vendor: boolean;
  readonly excluded: (path: string) => boolean;
}

/** Finds what `paths` stand for. @throws NoSuchPathError */
export function findScope(paths: readonly string[], options: ScopeOptions): Scope {
  const finder = new ScopeFinder(options);
  for (const path of paths) finder.add(path);
  return finder.scope();
}

class ScopeFinder {
  private readonly workspaces: Workspace[] = [];
  private readonly packages = new Map<string, { workspace: number; package: GoPackage }>();
  private readonly documents = new Set<string>();
  private readonly onlyFiles = new Set<string>();
  private readonly wholeFolders = new Set<string>();
  private readonly roots: string[] = [];

  constructor(private readonly options: ScopeOptions) {}

  add(path: string): void {
    const { cwd, fileSystem } = this.options;
    const absolute = resolve(cwd, path);
    if (path.includes('...') && !fileSystem.isFile(absolute)) this.addPattern(path);
    else if (fileSystem.isDirectory(absolute)) this.addFolder(absolute);
    else if (fileSystem.isFile(absolute)) this.addFile(absolute);
    else throw new NoSuchPathError(say('cli-no-such-path', { path }));
  }

  scope(): Scope {
    const packages = [...this.packages.values()].sort((a, b) => (a.package.dir < b.package.dir ? -1 : 1));
    return {
      root: commonFolder(this.roots),
      workspaces: this.workspaces,
      packages,
      documents: new Set([...this.documents].sort()),
      onlyFiles: this.onlyFiles,
      wholeFolders: this.wholeFolders,
    };
  }

  /** A folder: the packages of the module it is in, those of modules below it, and all documents. */
  private addFolder(dir: string): void {
    const { environment, fileSystem, vendor, excluded } = this.options;
    const walked = walk(dir, fileSystem, { vendor, excluded });
    for (const path of walked.others) this.addDocument(path);
    const around = this.open(dir);
    this.roots.push(isWithin(dir, around.root) ? around.root : dir);
    const nested = walked.modules.filter((folder) => folder !== dir);
    // In GOPATH mode go.mod files mean nothing.
    const modules = environment.go111module === 'off' ? [] : nested;
    for (const folder of [dir, ...modules]) {
      const workspace = this.open(folder);
      for (const found of workspace.packagesBelow(folder)) {
        const innermost = modules.filter((module) => isWithin(found.dir, module)).pop() ?? dir;
        if (this.open(innermost) === workspace) this.addPackage(found, workspace);
      }
    }
  }

  /** A pattern of the go command: the packages, and the documents in their folders. */
  private addPattern(pattern: string): void {
    const { cwd, fileSystem } = this.options;
    const isFolder = /^\.\.?($|[/\\])/.test(pattern) || isAbsolute(pattern);
    const fixed = isFolder ? resolve(cwd, pattern.slice(0, pattern.indexOf('...'))) : cwd;
    const dir = fileSystem.isDirectory(fixed) ? fixed : dirname(fixed);
    if (!fileSystem.isDirectory(dir)) throw new NoSuchPathError(say('cli-no-such-path', { path: pattern }));
    const workspace = this.open(dir);
    const found = workspace.packages([isFolder ? resolve(cwd, pattern) : pattern]);
    if (found.length === 0) throw new NoSuchPathError(say('cli-no-match', { pattern }));
    this.roots.push(workspace.root);
    for (const one of found) {
      this.addPackage(one, workspace);
      for (const { name, isDirectory, isSymlink } of fileSystem.readDir(one.dir) ?? []) {
        if (!isDirectory && !isSymlink) this.addDocument(join(one.dir, name));
      }
    }
  }

  private addFile(path: string): void {
    const dir = dirname(path);
    const workspace = this.open(dir);
    this.roots.push(isWithin(dir, workspace.root) ? workspace.root : dir);
    if (!path.endsWith('.go')) {
      this.addDocument(path);
      return;
    }
    const found = workspace.packageIn(dir);
    if (!found) return;
    const whole = this.wholeFolders.has(dir);
    this.addPackage(found, workspace);
    if (!whole) this.wholeFolders.delete(dir);
    this.onlyFiles.add(path);
  }

  private addPackage(found: GoPackage, workspace: Workspace): void {
    if (this.options.excluded(found.dir)) return;
    this.wholeFolders.add(found.dir);
    this.packages.set(found.dir, { workspace: this.workspaces.indexOf(workspace), package: found });
  }

  private addDocument(path: string): void {
    const { excluded, fileSystem } = this.options;
    if (path.endsWith('.go') || excluded(path)) return;
    const head = needsHead(path) ? (fileSystem.readText(path)?.slice(0, 200) ?? '') : '';
    if (detectFormat(path, head) !== undefined) this.documents.add(path);
  }

  /** The workspace that is in charge of a folder, opened at most once. */
  private open(dir: string): Workspace {
    const { environment, fileSystem } = this.options;
    const known = this.workspaces.find((one) => one.modules.some((module) => module.dir === dir));
    if (known) return known;
    const opened = openWorkspace(dir, { environment, fileSystem });
    const same = this.workspaces.find((one) => one.root === opened.root && one.kind === opened.kind);
    if (same) return same;
    this.workspaces.push(opened);
    return opened;
  }
}

function isWithin(path: string, dir: string): boolean {
  const below = relative(dir, path);
  return below === '' || (below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below));
}

/** The innermost folder that all folders are in. */
function commonFolder(dirs: readonly string[]): string {
  let [common = sep, ...rest] = dirs;
  for (const dir of rest) while (!isWithin(dir, common)) common = dirname(common);
  return common;
}
