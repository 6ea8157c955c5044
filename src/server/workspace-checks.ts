// What background checks are about, and what becomes of what they find.
import { dirname } from 'node:path';
import { type CancellationToken, type Connection, Emitter } from 'vscode-languageserver/node';
import { say } from '../messages/catalogue.ts';
import { BackgroundChecks, type Extent } from './background.ts';
import { type Checked, type CheckJob, dependencyOrigin, type PackageDiagnostics } from './background-protocol.ts';
import type { ClientAbilities } from './client.ts';
import { targetNames } from './configuration.ts';
import type { Documents } from './documents.ts';
import type { FindingsStore } from './findings-store.ts';
import type { ServerLog } from './log.ts';
import type { Presentation } from './present.ts';
import { showProgress } from './progress.ts';
import type { ConfiguredProject, Projects } from './projects.ts';
import type { InitializationOptions } from './protocol.ts';
import { threadCount } from './threads.ts';

/** What background checks work with. */
export interface WorkspaceParts {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly options: InitializationOptions;
  readonly log: ServerLog;
  readonly documents: Documents;
  readonly projects: Projects;
  readonly store: FindingsStore;
}

/** Checks the folders of the workspace as a whole. */
export class WorkspaceChecks {
  readonly #background: BackgroundChecks;
  readonly #checkedRoots = new Set<string>();
  readonly #ended = new Emitter<string>();

  /** The root of a project of which everything was checked, or what a change may have affected. */
  readonly onChecked = this.#ended.event;

  constructor(private readonly parts: WorkspaceParts) {
    const { connection, client, log } = parts;
    this.#background = new BackgroundChecks({
      jobOf: (root, extent) => this.#jobOf(root, extent),
      onChecked: (root, checked) => this.#checked(root, checked),
      showProgress: (root, cancel) => showProgress(connection, client.progress, root, cancel),
      log,
    });
  }

  /** Whether a project is checked as a whole unasked. */
  includes({ isFolder, configuration: { settings } }: ConfiguredProject): boolean {
    return isFolder && settings.check.workspace && settings.check.run !== 'off';
  }

  /** Whether a project was checked as a whole since it is there. */
  hasChecked(root: string): boolean {
    return this.#checkedRoots.has(root);
  }

  /** Something has changed: what that may affect is checked soon. */
  request(project: ConfiguredProject, extent: Extent): void {
    if (this.includes(project)) this.#background.request(project.root, extent);
  }

  /** Checks all folders now. What is called off is left out. */
  async checkAll(token: CancellationToken): Promise<Checked[]> {
    const { projects } = this.parts;
    await projects.idle();
    // A token that was cancelled before anybody looked at it fires no event.
    if (token.isCancellationRequested) return [];
    const folders = projects.all().filter((project) => project.isFolder);
    const calledOff = token.onCancellationRequested(() => {
      for (const { root } of folders) this.#background.cancel(root);
    });
    const checked = await Promise.all(folders.map(({ root }) => this.#background.checkNow(root)));
    calledOff.dispose();
    return checked.filter((one) => one !== undefined);
  }

  /** A project is there no more. */
  cancel(root: string): void {
    this.#checkedRoots.delete(root);
    this.#background.cancel(root);
  }

  close(): void {
    this.#background.close();
  }

  /** The texts of all open documents of a project, by path. */
  overlayOf(root: string): Map<string, string> {
    const { documents } = this.parts;
    return new Map(
      documents
        .all()
        .filter(({ path }) => this.#isOf(root, path))
        .map(({ path, text }) => [path, text.getText()]),
    );
  }

  /** How the findings of a project are shown. */
  presentationOf({ configuration: { project, includesHost, settings } }: ConfiguredProject): Presentation {
    return {
      targets: targetNames(project),
      hidesEveryTarget: includesHost && !settings.diagnostics.everyTarget,
      rulePageBase: this.parts.options.rulePageBase,
    };
  }

  #jobOf(root: string, extent: Extent): CheckJob | undefined {
    const project = this.parts.projects.at(root);
    if (!project) return undefined;
    const { configuration } = project;
    return {
      kind: 'check',
      locale: this.parts.options.locale,
      project: configuration.project,
      presentation: this.presentationOf(project),
      threads: threadCount(configuration.settings.check.threads),
      overlay: this.overlayOf(root),
      ...(extent !== 'all' && { changed: extent }),
    };
  }

  #checked(root: string, { covered, isPreliminary, files, incomplete, packages, goFiles, seconds }: Checked): void {
    const { store, log } = this.parts;
    const covers = ({ path, origin, isForeign }: PackageDiagnostics) => {
      if (!this.#isOf(root, path)) return false;
      if (origin === dependencyOrigin) return !isPreliminary;
      return (
        !covered ||
        covered.packages.has(origin) ||
        covered.files.has(path) ||
        (!isForeign && path.endsWith('.go') && covered.folders.has(dirname(path)))
      );
    };
    store.setBackground(
      files.filter(({ path }) => this.#isOf(root, path)),
      covers,
    );
    if (isPreliminary) return;
    for (const what of incomplete) log.incomplete(what);
    if (!covered) this.#checkedRoots.add(root);
    this.#ended.fire(root);
    log.info(say('server-background-done', { root, packages, files: goFiles, seconds: seconds.toFixed(1) }));
  }

  /** Whether a file is a project's own: a folder of the workspace inside of it has a configuration of its own. */
  #isOf(root: string, path: string): boolean {
    return this.parts.projects.of(path)?.root === root;
  }
}
