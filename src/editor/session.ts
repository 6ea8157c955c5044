// An editor session: follows the open documents of a project and says what is wrong in them.
import { basename, dirname, join } from 'node:path';
import type { Baseline } from '../analysis/baseline.ts';
import { BaselineError, exclusion, readBaseline } from '../analysis/check-settings.ts';
import { conclude, uniqueIncomplete, workspaceProblems } from '../analysis/conclude.ts';
import type { Incomplete } from '../analysis/finding.ts';
import { crashReason, Gathered, Inspector } from '../analysis/inspector.ts';
import type { PackageOptions } from '../analysis/package-checker.ts';
import { diskFileSystem, type FileSystem, OverlayFileSystem } from '../module/file-system.ts';
import type { GoFile, GoPackage } from '../module/package.ts';
import { targetName } from '../platform/target.ts';
import { dependencyBuild } from '../rules/dependency-build/rule.ts';
import { ruleById } from '../rules/registry.ts';
import type { FileFindings, Replacement } from './answers.ts';
import { ProjectArea } from './area.ts';
import { FollowedCode, type FollowedFile } from './code.ts';
import type { DocumentView } from './document-view.ts';
import { Documents } from './documents.ts';
import type { Project } from './project.ts';

/** A check was called off, as its `isCancelled` said. The session is as good as before. */
export class Cancelled extends Error {}

/** Files of a package that were looked at. */
interface Seen {
  readonly files: readonly GoFile[];
  readonly isProvisional: boolean;
}

/** Follows the open documents of a project. Synchronous, for a worker thread; `loadParsers()` must have ended. */
export class EditorSession {
  private readonly documents: Documents;
  /** The files as the editor has them: open documents before the disk. */
  readonly fileSystem: FileSystem;
  private readonly inspector: Inspector;
  private readonly area: ProjectArea;
  private readonly code: FollowedCode;
  private readonly isExcluded: (path: string) => boolean;
  private knownBaseline: Baseline | BaselineError | undefined;

  constructor(readonly project: Project) {
    const readText = (path: string) => this.fileSystem.readText(path) ?? this.code.readText(path);
    this.documents = new Documents(readText);
    this.fileSystem = new OverlayFileSystem(diskFileSystem, this.documents.texts);
    this.isExcluded = exclusion(project);
    this.area = new ProjectArea(project.root, this.fileSystem, this.isExcluded);
    this.inspector = new Inspector(project, this.documents, readText);
    this.code = new FollowedCode(this.inspector, this.documents, this.fileSystem, this.area);
  }

  /** Follows a document: from now on its text is what the editor has. */
  open(path: string, text: string): void {
    this.close(path);
    const isKnown = this.documents.hasOpen(dirname(path)) && this.fileSystem.readText(path) === text;
    this.documents.open(path, text);
    if (!isKnown) this.changed(path);
  }

  /** Applies what was typed to an open document, one replacement after the other. */
  edit(path: string, replacements: readonly Replacement[]): void {
    if (!this.documents.texts.has(path)) return;
    this.code.edit(path);
    this.documents.edit(path, replacements);
    if (path.endsWith('.go')) this.inspector.forget(path);
    else this.changed(path);
  }

  /** Ends following a document: from now on its text is what is on disk. */
  close(path: string): void {
    const text = this.documents.texts.get(path);
    if (text === undefined) return;
    this.documents.close(path);
    this.code.close(path);
    if (this.fileSystem.readText(path) !== text) this.changed(path);
  }

  /** Files or folders on disk were created, changed or deleted. Where documents are open, their texts stay what counts. */
  forget(paths: readonly string[]): void {
    for (const path of paths) this.changed(path);
  }

  /**
   * What is wrong in an open document, soon after an edit. Of a Go file it gives what is wrong in it by itself; what only its whole package shows
   * is as {@link checkPackage} found it last. Nothing is said of a document that a check of the project would not look at, and of one that
   * is not open.
   * @param isCancelled asked between declarations
   * @throws Cancelled
   */
  check(path: string, isCancelled: () => boolean): FileFindings {
    if (isCancelled()) throw new Cancelled();
    if (!path.endsWith('.go')) return this.checkDocument(path);
    return this.checkCode(path, isCancelled, (gathered, known, options) => {
      const reports = known.followed.checkFile(known.package, known.file, options);
      this.inspector.takeReports(reports, known.package, gathered);
      return { files: [known.file], isProvisional: true };
    });
  }

  /**
   * What is wrong in all files of the package of an open Go file: what a check of the project says of them. Other documents stand for
   * themselves.
   * @param isCancelled asked between declarations
   * @throws Cancelled
   */
  checkPackage(path: string, isCancelled: () => boolean): FileFindings {
    if (isCancelled()) throw new Cancelled();
    if (!path.endsWith('.go')) return this.checkDocument(path);
    return this.checkCode(path, isCancelled, (gathered, known, options) => {
      this.inspector.takeReports(this.code.checkAll(known, options), known.package, gathered);
      return { files: known.package.files, isProvisional: false };
    });
  }

  /** A package of the project by its folder; undefined where a check of the project would look at none there. */
  packageIn(dir: string): GoPackage | undefined {
    return this.area.hasGoFile(join(dir, '_.go')) ? this.code.packageIn(dir)?.package : undefined;
  }

  /** What hover texts and lenses look at; undefined where the document is no Go file of a package, or is not open. */
  view(path: string): DocumentView | undefined {
    const known = this.documents.texts.has(path) && path.endsWith('.go') ? this.code.find(path) : undefined;
    if (known === undefined) return undefined;
    const { file, package: found, open, followed } = known;
    const { tests } = this.project;
    const checkers = open.checkers.map(({ targets, checker }) => ({
      targets,
      // What it knows is brought up to date for those who ask it: most questions, asked after each key, do not.
      get checker() {
        followed.refresh(found, file, { tests });
        return checker;
      },
    }));
    const wholeCheckers = () => {
      for (const one of found.files) followed.refresh(found, one, { tests });
      return checkers;
    };
    const importers = () => open.workspace.allImportersOf(found);
    const tree = this.documents.tree(path);
    return { path, file, package: found, tree, trees: this.documents, checkers, wholeCheckers, importers };
  }

  private changed(path: string): void {
    this.inspector.forget(path);
    this.documents.forget(path);
    if (path === this.project.baseline) this.knownBaseline = undefined;
    this.code.changed(path);
  }

  /** Answers about those files of a package that `look` has looked at. */
  private checkCode(
    path: string,
    isCancelled: () => boolean,
    look: (gathered: Gathered, known: FollowedFile, options: PackageOptions) => Seen,
  ): FileFindings {
    const gathered = new Gathered();
    const isOurs = this.documents.texts.has(path) && this.area.hasGoFile(path);
    const known = isOurs ? this.code.find(path) : undefined;
    if (known === undefined) return { files: [path], isProvisional: false, findings: [], incomplete: [] };
    const { open, package: found } = known;
    const pause = () => {
      if (isCancelled()) throw new Cancelled();
    };
    let seen: Seen = { files: [known.file], isProvisional: false };
    try {
      seen = look(gathered, known, this.inspector.options(found, true, gathered, pause));
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      // What was half learnt when it failed is not to be trusted.
      this.code.reopen();
      gathered.incomplete.push({ package: found.importPath, reason: crashReason(error) });
    }
    this.inspector.takeMissing(open.workspace, found, gathered);
    for (const file of seen.files) this.inspector.takeFile(file, found, gathered);
    const problems = workspaceProblems(open.workspace, this.project.root);
    const files = seen.files.map((file) => file.path);
    return this.answer(gathered, { files, isProvisional: seen.isProvisional }, problems);
  }

  private checkDocument(path: string): FileFindings {
    const gathered = new Gathered();
    const text = this.documents.texts.get(path);
    try {
      if (text !== undefined && this.area.hasDocument(path)) this.inspector.checkDocument(path, text, gathered);
    } catch (error) {
      gathered.incomplete.push({ package: this.inspector.fileName(path), reason: crashReason(error) });
    }
    return this.answer(gathered, { files: [path], isProvisional: false }, []);
  }

  /** What is shown of what was found: in `files` only. */
  private answer(
    gathered: Gathered,
    { files, isProvisional }: Pick<FileFindings, 'files' | 'isProvisional'>,
    problems: readonly Incomplete[],
  ): FileFindings {
    const isShown = ({ path }: { path: string }) => files.includes(path) && !this.isExcluded(path);
    const { baseline } = this;
    const isBroken = baseline instanceof BaselineError;
    const { findings } = conclude(this.inspector.merged(gathered.findings).filter(isShown), gathered.suppressions, {
      targets: this.project.targets.map(targetName),
      severities: this.project.severities,
      baseline: isBroken ? undefined : baseline,
      owned: isShown,
      // What other packages do with the declarations of this one is not known here, and before a check of the whole what its files do neither;
      // nor whether dependencies build.
      sawAll: (id) => {
        const { checkPackage, checkFacts, factsAreLocal } = ruleById(id) ?? {};
        const isSeen = (!checkFacts || factsAreLocal === true) && !(checkPackage && isProvisional);
        return isSeen && id !== dependencyBuild.id;
      },
    });
    const incomplete = [...problems, ...gathered.incomplete];
    if (isBroken) incomplete.push({ package: basename(this.project.baseline!), reason: baseline.message });
    return { files, isProvisional, findings, incomplete: uniqueIncomplete(incomplete) };
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
}
