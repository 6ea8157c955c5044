// The Toolchain view: what `archway doctor` finds on this machine for the targets of the workspace, and the commands that install the rest.
import {
  commands,
  type Disposable,
  EventEmitter,
  env,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  workspace,
} from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { type CheckTargetsParams, checkTargets } from '../../server/protocol.ts';
import type { DoctorReport } from '../../toolchain/doctor.ts';
import { runTask } from '../../toolchain/process.ts';
import { showToolchainCommand } from '../command-ids.ts';
import { localFolders } from '../folders.ts';
import type { Handlers, Parts } from '../parts.ts';
import { namesOf } from '../target-facts.ts';
import { requireTrust } from '../trust.ts';
import { type RowState, type ToolRow, toolRows } from './tool-rows.ts';

const viewId = 'archway.toolchain';

/** Shows the view from now on. Gives its commands, and what it shows for those who test it. */
export function showToolchain(parts: Parts): { handlers: Handlers; tree: ToolchainTree } {
  const tree = new ToolchainTree(parts);
  parts.context.subscriptions.push(tree);
  return {
    handlers: {
      [showToolchainCommand]: async () => {
        if (!requireTrust()) return;
        await commands.executeCommand(`${viewId}.focus`);
        await tree.refresh();
      },
      [`${viewId}.refresh`]: () => (requireTrust() ? tree.refresh() : undefined),
      [`${viewId}.copy`]: ({ install }: ToolRow) => install && env.clipboard.writeText(install),
      [`${viewId}.install`]: ({ install }: ToolRow) => install && requireTrust() && typeInTerminal(install),
    },
    tree,
  };
}

/** Types a command into a terminal, where the user reads it and decides. */
function typeInTerminal(command: string): void {
  const terminal = window.createTerminal({ name: say('tools-terminal', {}) });
  terminal.show();
  terminal.sendText(command, false);
}

/** The rows of the view. */
export class ToolchainTree implements TreeDataProvider<ToolRow>, Disposable {
  readonly #parts: Parts;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: Disposable[];
  readonly #isVisible: () => boolean;
  #rows: Promise<readonly ToolRow[]> | undefined;
  #running: AbortController | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const view = window.createTreeView<ToolRow>(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.#isVisible = () => view.visible;
    const again = () => {
      if (this.#rows) void this.refresh();
    };
    this.#subscriptions = [
      view,
      this.#changed,
      parts.targets.onDidChange(again),
      workspace.onDidChangeWorkspaceFolders(again),
      workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire(undefined)),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('archway.toolsEnvironment') && again()),
    ];
  }

  /** Asks again; while nobody looks, when somebody does. */
  async refresh(): Promise<void> {
    this.#running?.abort();
    this.#rows = undefined;
    this.#changed.fire(undefined);
    if (this.#isVisible()) await this.#known();
  }

  async getChildren(row?: ToolRow): Promise<ToolRow[]> {
    if (row) return [...row.children];
    // The view says what to do in a workspace that is not trusted.
    return workspace.isTrusted && localFolders().length > 0 ? [...(await this.#known())] : [];
  }

  getTreeItem(row: ToolRow): TreeItem {
    const { id, label, description, state, tooltip, install, children } = row;
    const item = new TreeItem(
      label,
      children.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
    );
    item.id = id;
    item.description = description;
    item.iconPath = icons[state];
    item.tooltip = [tooltip, install].filter(Boolean).join('\n');
    item.contextValue = install === undefined ? 'tool' : 'installable';
    item.accessibilityInformation = { label: `${label}: ${description}` };
    return item;
  }

  dispose(): void {
    this.#running?.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #known(): Promise<readonly ToolRow[]> {
    this.#rows ??= this.#examine();
    return this.#rows;
  }

  /** Runs `archway doctor` for the targets that are chosen, and those that the code is checked for. */
  async #examine(): Promise<readonly ToolRow[]> {
    const running = new AbortController();
    this.#running = running;
    return window.withProgress({ location: { viewId } }, async () => {
      const [folder] = localFolders();
      const process = this.#parts.tasks.doctorProcess(await this.#targets(), folder!);
      const options = {
        env: globalThis.process.env,
        signal: running.signal,
        stdout: 'capture',
        stderr: 'capture',
      } as const;
      const { stdout, stderr } = await runTask(process, options);
      if (running.signal.aborted) return [];
      try {
        return toolRows(JSON.parse(stdout) as DoctorReport);
      } catch {
        const description = stderr.trim() || stdout.trim();
        return [
          {
            id: 'failed',
            label: say('tools-failed', {}),
            description,
            state: 'missing',
            tooltip: description,
            children: [],
          },
        ];
      }
    });
  }

  async #targets(): Promise<string[]> {
    const lists = await Promise.all(
      localFolders().map(async (folder) => {
        const params: CheckTargetsParams = { folder: folder.uri.toString() };
        const checked = await this.#parts.client.request<string[]>(checkTargets, params).catch(() => []);
        return [...namesOf(this.#parts.targets.get(folder)), ...checked];
      }),
    );
    return [...new Set(lists.flat())];
  }
}

const icons: Readonly<Record<RowState, ThemeIcon>> = {
  enough: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  optional: new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground')),
  missing: new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground')),
};
