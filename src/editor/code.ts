// The Go code around the open documents of a session: workspaces, and what was learnt of their packages.
import { basename, dirname } from 'node:path';
import type { Inspector, OpenWorkspace } from '../analysis/inspector.ts';
import type { PackageOptions } from '../analysis/package-checker.ts';
import { readFileHead } from '../module/file-head.ts';
import { isSourceName } from '../module/file-name.ts';
import type { FileSystem } from '../module/file-system.ts';
import type { GoFile, GoPackage } from '../module/package.ts';
import { changedBodies } from '../syntax/changed-bodies.ts';
import type { ProjectArea } from './area.ts';
import type { Documents } from './documents.ts';
import { FollowedPackage } from './followed-package.ts';

/** Files that decide which code belongs together. */
const workspaceFiles = new Set(['go.mod', 'go.work', 'modules.txt']);

/**
 * Nodes of trees that may have been collected when another package is opened: 300 MB of arrays, and as much again of what was learnt from
 * them. With more, everything is forgotten once: most of it is of packages that are not open any more.
 */
const maximumNodes = 20_000_000;

/** A Go file of the project with its package. */
export interface FollowedFile {
  readonly open: OpenWorkspace;
  readonly package: GoPackage;
  readonly file: GoFile;
  readonly followed: FollowedPackage;
}

/** Keeps what was learnt of packages as long as it holds. */
export class FollowedCode {
  /** The workspaces, by the folders that they are in charge of and that were asked about. */
  private readonly workspaces = new Map<string, OpenWorkspace>();
  /** Packages with open documents, by folder. */
  private readonly packages = new Map<string, FollowedPackage>();
  /** Open Go files that were edited since they were looked at, with the head of the text before. */
  private readonly edited = new Map<string, string>();

  constructor(
    private readonly inspector: Inspector,
    private readonly documents: Documents,
    private readonly fileSystem: FileSystem,
    private readonly area: ProjectArea,
  ) {}

  /** A package of the user's by its folder, looked for as it is now; undefined where there is none. */
  packageIn(dir: string): { readonly open: OpenWorkspace; readonly package: GoPackage } | undefined {
    this.settle();
    const folder = this.area.moduleFolder(dir);
    const open = this.workspaceOf(folder);
    const found = open.workspace.packageIn(dir);
    return found === undefined || open.workspace.ignores(dir, folder) ? undefined : { open, package: found };
  }

  /** A Go file of the user's with its package, looked for as it is now; undefined where it is in none. */
  find(path: string): FollowedFile | undefined {
    const dir = dirname(path);
    const known = this.packageIn(dir);
    const file = known?.package.files.find((one) => one.path === path);
    if (known === undefined || file === undefined) return undefined;
    const { open, package: found } = known;
    let followed = this.packages.get(dir);
    if (followed === undefined) {
      if (this.learntNodes() > maximumNodes) {
        this.reopen();
        return this.find(path);
      }
      followed = new FollowedPackage(open, this.documents);
      this.packages.set(dir, followed);
    }
    return { open, package: found, file, followed };
  }

  /** What is wrong in all files of a package, for each batch of targets. */
  checkAll({ package: found, followed }: FollowedFile, options: PackageOptions) {
    const opened = found.files.filter(({ path }) => this.documents.texts.has(path));
    return followed.checkAll(found, opened, options);
  }

  /** The text of an open document is about to be edited. */
  edit(path: string): void {
    if (!path.endsWith('.go')) return;
    if (!this.edited.has(path)) this.edited.set(path, headOf(this.documents.texts.get(path) ?? ''));
  }

  /** A document is not open any more. */
  close(path: string): void {
    const dir = dirname(path);
    if (!this.documents.hasOpen(dir)) this.packages.delete(dir);
  }

  /** A file was created, changed or deleted, or a folder was. */
  changed(path: string): void {
    this.edited.delete(path);
    const name = basename(path);
    if (workspaceFiles.has(name)) {
      this.reopen();
      return;
    }
    const folders = [...this.workspaces.values()].flatMap(({ workspace }) => workspace.knownBelow(path));
    for (const dir of folders) this.forgetFolder(dir);
    if (isSourceName(name)) this.forgetFolder(dirname(path));
  }

  /** Forgets everything: what was half learnt when something failed is not to be trusted. */
  reopen(): void {
    this.workspaces.clear();
    this.packages.clear();
  }

  /** The text of a file that only a workspace knows: of the snapshot of the standard library. */
  readText(path: string): string | undefined {
    for (const { workspace } of this.workspaces.values()) {
      const text = workspace.fileSystem.readText(path);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  private forgetFolder(dir: string): void {
    for (const { workspace, checkers } of this.workspaces.values()) {
      if (workspace.forget(dir)) {
        this.reopen();
        return;
      }
      for (const { checker } of checkers) checker.forget((other) => other === dir);
    }
  }

  /**
   * Forgets what edits have made wrong. A body of a function is seen by nothing else: where only such have changed, what was learnt of
   * declarations stays, here and in packages that import this one.
   */
  private settle(): void {
    const edited = [...this.edited];
    this.edited.clear();
    for (const [path, head] of edited) {
      const dir = dirname(path);
      if (headOf(this.documents.texts.get(path) ?? '') !== head) this.forgetFolder(dir);
      else if (!this.hasSameDeclarations(path)) {
        for (const { checkers } of this.workspaces.values())
          for (const { checker } of checkers) checker.forget((other) => other === dir);
      }
    }
  }

  /** How large the trees are that the checkers hold, with what they learnt from them. */
  private learntNodes(): number {
    const open = new Set(this.workspaces.values());
    return [...open].reduce((sum, { checkers }) => sum + (checkers[0]?.checker.packages.nodes ?? 0), 0);
  }

  private hasSameDeclarations(path: string): boolean {
    const tree = this.documents.tree(path);
    const infos = [...this.workspaces.values()].flatMap(({ checkers }) =>
      checkers.flatMap(({ checker }) => checker.packages.inFolder(dirname(path))?.files ?? []),
    );
    return infos.every(({ file, tree: known }) => file.path !== path || changedBodies(known, tree) !== undefined);
  }

  /** The workspace that is in charge of a folder, opened at most once. */
  private workspaceOf(folder: string): OpenWorkspace {
    let open = this.workspaces.get(folder);
    if (open === undefined) {
      open = this.inspector.openWorkspace(folder, this.fileSystem);
      const { root, kind } = open.workspace;
      const same = [...this.workspaces.values()].find(
        ({ workspace }) => workspace.root === root && workspace.kind === kind,
      );
      open = same ?? open;
      this.workspaces.set(folder, open);
    }
    return open;
  }
}

/** What a package knows of a file before it is parsed, as text. */
function headOf(text: string): string {
  return JSON.stringify(readFileHead(text));
}
