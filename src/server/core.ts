// The heart of the server: keeps documents, projects, checks and findings in step with what the client tells.
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import {
  type CancellationToken,
  CancellationTokenSource,
  type Connection,
  Emitter,
  LSPErrorCodes,
  type RequestType,
  ResponseError,
} from 'vscode-languageserver/node';
import { configFileName } from '../analysis/config.ts';
import { say } from '../messages/catalogue.ts';
import { targetName } from '../platform/target.ts';
import { hostPort } from '../toolchain/host.ts';
import { BackgroundChecks, type Extent, type ProgressDisplay } from './background.ts';
import type { Checked, CheckJob, PackageDiagnostics } from './background-protocol.ts';
import type { ClientAbilities } from './client.ts';
import { configurationDiagnostics } from './configuration-diagnostics.ts';
import { Documents, isAnalysed, type OpenDocument } from './documents.ts';
import {
  closeDocument,
  closeProject,
  editDocument,
  filesChanged,
  type InProject,
  openDocument,
  openProject,
} from './editor-protocol.ts';
import { EditorThread, type Log } from './editor-thread.ts';
import { FindingsStore } from './findings-store.ts';
import { LiveChecks } from './live-checks.ts';
import type { Presentation } from './present.ts';
import { showProgress } from './progress.ts';
import { type ConfiguredProject, isWithin, Projects } from './projects.ts';
import type { InitializationOptions, Settings } from './protocol.ts';
import { readSettings } from './settings.ts';
import { threadCount } from './threads.ts';

/** So many different things that could not be seen are told in the log. */
const incompleteLogged = 1000;

/** What the server is made of. */
export class Core {
  readonly documents: Documents;
  readonly projects: Projects;
  readonly thread: EditorThread;
  readonly store = new FindingsStore();
  readonly live: LiveChecks;
  readonly background: BackgroundChecks;
  readonly log: Log;
  /** The roots of the projects that the editor thread follows open documents for, by the documents' paths. */
  readonly #followed = new Map<string, string>();
  readonly #targets: Map<string, string>;
  readonly #incomplete = new Set<string>();
  /** What the editor thread was asked and has not answered. */
  readonly #questions = new Set<CancellationTokenSource>();
  readonly #lensesChanged = new Emitter<void>();

  /** What lenses say may have changed, though no document has. */
  readonly onLensesChanged = this.#lensesChanged.event;

  constructor(
    readonly connection: Connection,
    readonly client: ClientAbilities,
    readonly options: InitializationOptions,
  ) {
    this.log = {
      error: (text) => connection.console.error(text),
      info: (text) => connection.console.info(text),
    };
    this.#targets = new Map(Object.entries(options.targets));
    this.documents = new Documents(connection);
    this.projects = new Projects(
      (uri) => this.#settingsOf(uri),
      (project) => this.#configured(project),
    );
    this.thread = new EditorThread({ locale: options.locale }, this.log);
    this.live = new LiveChecks(
      this.thread,
      this.store,
      (path) => this.#checkedRootOf(path),
      this.log,
      (what) => this.#logIncomplete(what),
    );
    this.background = new BackgroundChecks({
      jobOf: (root, extent) => this.#jobOf(root, extent),
      onChecked: (root, checked) => this.#checked(root, checked),
      showProgress: (root, cancel) => this.#showProgress(root, cancel),
      log: this.log,
    });
    this.#followDocuments();
    this.projects.onChanged((project) => this.#projectChanged(project));
    this.projects.onRemoved((root) => this.#projectRemoved(root));
    this.thread.onRestarted(() => {
      this.#followed.clear();
      for (const project of this.projects.all()) this.#openProject(project);
    });
  }

  /** The project of a document, and the document, once its project is configured; undefined where it is not open. */
  async documentAt(uri: string): Promise<{ document: OpenDocument; project: ConfiguredProject } | undefined> {
    await this.projects.idle();
    const document = this.documents.get(uri);
    const project = document && this.projects.of(document.path);
    return document && project && this.#followed.has(document.path) ? { document, project } : undefined;
  }

  /**
   * Asks the editor thread about a document. Whatever was asked before an edit is given up at the edit: it stands in the way of
   * checking what was typed, and is about a text that is gone.
   */
  async ask<P extends InProject, R>(type: RequestType<P, R, void>, params: P, token: CancellationToken): Promise<R> {
    const question = new CancellationTokenSource();
    const taken = token.onCancellationRequested(() => question.cancel());
    if (token.isCancellationRequested) question.cancel();
    this.#questions.add(question);
    try {
      return await this.thread.ask(type, params, question.token);
    } catch (error) {
      if (!question.token.isCancellationRequested || token.isCancellationRequested) throw error;
      throw new ResponseError(LSPErrorCodes.ContentModified, say('server-changed-meanwhile', {}));
    } finally {
      taken.dispose();
      this.#questions.delete(question);
    }
  }

  /** The target the user has chosen for a project, as `archway --target` takes it. */
  targetOf({ uri }: ConfiguredProject): string {
    const { goos, goarch } = hostPort();
    return this.#targets.get(uri) || `${goos}/${goarch}`;
  }

  /** The user has chosen another target for a folder. */
  chooseTarget(uri: string, target: string): void {
    this.#targets.set(uri, target);
    this.#lensesChanged.fire();
  }

  /** Files on disk were created, changed or deleted. */
  filesChanged(paths: readonly string[]): void {
    this.#prune();
    const decides = (path: string) => basename(path) === configFileName;
    if (paths.some(decides)) void this.projects.configure();
    for (const project of this.projects.all()) {
      const { root, configuration } = project;
      const { baseline } = configuration.project;
      const own = paths.filter((path) => isWithin(path, root) && !decides(path));
      if (baseline !== undefined && paths.includes(baseline) && !own.includes(baseline)) own.push(baseline);
      if (own.length === 0) continue;
      this.thread.tell(filesChanged, { root, paths: own });
      // What is open is known better than what is on disk.
      if (own.some((path) => !this.documents.at(path))) this.#recheckLive(root);
      this.#requestBackground(project, own.some((path) => path === baseline) ? 'all' : new Set(own));
    }
  }

  /** Checks all folders of the workspace now. */
  async checkWorkspace(): Promise<Checked[]> {
    await this.projects.idle();
    const folders = this.projects.all().filter((project) => project.isFolder);
    const checked = await Promise.all(folders.map(({ root }) => this.background.checkNow(root)));
    return checked.filter((one) => one !== undefined);
  }

  /** The texts of all open documents of a project, by path. */
  overlayOf(root: string): Map<string, string> {
    const documents = this.documents.all().filter(({ path }) => this.projects.of(path)?.root === root);
    return new Map(documents.map(({ path, text }) => [path, text.getText()]));
  }

  async close(): Promise<void> {
    this.background.close();
    await this.thread.close();
  }

  /** Drops what is known of files that are gone: of a folder that was deleted, its files are not told one by one. */
  #prune(): void {
    const gone = [...this.store.paths()].filter(
      (path) => this.store.get(path).diagnostics.length > 0 && !this.documents.at(path) && !existsSync(path),
    );
    if (gone.length > 0) this.store.drop(new Set(gone));
  }

  #followDocuments(): void {
    const { documents, thread } = this;
    documents.onOpened((document) => {
      thread.forgive(document.path);
      if (this.projects.of(document.path)) this.#open(document);
      else void this.projects.cover(document.path);
    });
    documents.onEdited(({ document: { path }, replacements, changes }) => {
      for (const question of this.#questions) question.cancel();
      this.store.edited(path, changes);
      const root = this.#followed.get(path);
      if (root === undefined) return;
      thread.tell(editDocument, { root, path, replacements });
      if (this.projects.at(root)?.configuration.settings.check.run === 'type') this.#edited(path, root);
    });
    documents.onSaved(({ path }) => {
      const root = this.#followed.get(path);
      const project = root === undefined ? undefined : this.projects.at(root);
      if (!project) return;
      if (project.configuration.settings.check.run === 'save') this.#edited(path, project.root);
      this.#requestBackground(project, new Set([path]));
    });
    documents.onClosed(({ path }) => {
      const root = this.#followed.get(path);
      this.#followed.delete(path);
      this.live.closed(path);
      if (root !== undefined) this.#closed(path, root);
      this.projects.dropUnused(documents.all().map((document) => document.path));
    });
  }

  #open(document: OpenDocument): void {
    const { path, text } = document;
    const project = this.projects.of(path);
    if (!project || !isAnalysed(document)) return;
    const { root } = project;
    this.#followed.set(path, root);
    this.thread.tell(openDocument, { root, path, text: text.getText() });
    this.#edited(path, root);
  }

  #closed(path: string, root: string): void {
    this.thread.tell(closeDocument, { root, path });
    const dir = dirname(path);
    const isLast =
      !path.endsWith('.go') || ![...this.#followed.keys()].some((one) => one.endsWith('.go') && dirname(one) === dir);
    const project = this.projects.at(root);
    const hasBackground = project !== undefined && this.#checksInBackground(project);
    if (isLast) this.store.endLive(path, hasBackground);
    // What was not saved is gone with the document.
    if (project) this.#requestBackground(project, new Set([path]));
    this.#recheckLive(root);
  }

  /** A document has a new text: it is checked, then the other open ones of its project, which may use what it declares. */
  #edited(path: string, root: string): void {
    if (this.projects.at(root)?.configuration.settings.check.run === 'off') return;
    this.live.edited(path, this.#openIn(root));
  }

  #recheckLive(root: string): void {
    if (this.projects.at(root)?.configuration.settings.check.run !== 'off') this.live.invalidate(this.#openIn(root));
  }

  #openIn(root: string): string[] {
    return [...this.#followed].filter(([, one]) => one === root).map(([path]) => path);
  }

  /** Findings are shown in the user's own code: not in the Go installation and the module cache, unless they are what is worked on. */
  #checkedRootOf(path: string): string | undefined {
    const root = this.#followed.get(path);
    const project = root === undefined ? undefined : this.projects.at(root);
    if (!project || project.isFolder) return project?.root;
    const { goroot, gomodcache } = project.configuration.project.environment;
    const isForeign = [goroot, gomodcache].some((dir) => dir && isWithin(path, dir));
    return isForeign ? undefined : root;
  }

  #openProject(project: ConfiguredProject): void {
    const { root, configuration } = project;
    this.thread.tell(openProject, { project: configuration.project, presentation: this.#presentationOf(project) });
    for (const [path, one] of this.#followed) if (one === root) this.#followed.delete(path);
    for (const document of this.documents.all())
      if (this.projects.of(document.path)?.root === root) this.#open(document);
  }

  /** A configuration was read. */
  #configured({ root, configuration }: ConfiguredProject): void {
    for (const problem of configuration.problems)
      this.log.error(say('server-settings-problem', { folder: root, problem }));
    for (const { path, diagnostics } of configurationDiagnostics(configuration)) {
      this.store.setConfiguration(path, diagnostics);
    }
    this.#lensesChanged.fire();
  }

  #projectChanged(project: ConfiguredProject): void {
    const { root, configuration } = project;
    this.log.info(say('server-project', { root, targets: configuration.project.targets.map(targetName).join(', ') }));
    // A folder inside of another one takes over its documents.
    for (const [path, one] of [...this.#followed]) {
      if (one !== root && isWithin(path, root) && this.projects.of(path)?.root === root) {
        this.thread.tell(closeDocument, { root: one, path });
        this.#followed.delete(path);
      }
    }
    this.store.dropLive((path) => this.projects.of(path)?.root === root);
    this.#openProject(project);
    if (this.#checksInBackground(project)) this.background.request(root, 'all');
    else this.store.setBackground([], ({ path }) => this.projects.of(path)?.root === root);
  }

  #projectRemoved(root: string): void {
    this.background.cancel(root);
    this.thread.tell(closeProject, { root });
    for (const path of this.#openIn(root)) {
      this.live.closed(path);
      this.#followed.delete(path);
    }
    const isGone = (path: string) => isWithin(path, root) && this.projects.of(path) === undefined;
    this.store.dropLive(isGone);
    this.store.setBackground([], ({ path }) => isGone(path));
    // Documents that are still open are looked at by themselves, or as part of the folder around.
    for (const document of this.documents.all()) {
      if (!isWithin(document.path, root)) continue;
      if (this.projects.of(document.path)) this.#open(document);
      else void this.projects.cover(document.path);
    }
  }

  #checksInBackground({ isFolder, configuration: { settings } }: ConfiguredProject): boolean {
    return isFolder && settings.check.workspace && settings.check.run !== 'off';
  }

  #requestBackground(project: ConfiguredProject, extent: Extent): void {
    if (this.#checksInBackground(project)) this.background.request(project.root, extent);
  }

  #jobOf(root: string, extent: Extent): CheckJob | undefined {
    const project = this.projects.at(root);
    if (!project) return undefined;
    const { configuration } = project;
    return {
      kind: 'check',
      locale: this.options.locale,
      project: configuration.project,
      presentation: this.#presentationOf(project),
      threads: threadCount(configuration.settings.check.threads),
      overlay: this.overlayOf(root),
      ...(extent !== 'all' && { changed: extent }),
    };
  }

  #checked(root: string, checked: Checked): void {
    const { covered, files, incomplete, packages, goFiles, seconds } = checked;
    // A folder of the workspace inside of this one has a configuration of its own.
    const isOwn = (path: string) => this.projects.of(path)?.root === root;
    const covers = ({ path, origin, isForeign }: PackageDiagnostics) =>
      isOwn(path) &&
      (!covered ||
        covered.packages.has(origin) ||
        covered.files.has(path) ||
        (!isForeign && path.endsWith('.go') && covered.folders.has(dirname(path))));
    this.store.setBackground(
      files.filter(({ path }) => isOwn(path)),
      covers,
    );
    for (const what of incomplete) this.#logIncomplete(what);
    this.log.info(say('server-background-done', { root, packages, files: goFiles, seconds: seconds.toFixed(1) }));
  }

  #showProgress(root: string, cancel: () => void): ProgressDisplay {
    return showProgress(this.connection, this.client.progress, root, cancel);
  }

  #presentationOf({ configuration }: ConfiguredProject): Presentation {
    return {
      targets: configuration.project.targets.map(targetName),
      hidesEveryTarget: configuration.includesHost && !configuration.settings.diagnostics.everyTarget,
      rulePageBase: this.options.rulePageBase,
    };
  }

  async #settingsOf(uri: string): Promise<Settings> {
    try {
      const given: unknown = this.client.configuration
        ? await this.connection.workspace.getConfiguration({ scopeUri: uri, section: 'archway' })
        : undefined;
      return readSettings(given);
    } catch (error) {
      this.log.error(String(error));
      return readSettings(undefined);
    }
  }

  #logIncomplete(what: string): void {
    if (this.#incomplete.has(what) || this.#incomplete.size >= incompleteLogged) return;
    this.#incomplete.add(what);
    this.log.info(say('server-incomplete', { what }));
  }
}
