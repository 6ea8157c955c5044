// The entry of the status bar: the target of the active editor's folder, and whether the workspace is being checked.
import {
  type ExtensionContext,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { say } from '../messages/catalogue.ts';
import type { Client } from './client.ts';
import { restartCommand } from './command-ids.ts';
import { clearFolder, localFolders } from './folders.ts';
import { namesOf, shortChoice } from './target-facts.ts';
import type { TargetStore } from './target-store.ts';
import type { Work } from './work-in-progress.ts';

/** Where there is no Go file open, a workspace with one of these is a Go workspace. */
const goModules = '**/go.{mod,work}';
const notSearched = '**/{vendor,node_modules,testdata}/**';

/** Shows the entry in Go workspaces, from now on. */
export function showStatusBar(context: ExtensionContext, store: TargetStore, client: Client): void {
  const item = window.createStatusBarItem('archway.target', StatusBarAlignment.Left, 10);
  item.name = say('status-name', {});
  item.command = 'archway.pickTarget';
  let isGoWorkspace = false;
  let work: Work | undefined;
  let isAlive = true;
  const update = () => {
    const isGoFile = window.activeTextEditor?.document.languageId === 'go';
    if ((isGoWorkspace || isGoFile) && localFolders().length > 0) show(item, store, isAlive ? work : 'dead');
    else item.hide();
  };
  const look = async () => {
    isGoWorkspace = (await workspace.findFiles(goModules, notSearched, 1)).length > 0;
    update();
  };
  const modules = workspace.createFileSystemWatcher(goModules, false, true, false);
  context.subscriptions.push(
    item,
    modules,
    modules.onDidCreate(look),
    modules.onDidDelete(look),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeWorkspaceFolders(look),
    store.onDidChange(update),
    client.onDidChangeHealth((present) => {
      isAlive = present;
      update();
    }),
    client.work.onDidChange((present) => {
      work = present;
      update();
    }),
  );
  void look();
}

/** What the server does; `dead` where there is none. */
type Activity = Work | 'dead' | undefined;

function show(item: StatusBarItem, store: TargetStore, activity: Activity): void {
  // With several folders and none of them active there is no one target to show, but one can be chosen.
  const folder = clearFolder() ?? localFolders()[0]!;
  const choice = store.get(folder);
  const icon = activity === 'dead' ? 'warning' : activity ? 'loading~spin' : 'circuit-board';
  const target = store.cgo(folder) ? say('target-with-cgo', { target: shortChoice(choice) }) : shortChoice(choice);
  item.text = `$(${icon}) ${target}`;
  item.backgroundColor = activity === 'dead' ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  item.tooltip = tooltip(folder.name, choice, activity);
  item.accessibilityInformation = { label: `${item.name}: ${target}` };
  item.show();
}

function tooltip(folder: string, choice: string, activity: Activity): MarkdownString {
  const text = new MarkdownString('', true).appendText(say('status-tooltip-target', { folder }));
  text.appendMarkdown(
    `\n\n${namesOf(choice)
      .map((name) => `\`${name}\``)
      .join(', ')}\n\n`,
  );
  text.appendText(say('status-tooltip-click', {}));
  if (activity === 'dead') {
    text.isTrusted = { enabledCommands: [restartCommand] };
    text.appendMarkdown('\n\n$(warning) ').appendText(say('client-not-running', {}));
    text.appendMarkdown(` [${say('client-restart', {})}](command:${restartCommand})`);
  } else if (activity) {
    const words = [activity.title, activity.message].filter(Boolean).join(': ');
    text.appendMarkdown('\n\n$(loading~spin) ').appendText(words);
  }
  return text;
}
