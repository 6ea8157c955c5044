// The language server as the rest of the extension sees it: started in the background, asked, told, started again.
import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { say } from '../messages/catalogue.ts';
import { type FindingsChanged, type TargetChanged, type TestsChanged, targetChanged } from '../server/protocol.ts';
import { CrashPolicy } from './crash-policy.ts';
import { offerRestart } from './offer-restart.ts';
import type { TargetStore } from './target-store.ts';
import { WorkInProgress } from './work-in-progress.ts';

/** The server does not run, so it cannot be asked. */
export class NotRunningError extends Error {
  constructor() {
    super(say('client-not-running', {}));
  }
}

/** The language server of this window. */
export class Client implements Disposable {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #targets: TargetStore;
  readonly #crashes = new CrashPolicy();
  #client: LanguageClient | undefined;
  /** The last start or restart; they happen one after the other. */
  #started: Promise<void> = Promise.resolve();

  readonly #health = new EventEmitter<boolean>();

  /** Fires true when the server starts, and false when it has ended for good. */
  readonly onDidChangeHealth = this.#health.event;

  readonly #testsChanged = new EventEmitter<TestsChanged>();

  /** Fires where tests may have changed. */
  readonly onDidChangeTests = this.#testsChanged.event;

  readonly #findingsChanged = new EventEmitter<FindingsChanged>();

  /** Fires where findings have changed, with how many there are. */
  readonly onDidChangeFindings = this.#findingsChanged.event;

  /** What the server is busy with. */
  readonly work = new WorkInProgress();

  constructor(context: ExtensionContext, log: LogOutputChannel, targets: TargetStore) {
    this.#context = context;
    this.#log = log;
    this.#targets = targets;
    context.subscriptions.push(
      this.work,
      this.#health,
      this.#testsChanged,
      this.#findingsChanged,
      workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
      targets.onDidChange(({ folder, target }) =>
        this.#tellTarget({ folder: folder.uri.toString(), target, cgo: targets.cgo(folder) }),
      ),
    );
  }

  /** Starts the server, in the background: when what VS Code does now is done, as loading the language client takes a while. */
  start(): void {
    this.#started = new Promise((resolve) => setImmediate(resolve)).then(() => this.#start());
  }

  /** Ends the server if it runs, and starts it. */
  restart(): Promise<void> {
    this.#crashes.reset();
    this.#started = this.#started.then(async () => {
      await this.#stop();
      await this.#start();
    });
    return this.#started;
  }

  /** Whether the server answers now. */
  get isRunning(): boolean {
    return this.#client?.isRunning() ?? false;
  }

  /**
   * Asks the server, once it has started.
   * @throws NotRunningError
   */
  async request<Result>(method: string, params?: object, token?: CancellationToken): Promise<Result> {
    await this.#started;
    const client = this.#client;
    // After a crash the client starts the server by itself; start() waits for that, too.
    if (client?.needsStop()) await client.start().catch(() => {});
    if (!client?.isRunning()) throw new NotRunningError();
    // Without a token it must have no argument at all: undefined would be sent as another parameter.
    const rest = token === undefined ? [] : [token];
    return params === undefined
      ? client.sendRequest<Result>(method, ...rest)
      : client.sendRequest<Result>(method, params, ...rest);
  }

  /** The client itself, once it has started: for converting between the protocol's and VS Code's types. */
  async protocol(): Promise<LanguageClient> {
    await this.#started;
    if (!this.#client) throw new NotRunningError();
    return this.#client;
  }

  async dispose(): Promise<void> {
    await this.#started;
    await this.#stop();
  }

  async #start(): Promise<void> {
    const { createLanguageClient } = await import('./language-client.ts');
    this.#client ??= createLanguageClient({
      context: this.#context,
      log: this.#log,
      targets: this.#targets,
      work: this.work,
      crashes: this.#crashes,
      onHealth: (isAlive) => this.#health.fire(isAlive),
      onTestsChanged: (changed) => this.#testsChanged.fire(changed),
      onFindingsChanged: (changed) => this.#findingsChanged.fire(changed),
    });
    const ends = this.#crashes.total;
    try {
      await this.#client.start();
    } catch (error) {
      // Where its process has ended, it is started again, or the user was told that it is not.
      if (this.#crashes.total > ends) return;
      const reason = error instanceof Error ? error.message : String(error);
      void offerRestart(say('client-not-started', { reason }), this.#log);
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    if (!client?.isRunning()) return;
    // A server that does not answer is ended by the client after two seconds, which it reports as an error.
    await client.stop().catch((error) => this.#log.warn(String(error)));
    this.work.clear();
  }

  #tellTarget(params: TargetChanged): void {
    // A server that is not running yet is told all targets when it starts.
    if (this.isRunning) void this.#client?.sendNotification(targetChanged, params);
  }
}
