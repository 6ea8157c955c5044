// The panel that shows a matrix: one for the window, with the results of one module, which are kept with the workspace.
import {
  type Disposable,
  type ExtensionContext,
  Position,
  ProgressLocation,
  Selection,
  Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelSerializer,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import type { MatrixCommand } from '../../matrix/events.ts';
import { matrixMarkdown } from '../../matrix/markdown.ts';
import { type MatrixData, withPart } from '../../matrix/matrix.ts';
import { repositoryRoot } from '../../matrix/repository.ts';
import { say } from '../../messages/catalogue.ts';
import { runTask } from '../../toolchain/process.ts';
import { type ArchwayTask, taskType } from '../task-definition.ts';
import type { Tasks } from '../tasks.ts';
import { requireTrust } from '../trust.ts';
import { pageOf, viewFolders } from './html.ts';
import { type MatrixRun, startMatrix } from './matrix-run.ts';
import type { FromView, ToView } from './protocol.ts';
import { problemsOf, viewState } from './view-state.ts';
import { viewWords } from './view-words.ts';

/** The type of the panel, by which VS Code brings it back after a reload. */
export const matrixViewType = 'archway.matrix';

const keptKey = 'archway.matrix';

/** What a matrix is about. */
export interface Subject {
  /** The workspace folder, as a URI. */
  readonly folder: string;
  /** The folder of the module, relative to it; absent where it is that. */
  readonly cwd?: string;
  /** Packages as the go command takes them; all of the module where it is absent. */
  readonly packages?: readonly string[];
  /** What `archway --target` takes. */
  readonly target: string;
  readonly command: MatrixCommand;
}

/** What is kept with the workspace. */
interface Kept {
  readonly subject: Subject;
  readonly data: MatrixData;
  /** When it ended, in milliseconds since 1970. */
  readonly at: number;
}

/** The panel, and the run that it shows. */
export class MatrixPanel implements Disposable, WebviewPanelSerializer {
  readonly #context: ExtensionContext;
  readonly #tasks: Tasks;
  #panel: WebviewPanel | undefined;
  #subject: Subject | undefined;
  #data: MatrixData | undefined;
  #run: MatrixRun | undefined;
  #notes: readonly string[] = [];

  constructor(context: ExtensionContext, tasks: Tasks) {
    this.#context = context;
    this.#tasks = tasks;
  }

  /** What is shown; undefined where there is no panel or nothing has run. */
  get data(): MatrixData | undefined {
    return this.#panel && this.#data;
  }

  /** Opens the panel, and runs a matrix in it. */
  async show(subject: Subject): Promise<void> {
    this.#subject = subject;
    if (this.#panel) this.#panel.reveal();
    else {
      const options = { enableScripts: true, localResourceRoots: this.#resources() };
      this.#attach(window.createWebviewPanel(matrixViewType, say('matrix-title', {}), ViewColumn.Active, options));
    }
    await this.#start(subject);
  }

  /** Shows the last results again, after a reload of the window. */
  async deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    const kept = this.#context.workspaceState.get<Kept>(keptKey);
    if (kept) {
      this.#subject = kept.subject;
      this.#data = kept.data;
      this.#notes = [say('matrix-old', { time: new Date(kept.at).toLocaleString() })];
    }
    this.#attach(panel);
  }

  dispose(): void {
    this.#run?.cancel();
    this.#panel?.dispose();
  }

  #resources(): Uri[] {
    return viewFolders.map((name) => Uri.joinPath(this.#context.extensionUri, name));
  }

  #attach(panel: WebviewPanel): void {
    this.#panel = panel;
    const icon = (colours: string) => Uri.joinPath(this.#context.extensionUri, 'media', `matrix-${colours}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = { enableScripts: true, localResourceRoots: this.#resources() };
    panel.webview.onDidReceiveMessage((message: FromView) => this.#take(message));
    panel.onDidDispose(() => {
      this.#run?.cancel();
      this.#panel = undefined;
    });
    panel.webview.html = pageOf(panel.webview, this.#context.extensionUri, say('matrix-title', {}));
  }

  async #take(message: FromView): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#send();
      case 'run':
        return this.#subject && this.#start({ ...this.#subject, command: message.command });
      case 'runFailed':
        return this.#runFailed();
      case 'cancel':
        return this.#run?.cancel();
      case 'markdown':
        return this.#export('matrix.md', 'Markdown', ['md'], matrixMarkdown);
      case 'workflow':
        return this.#exportWorkflow();
      case 'open':
        return this.#open(message);
    }
  }

  #send(): void {
    const state = this.#data && viewState(this.#data, this.#notes);
    const starting = this.#run !== undefined && state === undefined;
    const message: ToView = { words: viewWords(), starting, notes: this.#notes, ...(state && { state }) };
    void this.#panel?.webview.postMessage(message);
  }

  /** Runs the packages and targets that failed again. */
  async #runFailed(): Promise<void> {
    if (!this.#subject || !this.#data) return;
    const { rows, columns, cells } = this.#data;
    const again = (name: string, target: string) =>
      ['failed', 'blocked', 'stopped'].includes(cells[name]![target]!.state);
    const packages = rows.filter((row) => columns.some(({ target }) => again(row.package, target)));
    const targets = columns.filter(({ target }) => rows.some((row) => again(row.package, target)));
    if (packages.length === 0) return;
    const part: Subject = {
      ...this.#subject,
      packages: packages.map(({ label }) => label),
      target: targets.map(({ target }) => target).join(','),
    };
    await this.#start(part, this.#data);
  }

  /** Runs a matrix, or a part of the one that is shown. */
  async #start(subject: Subject, whole?: MatrixData): Promise<void> {
    const folder = folderOf(subject);
    if (!folder || !requireTrust()) return;
    this.#run?.cancel();
    await this.#run?.ended;
    this.#notes = [];
    if (!whole) {
      this.#subject = subject;
      this.#data = undefined;
    }
    const program = this.#process(subject, folder, 'events');
    const title = say('matrix-progress', { command: `go ${subject.command}` });
    await window.withProgress({ location: ProgressLocation.Window, title }, async (progress) => {
      const tell = (data: MatrixData) => {
        this.#data = whole ? withPart(whole, data) : data;
        const done = data.columns.filter(({ state }) => state === 'ended').length;
        progress.report({ message: say('build-progress', { done, total: data.columns.length }) });
        this.#send();
      };
      const run = startMatrix(program, tell);
      this.#run = run;
      this.#send();
      const said = await run.ended;
      if (this.#run !== run) return;
      this.#run = undefined;
      if (said !== '') this.#notes = [said];
    });
    await this.#keep();
    this.#send();
  }

  async #keep(): Promise<void> {
    if (!this.#subject || this.#data?.status === undefined) return;
    const kept: Kept = { subject: this.#subject, data: this.#data, at: Date.now() };
    await this.#context.workspaceState.update(keptKey, kept);
  }

  #process(subject: Subject, folder: WorkspaceFolder, format: 'events' | 'github-workflow') {
    const { target, packages, cwd, command } = subject;
    const task: ArchwayTask & { target: string } = {
      type: taskType,
      command: 'matrix',
      target,
      ...(packages && { package: packages }),
      ...(cwd !== undefined && { cwd }),
    };
    return this.#tasks.process(task, [`--format=${format}`, `--command=${command}`], folder);
  }

  async #exportWorkflow(): Promise<void> {
    const folder = this.#subject && folderOf(this.#subject);
    if (!this.#subject || !this.#data || !folder || !requireTrust()) return;
    const { start } = this.#data;
    const task = this.#process(this.#subject, folder, 'github-workflow');
    const { stdout } = await runTask(task, { env: process.env, stdout: 'capture' });
    const name = `.github/workflows/${start.command}-targets.yml`;
    const root = Uri.file(repositoryRoot(start.folder));
    await this.#export(name, 'GitHub Actions', ['yml', 'yaml'], () => stdout, root);
  }

  /** Asks where to, writes a document, and shows it. */
  async #export(
    name: string,
    kind: string,
    endings: string[],
    write: (data: MatrixData) => string,
    base = this.#data && Uri.file(this.#data.start.folder),
  ): Promise<void> {
    if (!this.#data || !base) return;
    const text = write(this.#data);
    const file = await window.showSaveDialog({ defaultUri: Uri.joinPath(base, name), filters: { [kind]: endings } });
    if (!file) return;
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    await window.showTextDocument(file, { viewColumn: this.#beside() });
  }

  async #open({ package: name, target, problem }: Extract<FromView, { type: 'open' }>): Promise<void> {
    const cell = this.#data?.cells[name]?.[target];
    const { file, line = 1, column = 1 } = (cell && problemsOf(cell)[problem]) ?? {};
    if (file === undefined) return;
    const document = await workspace.openTextDocument(Uri.file(file));
    // The go command counts bytes.
    const bytes = new TextEncoder().encode(document.lineAt(Math.min(line, document.lineCount) - 1).text);
    const before = new TextDecoder().decode(bytes.subarray(0, column - 1)).length;
    const at = new Position(line - 1, before);
    await window.showTextDocument(document, { selection: new Selection(at, at), viewColumn: this.#beside() });
  }

  /** Where a document does not hide the panel. */
  #beside(): ViewColumn {
    return this.#panel?.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
  }
}

function folderOf({ folder }: Subject): WorkspaceFolder | undefined {
  return workspace.getWorkspaceFolder(Uri.parse(folder));
}
