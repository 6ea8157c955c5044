// An editor session: follows the open documents of a project and says what is wrong in them.
import { basename, dirname } from 'node:path';
import type { Baseline } from '../analysis/baseline.ts';
import { BaselineError, exclusion, readBaseline } from '../analysis/check-settings.ts';
import { conclude, uniqueIncomplete, workspaceProblems } from '../analysis/conclude.ts';
import type { Incomplete } from '../analysis/finding.ts';
import { crashReason, Gathered, Inspector, type OpenWorkspace } from '../analysis/inspector.ts';
import { diskFileSystem, type FileSystem, OverlayFileSystem } from '../module/file-system.ts';
import type { GoPackage } from '../module/package.ts';
import { targetName } from '../platform/target.ts';
import type { FileFindings, Replacement } from './answers.ts';
import { ProjectArea } from './area.ts';
import type { DocumentView } from './document-view.ts';
import { Documents } from './documents.ts';
import type { Project } from './project.ts';

/** A check was called off, as its `isCancelled` said. The session is as good as before. */
export class Cancelled extends Error {}

/** The package an open document is in. */
interface OpenPackage {
  readonly open: OpenWorkspace;
  readonly package: GoPackage;
}

/** Follows the open documents of a project. Synchronous, for a worker thread; `loadParsers()` must have ended. */
export class EditorSession {
  /** The files as the editor has them: open documents before the disk. */
  readonly fileSystem: FileSystem;
  private readonly documents: Documents;
  private readonly inspector: Inspector;
  private readonly area: ProjectArea;
  private readonly isExcluded: (path: string) => boolean;
  /** The workspaces, by the folders that they are in charge of and that were asked about. */
  private readonly workspaces = new Map<string, OpenWorkspace>();
  private knownBaseline: Baseline | BaselineError | undefined;

  constructor(readonly project: Project) {
    const readText = (path: string) => this.readText(path);
    this.documents = new Documents(readText);
    this.fileSystem = new OverlayFileSystem(diskFileSystem, this.documents.texts);
    this.isExcluded = exclusion(project);
    this.area = new ProjectArea(project.root, this.fileSystem, this.isExcluded);
    this.inspector = new Inspector(project, this.documents, readText);
  }

  /** Follows a document: from now on its text is what the editor has. */
  open(path: string, text: string): void {
    this.close(path);
    this.documents.open(path, text);
    this.forget([path]);
  }

  /** Applies what was typed to an open document, one replacement after the other. */
  edit(path: string, replacements: readonly Replacement[]): void {
    if (!this.documents.texts.has(path)) return;
    this.documents.edit(path, replacements);
    this.forget([path]);
  }

  /** Ends following a document: from now on its text is what is on disk. */
  close(path: string): void {
    if (!this.documents.texts.has(path)) return;
    this.documents.close(path);
    this.forget([path]);
  }

  /** Files or folders on disk were created, changed or deleted. */
  forget(paths: readonly string[]): void {
    for (const path of paths) {
      this.inspector.forget(path);
      this.documents.forget(path);
      if (path === this.project.baseline) this.knownBaseline = undefined;
    }
    this.workspaces.clear();
  }

  /**
   * What is wrong in an open document: for a Go file in all files of its package. Nothing is said of a document that a check of the
   * project would not look at, and of one that is not open.
   * @throws Cancelled
   */
  check(path: string, isCancelled: () => boolean): FileFindings {
    return path.endsWith('.go') ? this.checkPackage(path, isCancelled) : this.checkDocument(path);
  }

  /** What is wrong in the package of an open Go file. @throws Cancelled */
  checkPackage(path: string, isCancelled: () => boolean): FileFindings {
    if (isCancelled()) throw new Cancelled();
    const known = this.documents.texts.has(path) && this.area.hasGoFile(path) ? this.packageOf(path) : undefined;
    if (known === undefined) return { files: [path], findings: [], incomplete: [] };
    const { open, package: found } = known;
    const gathered = new Gathered();
    try {
      this.inspector.checkPackage(open, found, { own: true }, gathered);
    } catch (error) {
      // What was half learnt when it failed is not to be trusted.
      this.workspaces.clear();
      if (error instanceof Cancelled) throw error;
      gathered.incomplete.push({ package: found.importPath, reason: crashReason(error) });
    }
    const files = found.files.map((file) => file.path);
    const problems = workspaceProblems(open.workspace, this.project.root);
    return this.answer(gathered, files, problems);
  }

  /** What hover texts and lenses look at; undefined where the document is no Go file of a package, or is not open. */
  view(path: string): DocumentView | undefined {
    const known = this.documents.texts.has(path) && path.endsWith('.go') ? this.packageOf(path) : undefined;
    const file = known?.package.files.find((one) => one.path === path);
    if (known === undefined || file === undefined) return undefined;
    const checkers = known.open.checkers.map(({ targets, checker }) => ({ targets, checker }));
    return { path, file, package: known.package, tree: this.documents.tree(path), checkers };
  }

  /** Gives back what lies outside of the JavaScript heap. */
  dispose(): void {
    this.documents.dispose();
  }

  private checkDocument(path: string): FileFindings {
    const gathered = new Gathered();
    const text = this.documents.texts.get(path);
    try {
      if (text !== undefined && this.area.hasDocument(path)) this.inspector.checkDocument(path, text, gathered);
    } catch (error) {
      gathered.incomplete.push({ package: this.inspector.fileName(path), reason: crashReason(error) });
    }
    return this.answer(gathered, [path], []);
  }

  /** What is shown of what was found: in `files` only. */
  private answer(gathered: Gathered, files: readonly string[], problems: readonly Incomplete[]): FileFindings {
    const isShown = ({ path }: { path: string }) => files.includes(path) && !this.isExcluded(path);
    const { baseline } = this;
    const isBroken = baseline instanceof BaselineError;
    const { findings } = conclude(this.inspector.merged(gathered.findings).filter(isShown), gathered.suppressions, {
      targets: this.project.targets.map(targetName),
      severities: this.project.severities,
      baseline: isBroken ? undefined : baseline,
      owned: isShown,
    });
    const incomplete = [...problems, ...gathered.incomplete];
    if (isBroken) incomplete.push({ package: basename(this.project.baseline!), reason: baseline.message });
    return { files, findings, incomplete: uniqueIncomplete(incomplete) };
  }

  private get baseline(): Baseline | BaselineError | undefined {
    const { baseline } = this.project;
    if (baseline === undefined) return undefined;
    try {
      this.knownBaseline ??= readBaseline(baseline);
    } catch (error) {
      if (!(error instanceof BaselineError)) throw error;
      this.knownBaseline = error;
    }
    return this.knownBaseline;
  }

  private packageOf(path: string): OpenPackage | undefined {
    const dir = dirname(path);
    const folder = this.area.moduleFolder(dir);
    const open = this.workspaceOf(folder);
    const found = open.workspace.packageIn(dir);
    return found === undefined || open.workspace.ignores(dir, folder) ? undefined : { open, package: found };
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

  /** The text of a file, or of one that only a workspace knows: of the snapshot of the standard library. */
  private readText(path: string): string | undefined {
    const text = this.fileSystem.readText(path);
    if (text !== undefined) return text;
    for (const { workspace } of this.workspaces.values()) {
      const ofWorkspace = workspace.fileSystem.readText(path);
      if (ofWorkspace !== undefined) return ofWorkspace;
    }
    return undefined;
  }
}
