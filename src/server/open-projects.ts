// The projects of the editor worker, each with its session and what that found last.
import type { FileFindings, Replacement } from '../editor/answers.ts';
import type { Project } from '../editor/project.ts';
import { EditorSession } from '../editor/session.ts';
import type { Presentation } from './present.ts';

/** A project that is followed. */
export class OpenProject {
  readonly #session: EditorSession;
  /** By document. What the pointer and the cursor ask for between two changes needs no new check. */
  readonly #findings = new Map<string, FileFindings>();

  constructor(
    project: Project,
    readonly presentation: Presentation,
  ) {
    this.#session = new EditorSession(project);
  }

  /** For questions. What changes goes through this class. */
  get session(): Pick<EditorSession, 'view' | 'packageIn' | 'fileSystem'> {
    return this.#session;
  }

  open(path: string, text: string): void {
    this.#findings.clear();
    this.#session.open(path, text);
  }

  edit(path: string, replacements: readonly Replacement[]): void {
    this.#findings.clear();
    this.#session.edit(path, replacements);
  }

  close(path: string): void {
    this.#findings.clear();
    this.#session.close(path);
  }

  forget(paths: readonly string[]): void {
    this.#findings.clear();
    this.#session.forget(paths);
  }

  /** What is wrong in a document. @throws Cancelled */
  check(path: string, isCancelled: () => boolean): FileFindings {
    const known = this.#findings.get(path);
    if (known) return known;
    const found = this.#session.check(path, isCancelled);
    this.#findings.set(path, found);
    return found;
  }

  /** What is wrong in the whole package of a document. @throws Cancelled */
  checkPackage(path: string, isCancelled: () => boolean): FileFindings {
    const found = this.#session.checkPackage(path, isCancelled);
    for (const file of found.files) this.#findings.set(file, found);
    return found;
  }
}

/** Projects by their roots. */
export class OpenProjects {
  readonly #open = new Map<string, OpenProject>();

  /** Opens a project, or opens it anew with another configuration and without documents. */
  open({ project, presentation }: { project: Project; presentation: Presentation }): void {
    this.close(project.root);
    this.#open.set(project.root, new OpenProject(project, presentation));
  }

  close(root: string): void {
    this.#open.delete(root);
  }

  get(root: string): OpenProject | undefined {
    return this.#open.get(root);
  }
}
