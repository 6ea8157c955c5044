// One worker's part of a run: it holds what was learnt of packages, and turns packages and documents into findings.
import { dirname } from 'node:path';
import { say } from '../messages/catalogue.ts';
import { diskFileSystem, type FileSystem, OverlayFileSystem } from '../module/file-system.ts';
import type { GoPackage } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import { CachedTrees } from '../syntax/trees.ts';
import { crashReason, Gathered, Inspector, isTooLarge, type OpenWorkspace } from './inspector.ts';
import type { Job, PackageTask, Part, Task, TaskResult } from './job.ts';

/** Nodes of trees one worker keeps: 300 MB of arrays, and about as much text. */
const maximumNodes = 20_000_000;

/** Checks the packages and documents of one job. Synchronous; the parsers must have been loaded. */
export class Session {
  private readonly fileSystem: FileSystem;
  private readonly trees: CachedTrees;
  private readonly inspector: Inspector;
  private readonly workspaces = new Map<number, OpenWorkspace>();

  constructor(readonly job: Job) {
    this.fileSystem = new OverlayFileSystem(diskFileSystem, job.overlay);
    const readText = (path: string) => this.readText(path);
    this.trees = new CachedTrees({
      readText,
      skipBodies: (path) => !job.checkedFolders.has(dirname(path)),
      leaveOut: (path, text) => isTooLarge(text) && job.checkedFolders.has(dirname(path)),
      maximumNodes,
    });
    this.inspector = new Inspector(job, this.trees, readText);
  }

  /** Does a task. What fails is listed as incomplete, and costs nothing else. */
  check(task: Task): TaskResult {
    return {
      parts: [
        ...task.packages.map((item) => this.checkPackage(item)),
        ...task.documents.map((path) => this.checkDocument(path)),
      ],
    };
  }

  /** Checks one package on all batches of targets. */
  private checkPackage(item: PackageTask): Part {
    const gathered = new Gathered();
    let files = 0;
    try {
      const open = this.open(item.workspace);
      const found = findPackage(open.workspace, item);
      if (found) {
        files = found.files.length;
        this.inspector.checkPackage(open, found, item, gathered);
        this.retire(open, found);
      } else {
        gathered.incomplete.push({ package: item.importPath, reason: say('incomplete-gone', { dir: item.dir }) });
      }
    } catch (error) {
      gathered.failed = true;
      gathered.incomplete.push({ package: item.importPath, reason: crashReason(error) });
      // What was half learnt when it failed is not to be trusted.
      this.workspaces.delete(item.workspace);
    }
    return this.part(item.dir, files, gathered);
  }

  /** A package that was checked is needed for what others see of it: without its tests, which are half of most code. */
  private retire({ checkers }: OpenWorkspace, found: GoPackage): void {
    for (const { checker } of checkers) checker.retire(found);
    for (const file of found.files) if (file.isTest) this.trees.forget(file.path);
  }

  private checkDocument(path: string): Part {
    const gathered = new Gathered();
    try {
      const text = this.fileSystem.readText(path);
      if (text !== undefined) this.inspector.checkDocument(path, text, gathered);
    } catch (error) {
      gathered.failed = true;
      gathered.incomplete.push({ package: this.inspector.fileName(path), reason: crashReason(error) });
    }
    return this.part(path, 0, gathered);
  }

  private part(subject: string, files: number, gathered: Gathered): Part {
    const { failed, lookedAround, findings, suppressions, incomplete, expressions, unknown } = gathered;
    return {
      subject,
      failed,
      lookedAround,
      findings: this.inspector.merged(findings),
      suppressions,
      incomplete,
      files,
      expressions,
      unknown: Object.fromEntries(unknown),
    };
  }

  /** The text of a file on disk, or of one that only a workspace knows: of the snapshot of the standard library. */
  private readText(path: string): string | undefined {
    const text = this.fileSystem.readText(path);
    if (text !== undefined) return text;
    for (const { workspace } of this.workspaces.values()) {
      const ofWorkspace = workspace.fileSystem.readText(path);
      if (ofWorkspace !== undefined) return ofWorkspace;
    }
    return undefined;
  }

  private open(index: number): OpenWorkspace {
    let open = this.workspaces.get(index);
    if (!open) {
      open = this.inspector.openWorkspace(this.job.workspaces[index]!, this.fileSystem);
      this.workspaces.set(index, open);
    }
    return open;
  }
}

/** The package of a task: the user's by its folder, a dependency by its import path. */
function findPackage(workspace: Workspace, item: PackageTask): GoPackage | undefined {
  if (item.own) return workspace.packageIn(item.dir);
  return workspace.packages([item.importPath]).find((found) => found.dir === item.dir);
}
