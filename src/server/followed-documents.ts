// The open documents that the editor thread follows, each in its project.
import { dirname } from 'node:path';
import type { Replacement } from '../editor/answers.ts';
import { type Documents, isAnalysed, type OpenDocument } from './documents.ts';
import { closeDocument, editDocument, openDocument } from './editor-protocol.ts';
import type { EditorThread } from './editor-thread.ts';
import { type ConfiguredProject, isWithin, type Projects } from './projects.ts';

/** Tells the editor thread of documents, and knows of which it was told. */
export class FollowedDocuments {
  /** The roots of the documents' projects, by the documents' paths. */
  readonly #roots = new Map<string, string>();

  constructor(
    private readonly thread: EditorThread,
    private readonly documents: Documents,
    private readonly projects: Projects,
  ) {}

  /** The project that a document is followed in; undefined where it is not followed. */
  projectOf(path: string): ConfiguredProject | undefined {
    const root = this.#roots.get(path);
    return root === undefined ? undefined : this.projects.at(root);
  }

  /** The documents that are followed in a project. */
  in(root: string): string[] {
    return [...this.#roots].filter(([, one]) => one === root).map(([path]) => path);
  }

  /** Whether a Go document in a folder is followed. */
  hasCodeIn(dir: string): boolean {
    return [...this.#roots.keys()].some((path) => path.endsWith('.go') && dirname(path) === dir);
  }

  /** Follows a document in the project it belongs to; undefined where there is nothing to say about it. */
  follow(document: OpenDocument): ConfiguredProject | undefined {
    const { path, text } = document;
    const project = this.projects.of(path);
    if (!project || !isAnalysed(document)) return undefined;
    const before = this.#roots.get(path);
    if (before !== undefined && before !== project.root) this.unfollow(path);
    this.#roots.set(path, project.root);
    this.thread.tell(openDocument, { root: project.root, path, text: text.getText() });
    return project;
  }

  /** Follows all open documents of a project that the thread knows nothing of. */
  followAll(root: string): string[] {
    for (const path of this.in(root)) this.#roots.delete(path);
    return this.documents
      .all()
      .filter((document) => this.projects.of(document.path)?.root === root && this.follow(document))
      .map((document) => document.path);
  }

  edit(path: string, replacements: readonly Replacement[]): void {
    const root = this.#roots.get(path);
    if (root !== undefined) this.thread.tell(editDocument, { root, path, replacements });
  }

  /** Ends following a document. */
  unfollow(path: string): void {
    const root = this.#roots.get(path);
    if (root !== undefined) this.thread.tell(closeDocument, { root, path });
    this.#roots.delete(path);
  }

  /** The thread has lost its memory. */
  forget(): void {
    this.#roots.clear();
  }

  /**
   * The root of the project that findings in a document are shown in: the user's own code, not the Go installation and the module
   * cache, unless those are what is worked on.
   */
  checkedRootOf(path: string): string | undefined {
    const project = this.projectOf(path);
    if (!project || project.isFolder) return project?.root;
    const { goroot, gomodcache } = project.configuration.project.environment;
    const isForeign = [goroot, gomodcache].some((dir) => dir && isWithin(path, dir));
    return isForeign ? undefined : project.root;
  }
}
