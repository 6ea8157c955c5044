// The Portability view: what is found in the workspace, in groups, as the language server knows it now.
import {
  commands,
  type Disposable,
  EventEmitter,
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { type FindingsParams, type FindingsResult, type FoundFinding, listFindings } from '../../server/protocol.ts';
import { localFolders } from '../folders.ts';
import type { Handlers, Parts } from '../parts.ts';
import { type RulePage, readRulePages } from '../rule-pages.ts';
import { type FindingGroup, type Grouping, groupFindings, groupings, worst } from './finding-groups.ts';

const viewId = 'archway.portability';
const groupingKey = 'archway.portabilityGrouping';

/** A row of the view. `rule` and `target` are what its actions are about. */
export type PortabilityNode =
  | { readonly kind: 'folder'; readonly folder: WorkspaceFolder; readonly result: FindingsResult }
  | {
      readonly kind: 'group';
      readonly group: FindingGroup;
      readonly folder: WorkspaceFolder;
      readonly targets: readonly string[];
      readonly rule?: string;
      readonly target?: string;
    }
  | { readonly kind: 'finding'; readonly finding: FoundFinding; readonly parent: FindingGroup; readonly rule: string };

/** Shows the view from now on. Gives its commands, and what it shows for those who test it. */
export function showPortability(parts: Parts): { handlers: Handlers; tree: PortabilityTree } {
  const tree = new PortabilityTree(parts);
  parts.context.subscriptions.push(tree);
  return {
    handlers: {
      [`${viewId}.byRule`]: () => tree.group('rule'),
      [`${viewId}.byPackage`]: () => tree.group('package'),
      [`${viewId}.byTarget`]: () => tree.group('target'),
      [`${viewId}.useTarget`]: ({ folder, target }: { folder: WorkspaceFolder; target: string }) =>
        parts.targets.set(folder, target),
    },
    tree,
  };
}

/** The rows of the view. */
export class PortabilityTree implements TreeDataProvider<PortabilityNode>, Disposable {
  readonly #parts: Parts;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: Disposable[];
  #grouping: Grouping;
  #pages: Promise<readonly RulePage[]> | undefined;
  /** Resolves the progress that is shown; undefined where nothing is under way. */
  #endProgress: (() => void) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const kept = parts.context.workspaceState.get<string>(groupingKey);
    this.#grouping = groupings.find((one) => one === kept) ?? 'rule';
    const view = window.createTreeView<PortabilityNode>(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      view,
      this.#changed,
      parts.client.onDidChangeFindings(({ folders }) => {
        const sum = (of: 'errors' | 'warnings') => folders.reduce((total, folder) => total + folder[of], 0);
        const [errors, warnings] = [sum('errors'), sum('warnings')];
        const value = errors + warnings;
        view.badge = value > 0 ? { value, tooltip: say('view-badge', { errors, warnings }) } : undefined;
        const isChecked = folders.length > 0 && folders.every((folder) => folder.isChecked);
        void commands.executeCommand('setContext', 'archway.isChecked', isChecked);
        this.#changed.fire(undefined);
      }),
      parts.client.onDidChangeHealth(() => this.#changed.fire(undefined)),
      parts.client.work.onDidChange((work) => this.#showProgress(work !== undefined)),
      workspace.onDidChangeWorkspaceFolders(() => this.#changed.fire(undefined)),
    ];
    this.#tellGrouping();
  }

  /** Groups by something else, and remembers it for the workspace. */
  async group(grouping: Grouping): Promise<void> {
    this.#grouping = grouping;
    this.#tellGrouping();
    this.#changed.fire(undefined);
    await this.#parts.context.workspaceState.update(groupingKey, grouping);
  }

  async getChildren(node?: PortabilityNode): Promise<PortabilityNode[]> {
    if (node === undefined) return this.#top();
    if (node.kind === 'folder') return this.#groups(node.folder, node.result);
    if (node.kind === 'finding') return [];
    const { group } = node;
    return group.findings.map((finding) => ({ kind: 'finding', finding, parent: group, rule: finding.rule }));
  }

  async getTreeItem(node: PortabilityNode): Promise<TreeItem> {
    switch (node.kind) {
      case 'folder':
        return folderItem(node);
      case 'group':
        return groupItem(node, await this.#titleOf(node.rule));
      case 'finding':
        return findingItem(node);
    }
  }

  dispose(): void {
    this.#endProgress?.();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The groups of the only folder, or all folders. Nothing where the server does not run: the view says then what can be done. */
  async #top(): Promise<PortabilityNode[]> {
    const found = await Promise.all(
      localFolders().map(async (folder) => {
        const params: FindingsParams = { folder: folder.uri.toString() };
        const result = await this.#parts.client.request<FindingsResult>(listFindings, params).catch(() => undefined);
        return result ? [{ kind: 'folder' as const, folder, result }] : [];
      }),
    );
    const folders = found.flat();
    const [only] = folders;
    if (only && folders.length === 1) return this.#groups(only.folder, only.result);
    return folders.filter(({ result }) => result.findings.length > 0);
  }

  #groups(folder: WorkspaceFolder, result: FindingsResult): PortabilityNode[] {
    // Before anything was looked at, no target is without findings.
    if (result.findings.length === 0 && !(result.isChecked && this.#grouping === 'target')) return [];
    return groupFindings(result, this.#grouping).map((group) => ({
      kind: 'group',
      group,
      folder,
      targets: result.targets,
      ...(group.kind === 'rule' && group.key !== '' && { rule: group.key }),
      ...(group.kind === 'target' && { target: group.key }),
    }));
  }

  async #titleOf(rule: string | undefined): Promise<string | undefined> {
    if (rule === undefined) return undefined;
    this.#pages ??= readRulePages(Uri.joinPath(this.#parts.context.extensionUri, 'docs', 'rules').fsPath);
    return (await this.#pages).find(({ id }) => id === rule)?.title;
  }

  #tellGrouping(): void {
    void commands.executeCommand('setContext', groupingKey, this.#grouping);
  }

  #showProgress(isBusy: boolean): void {
    if (isBusy === (this.#endProgress !== undefined)) return;
    if (!isBusy) {
      this.#endProgress?.();
      this.#endProgress = undefined;
      return;
    }
    void window.withProgress({ location: { viewId } }, () => new Promise<void>((end) => (this.#endProgress = end)));
  }
}

const icons: Readonly<Record<FoundFinding['severity'], ThemeIcon>> = {
  error: new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground')),
  warning: new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground')),
  info: new ThemeIcon('info', new ThemeColor('problemsInfoIcon.foreground')),
};

function folderItem({ folder, result }: PortabilityNode & { kind: 'folder' }): TreeItem {
  const item = new TreeItem(folder.name, TreeItemCollapsibleState.Expanded);
  item.id = folder.uri.toString();
  item.description = String(result.findings.length);
  item.iconPath = new ThemeIcon('folder');
  return item;
}

function groupItem(
  { group, folder, targets }: PortabilityNode & { kind: 'group' },
  title: string | undefined,
): TreeItem {
  const { kind, key, findings } = group;
  const count = findings.length;
  const state = count > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
  const item = new TreeItem(labelOf(group, folder), state);
  // With it VS Code keeps open what is open when the rows are asked for anew.
  item.id = `${folder.uri} ${kind} ${key}`;
  item.contextValue = kind;
  item.description = count > 0 ? [count, title].filter(Boolean).join(' · ') : say('view-no-findings', {});
  const severity = worst(findings);
  if (kind === 'dependencies') item.iconPath = new ThemeIcon('package');
  else item.iconPath = severity ? icons[severity] : new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
  if (kind === 'rule') item.tooltip = tooltip(title ?? key, targetsOf(findings, targets));
  return item;
}

function labelOf({ kind, key }: FindingGroup, folder: WorkspaceFolder): string {
  if (kind === 'dependencies') return say('view-dependencies', {});
  if (kind === 'package' && key === '.') return folder.name;
  // Configuration files have findings that no rule has made.
  return key === '' ? say('view-configuration', {}) : key;
}

function targetsOf(findings: readonly FoundFinding[], targets: readonly string[]): string {
  const present = new Set(findings.flatMap((finding) => finding.targets));
  return targets.filter((_, i) => present.has(i)).join(', ');
}

function findingItem({ finding, parent, rule }: PortabilityNode & { kind: 'finding' }): TreeItem {
  const { uri, file, range, severity, message } = finding;
  const [first = '', ...rest] = message.split('\n');
  const item = new TreeItem(first, TreeItemCollapsibleState.None);
  const place = `${file}:${range.start.line + 1}`;
  // What the group says already is not said again.
  item.description = parent.kind === 'rule' || parent.kind === 'dependencies' ? place : `${place} · ${rule}`;
  item.iconPath = icons[severity];
  item.tooltip = tooltip(first, ...rest);
  item.contextValue = rule === '' ? 'configuration' : 'finding';
  const { start, end } = range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  item.command = { title: say('view-open', {}), command: 'vscode.open', arguments: [Uri.parse(uri), { selection }] };
  item.accessibilityInformation = { label: `${say(`view-${severity}`, {})}: ${first}, ${place}` };
  return item;
}

function tooltip(title: string, ...lines: string[]): MarkdownString {
  const text = new MarkdownString().appendText(title);
  for (const line of lines) text.appendMarkdown('\n\n').appendText(line);
  return text;
}
