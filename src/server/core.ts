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
import { hostPort } from '../toolchain/host.ts';
import type { ClientAbilities } from './client.ts';
import { targetNames } from './configuration.ts';
import { configurationDiagnostics } from './configuration-diagnostics.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { closeProject, filesChanged, type InProject, openProject } from './editor-protocol.ts';
import { EditorThread } from './editor-thread.ts';
import { FindingsStore } from './findings-store.ts';
import { FollowedDocuments } from './followed-documents.ts';
import { LiveChecks } from './live-checks.ts';
import { ServerLog } from './log.ts';
import { type ConfiguredProject, isWithin, Projects } from './projects.ts';
import type { InitializationOptions, Settings } from './protocol.ts';
import { readSettings } from './settings.ts';
import { WorkspaceChecks } from './workspace-checks.ts';

/** What the server is made of. */
export class Core {
  readonly log: ServerLog;
  readonly documents: Documents;
  readonly projects: Projects;
  readonly thread: EditorThread;
  readonly store = new FindingsStore();
  readonly live: LiveChecks;
  readonly workspace: WorkspaceChecks;
  readonly #followed: FollowedDocuments;
  readonly #targets: Map<string, string>;
  /** The folders that are built with cgo. */
  readonly #cgo: Set<string>;
  /** What the editor thread was asked and has not answered. */
  readonly #questions = new Set<CancellationTokenSource>();
  readonly #lensesChanged = new Emitter<void>();

  readonly #filesChanged = new Emitter<{ readonly files: readonly string[]; readonly folders: readonly string[] }>();

  /** Files on disk were created, changed or deleted, and folders deleted; whoever needs to know of it in the threads has been told. */
  readonly onFilesChanged = this.#filesChanged.event;

  /** What lenses say may have changed, though no document has. */
  readonly onLensesChanged = this.#lensesChanged.event;

  constructor(
    readonly connection: Connection,
    readonly client: ClientAbilities,
    readonly options: InitializationOptions,
  ) {
    this.log = new ServerLog(connection);
    this.#targets = new Map(Object.entries(options.targets));
    this.#cgo = new Set(options.cgo);
    this.documents = new Documents(connection);
    this.projects = new Projects(
      (uri) => this.#settingsOf(uri),
      (project) => this.#configured(project),
    );
    this.thread = new EditorThread({ locale: options.locale }, this.log);
    this.#followed = new FollowedDocuments(this.thread, this.documents, this.projects);
    this.live = new LiveChecks(this.thread, this.store, (path) => this.#followed.checkedRootOf(path), this.log);
    this.workspace = new WorkspaceChecks(this);
    this.#followDocuments();
    this.projects.onChanged((project) => this.#projectChanged(project));
    this.projects.onRemoved((root) => this.#projectRemoved(root));
    this.thread.onRestarted(() => {
      this.#followed.forget();
      for (const project of this.projects.all()) this.#openProject(project);
    });
  }

  /** An open document with its project, once that is configured; undefined where the document is not followed. */
  async documentAt(uri: string): Promise<{ document: OpenDocument; project: ConfiguredProject } | undefined> {
    await this.projects.idle();
    const document = this.documents.get(uri);
    const project = document && this.#followed.projectOf(document.path);
    return project && { document, project };
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

  /** Whether the user builds a project with cgo. */
  hasCgo({ uri }: ConfiguredProject): boolean {
    return this.#cgo.has(uri);
  }

  /** The user has chosen another target for a folder. */
  chooseTarget(uri: string, target: string, cgo: boolean): void {
    this.#targets.set(uri, target);
    if (cgo) this.#cgo.add(uri);
    else this.#cgo.delete(uri);
    this.#lensesChanged.fire();
  }

  /** Files on disk were created, changed or deleted, and folders deleted with all that was in them. */
  filesChanged(files: readonly string[], folders: readonly string[] = []): void {
    this.#prune();
    const paths = [...files, ...folders];
    const decides = (path: string) => basename(path) === configFileName;
    if (paths.some(decides)) void this.projects.configure();
    for (const project of this.projects.all()) {
      const { root, configuration } = project;
      const { baseline } = configuration.project;
      const own = paths.filter((path) => path === baseline || (isWithin(path, root) && !decides(path)));
      if (own.length === 0) continue;
      // Of an open document, the text in the editor is what counts.
      const onDisk = own.filter((path) => !this.documents.at(path));
      if (onDisk.length > 0) {
        this.thread.tell(filesChanged, { root, paths: onDisk });
        this.#recheck(project);
      }
      // Nobody knows any more which packages were in a folder.
      const isAll = own.some((path) => path === baseline || folders.includes(path));
      this.workspace.request(project, isAll ? 'all' : new Set(own));
    }
    this.#filesChanged.fire({ files, folders });
  }

  async close(): Promise<void> {
    this.workspace.close();
    await this.thread.close();
  }

  #followDocuments(): void {
    const { documents, thread, projects } = this;
    documents.onOpened((document) => {
      thread.forgive(document.path);
      if (projects.of(document.path)) this.#open(document);
      else void projects.cover(document.path);
    });
    documents.onEdited(({ document: { path }, replacements, changes }) => {
      for (const question of this.#questions) question.cancel();
      this.store.edited(path, changes);
      this.#followed.edit(path, replacements);
      const project = this.#followed.projectOf(path);
      if (project?.configuration.settings.check.run === 'type') this.#check(path, project);
    });
    documents.onSaved(({ path }) => {
      const project = this.#followed.projectOf(path);
      if (!project) return;
      if (project.configuration.settings.check.run === 'save') this.#check(path, project);
      this.workspace.request(project, new Set([path]));
    });
    documents.onClosed(({ path }) => {
      const project = this.#followed.projectOf(path);
      this.#followed.unfollow(path);
      this.live.closed(path);
      if (project) this.#closed(path, project);
      projects.dropUnused(documents.all().map((document) => document.path));
    });
  }

  #open(document: OpenDocument): void {
    const project = this.#followed.follow(document);
    if (project) this.#check(document.path, project);
  }

  #closed(path: string, project: ConfiguredProject): void {
    const isLast = !path.endsWith('.go') || !this.#followed.hasCodeIn(dirname(path));
    if (isLast) this.store.endLive(path, this.workspace.includes(project));
    // What was not saved is gone with the document.
    this.workspace.request(project, new Set([path]));
    this.#recheck(project);
  }

  /** A document has a new text: it is checked, then the other open ones of its project, which may use what it declares. */
  #check(path: string, { root, configuration: { settings } }: ConfiguredProject): void {
    if (settings.check.run !== 'off') this.live.edited(path, this.#followed.in(root));
  }

  #recheck({ root, configuration: { settings } }: ConfiguredProject): void {
    if (settings.check.run !== 'off') this.live.invalidate(this.#followed.in(root));
  }

  /** Tells the thread of a project and its documents, as if it knew nothing of them. */
  #openProject(project: ConfiguredProject): void {
    const { root, configuration } = project;
    const presentation = this.workspace.presentationOf(project);
    this.thread.tell(openProject, { project: configuration.project, presentation });
    for (const path of this.#followed.followAll(root)) this.#check(path, project);
  }

  /** A configuration was read. */
  #configured({ root, configuration }: ConfiguredProject): void {
    for (const problem of configuration.problems) {
      this.log.error(say('server-settings-problem', { folder: root, problem }));
    }
    for (const { path, diagnostics } of configurationDiagnostics(configuration)) {
      this.store.setConfiguration(path, diagnostics);
    }
    this.#lensesChanged.fire();
  }

  #projectChanged(project: ConfiguredProject): void {
    const { root, configuration } = project;
    this.log.info(say('server-project', { root, targets: targetNames(configuration.project).join(', ') }));
    const isOwn = (path: string) => this.projects.of(path)?.root === root;
    this.store.dropLive(isOwn);
    this.#openProject(project);
    if (this.workspace.includes(project)) this.workspace.request(project, 'all');
    else this.store.setBackground([], ({ path }) => isOwn(path));
  }

  #projectRemoved(root: string): void {
    this.workspace.cancel(root);
    for (const path of this.#followed.in(root)) {
      this.live.closed(path);
      this.#followed.unfollow(path);
    }
    this.thread.tell(closeProject, { root });
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

  /** Drops what is known of files that are gone: of a folder that was deleted, its files are not told one by one. */
  #prune(): void {
    const gone = [...this.store.paths()].filter(
      (path) => this.store.get(path).diagnostics.length > 0 && !this.documents.at(path) && !existsSync(path),
    );
    if (gone.length > 0) this.store.drop(new Set(gone));
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
}
