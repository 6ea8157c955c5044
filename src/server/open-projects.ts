// The projects of the editor worker, each with its session.

import type { Project } from '../editor/project.ts';
import { EditorSession } from '../editor/session.ts';
import type { Presentation } from './present.ts';

/** A project that is followed. */
export interface OpenProject {
  readonly session: EditorSession;
  readonly presentation: Presentation;
}

/** Sessions by the roots of their projects. */
export class OpenProjects {
  readonly #open = new Map<string, OpenProject>();

  /** Opens a project, or opens it anew with another configuration and without documents. */
  open({ project, presentation }: { project: Project; presentation: Presentation }): void {
    this.close(project.root);
    this.#open.set(project.root, { session: new EditorSession(project), presentation });
  }

  close(root: string): void {
    this.#open.get(root)?.session.dispose();
    this.#open.delete(root);
  }

  get(root: string): OpenProject | undefined {
    return this.#open.get(root);
  }

  session(root: string): EditorSession | undefined {
    return this.#open.get(root)?.session;
  }
}
