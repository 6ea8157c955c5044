// A language client for tests: starts the real server, speaks the protocol over its standard streams, and remembers what it says.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';

const server = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

/** How a client differs from one that can everything. */
export interface ClientOptions {
  readonly folders: readonly string[];
  /** Whether the client asks for diagnostics; else they are published to it. */
  readonly pulls?: boolean;
  /** What `workspace/configuration` gives; a test may change it. */
  readonly settings?: Record<string, unknown>;
  readonly initializationOptions?: Record<string, unknown>;
  readonly capabilities?: ClientCapabilities;
  readonly nodeArgs?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** The longest that anything may take on a loaded machine, in milliseconds. */
const deadline = 120_000;

const clients = new Set<LanguageClient>();

/** Ends the servers that a test has left. */
export async function endClients(): Promise<void> {
  await Promise.all([...clients].map((client) => client.kill()));
}

/** A client with its server. */
export class LanguageClient {
  readonly child: ChildProcess;
  readonly connection: MessageConnection;
  /** What the server logged. */
  readonly log: string[] = [];
  /** All that was published, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  /** Begin, report and end of progress, by kind. */
  readonly progress: string[] = [];
  /** How often the client was told to ask for diagnostics again. */
  refreshes = 0;
  readonly registrations: string[] = [];
  settings: Record<string, unknown>;
  result!: InitializeResult;
  readonly #documents = new Map<string, TextDocument>();
  readonly #latest = new Map<string, Diagnostic[]>();
  readonly #listeners = new Set<() => void>();

  private constructor(private readonly options: ClientOptions) {
    clients.add(this);
    this.settings = options.settings ?? {};
    this.child = spawn(process.execPath, [...(options.nodeArgs ?? []), server, '--stdio'], {
      env: { ...process.env, GOENV: 'off', GOFLAGS: '', CGO_ENABLED: '', ...options.env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdin, stdout } = this.child;
    this.connection = createMessageConnection(new StreamMessageReader(stdout!), new StreamMessageWriter(stdin!));
    this.#listen();
  }

  /** Starts a server and says hello. */
  static async start(options: ClientOptions): Promise<LanguageClient> {
    const client = new LanguageClient(options);
    await client.#initialize();
    return client;
  }

  async #initialize(): Promise<void> {
    const { folders, pulls = false, initializationOptions, capabilities } = this.options;
    this.result = await this.request('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((path) => ({ uri: uri(path), name: path })),
      initializationOptions: { trusted: false, targets: {}, locale: 'en', ...initializationOptions },
      capabilities: capabilities ?? {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true },
          codeLens: { refreshSupport: true },
          workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
        },
        textDocument: {
          codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true, disabledSupport: true },
          ...(pulls && { diagnostic: { relatedDocumentSupport: true } }),
        },
        window: { workDoneProgress: true },
      },
    });
    await this.connection.sendNotification('initialized', {});
  }

  #listen(): void {
    const { connection } = this;
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.registrations.push(...registrations.map(({ method }) => method));
      this.#told();
      return null;
    });
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onRequest('workspace/codeLens/refresh', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      this.#told();
      return null;
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      this.#told();
    });
    connection.onNotification('$/progress', ({ value }: { value: { kind?: string } }) => {
      this.progress.push(value.kind ?? 'partial');
      this.#told();
    });
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.#latest.set(params.uri, params.diagnostics);
      this.#told();
    });
    connection.listen();
  }

  #told(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Resolves when `condition` holds, which is looked at whenever the server says something; rejects after a long time. */
  until(condition: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#listeners.delete(look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        reject(new Error(`waited in vain: ${what}\n${this.log.join('\n')}`));
      }, deadline);
      this.#listeners.add(look);
      look();
    });
  }

  request<R>(method: string, params: unknown, token?: CancellationToken): Promise<R> {
    return token
      ? this.connection.sendRequest<R>(method, params, token)
      : this.connection.sendRequest<R>(method, params);
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  open(path: string, text: string, languageId = 'go'): void {
    this.#documents.set(path, TextDocument.create(uri(path), languageId, 1, text));
    this.notify('textDocument/didOpen', { textDocument: { uri: uri(path), languageId, version: 1, text } });
  }

  /** Replaces UTF-16 ranges, one after the other, in one notification. */
  edit(path: string, replacements: readonly { start: number; end: number; text: string }[]): void {
    const document = this.#documents.get(path)!;
    const version = document.version + 1;
    const contentChanges = replacements.map(({ start, end, text }) => {
      const change = { range: { start: document.positionAt(start), end: document.positionAt(end) }, text };
      TextDocument.update(document, [change], version);
      return change;
    });
    this.notify('textDocument/didChange', { textDocument: { uri: uri(path), version }, contentChanges });
  }

  /** Replaces the first occurrence of a piece of text. */
  replace(path: string, old: string, text: string): void {
    const start = this.text(path).indexOf(old);
    if (start < 0) throw new Error(`${old} is not in ${path}`);
    this.edit(path, [{ start, end: start + old.length, text }]);
  }

  close(path: string): void {
    this.#documents.delete(path);
    this.notify('textDocument/didClose', { textDocument: { uri: uri(path) } });
  }

  save(path: string): void {
    this.notify('textDocument/didSave', { textDocument: { uri: uri(path) } });
  }

  /** Tells that files on disk have changed. */
  changedOnDisk(...paths: string[]): void {
    this.notify('workspace/didChangeWatchedFiles', { changes: paths.map((path) => ({ uri: uri(path), type: 2 })) });
  }

  text(path: string): string {
    return this.#documents.get(path)!.getText();
  }

  document(path: string): TextDocument {
    return this.#documents.get(path)!;
  }

  /** What was published last about a file. */
  latest(path: string): Diagnostic[] | undefined {
    return this.#latest.get(uri(path));
  }

  /** Waits until something is published about the present version of a document that satisfies a condition. */
  async untilPublished(path: string, condition: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    const holds = () => condition(this.latest(path) ?? []);
    await this.until(holds, `diagnostics of ${path}; the last were ${JSON.stringify(this.latest(path))}`);
    return this.latest(path) ?? [];
  }

  /** Asks for the diagnostics of a document. */
  pull(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', { textDocument: { uri: uri(path) }, previousResultId });
  }

  /** The diagnostics of a document, asked for. */
  async pulled(path: string): Promise<Diagnostic[]> {
    const report = await this.pull(path);
    return report.kind === 'full' ? report.items : [];
  }

  /** Asks for the diagnostics of a document until they satisfy a condition, again whenever the server says that there are others. */
  async pulledUntil(path: string, condition: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    for (;;) {
      const { refreshes } = this;
      const found = await this.pulled(path);
      if (condition(found)) return found;
      await this.until(() => this.refreshes > refreshes, `diagnostics of ${path} after ${JSON.stringify(found)}`);
    }
  }

  codeActions(path: string, range: Range, diagnostics: Diagnostic[], only?: string[]): Promise<CodeAction[]> {
    const context = { diagnostics, ...(only && { only }) };
    return this.request('textDocument/codeAction', { textDocument: { uri: uri(path) }, range, context });
  }

  /** The text of an open document after an edit of the workspace; the versions of the edit are checked. */
  applied(path: string, edit: WorkspaceEdit): string {
    const document = this.#documents.get(path)!;
    const edits = (edit.documentChanges ?? []).flatMap((change) => {
      if (!('textDocument' in change) || change.textDocument.uri !== uri(path)) return [];
      if (change.textDocument.version !== document.version) throw new Error('an edit of another version');
      return change.edits.filter((one) => 'newText' in one);
    });
    return TextDocument.applyEdits(document, edits);
  }

  /** Says goodbye; gives the exit status. */
  async end(): Promise<number | null> {
    clients.delete(this);
    const exited = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    await this.request('shutdown', undefined);
    this.notify('exit', undefined);
    return exited;
  }

  async kill(): Promise<void> {
    clients.delete(this);
    if (this.child.exitCode !== null) return;
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await exited;
  }
}

/** The words of a diagnostic: its message, targets and details, line by line. */
export function wordsOf({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}

/** The URI of a path. */
export function uri(path: string): string {
  return URI.file(path).toString();
}
