// The picker of the target of a workspace folder.
import {
  ConfigurationTarget,
  type QuickInputButton,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { say } from '../messages/catalogue.ts';
import { chooseMine, portItems, type TargetItem, targetItems, typedItem } from './target-items.ts';
import type { TargetStore } from './target-store.ts';
import { toolsEnvironment } from './tools-environment.ts';

type Entry = QuickPickItem & Pick<TargetItem, 'choice' | 'isMine'>;

/** Asks for the target of a folder and keeps it. Gives it, or undefined where the user thinks better of it. */
export async function pickTarget(folder: WorkspaceFolder, store: TargetStore): Promise<string | undefined> {
  const picked = await ask(folder, store);
  const choice = picked === chooseMine ? await askMine(folder) : picked;
  if (choice !== undefined) await store.set(folder, choice);
  return choice;
}

function ask(folder: WorkspaceFolder, store: TargetStore): Promise<string | undefined> {
  const env = { ...process.env, ...toolsEnvironment(folder) };
  const current = store.get(folder);
  const edit: QuickInputButton = { iconPath: new ThemeIcon('edit'), tooltip: say('target-mine-edit', {}) };
  const all = targetItems({ recent: store.recent(), mine: myTargets(), env });
  const entries = all.map((item) => entryOf(item, current, item.isMine && item.choice !== chooseMine ? [edit] : []));

  return new Promise((resolve) => {
    const picker = window.createQuickPick<Entry>();
    picker.title = say('target-picker-title', { folder: folder.name });
    picker.placeholder = say('target-picker-placeholder', {});
    picker.matchOnDescription = true;
    picker.items = entries;
    const active = entries.find((entry) => entry.choice === current && entry.kind !== QuickPickItemKind.Separator);
    if (active) picker.activeItems = [active];
    let answer: string | undefined;
    picker.onDidChangeValue((text) => {
      const typed = typedItem(text, env, all);
      // It is shown whatever else matches the text.
      picker.items = typed ? [{ ...entryOf(typed, current, []), alwaysShow: true }, ...entries] : entries;
    });
    picker.onDidTriggerItemButton(() => {
      answer = chooseMine;
      picker.hide();
    });
    picker.onDidAccept(() => {
      answer = picker.activeItems[0]?.choice;
      picker.hide();
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(answer);
    });
    picker.show();
  });
}

/** Lets the user choose what *Mine* stands for, and keeps it in the user's settings. */
async function askMine(folder: WorkspaceFolder): Promise<string | undefined> {
  const mine = new Set(myTargets());
  const items = portItems({ ...process.env, ...toolsEnvironment(folder) }).map((item) => ({
    ...entryOf(item, undefined, []),
    picked: item.choice !== undefined && mine.has(item.choice),
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    title: say('target-mine-title', {}),
    placeHolder: say('target-mine-placeholder', {}),
    matchOnDescription: true,
  });
  const targets = picked?.flatMap((item) => item.choice ?? []) ?? [];
  if (targets.length === 0) return undefined;
  await workspace.getConfiguration('archway').update('myTargets', targets, ConfigurationTarget.Global);
  return targets.join(',');
}

function myTargets(): string[] {
  const setting: unknown = workspace.getConfiguration('archway').get('myTargets');
  return Array.isArray(setting) ? setting.filter((item) => typeof item === 'string') : [];
}

function entryOf(item: TargetItem, current: string | undefined, buttons: QuickInputButton[]): Entry {
  if (item.choice === undefined) return { label: item.label, kind: QuickPickItemKind.Separator };
  const checked = item.choice === current ? { iconPath: new ThemeIcon('check') } : {};
  return { ...item, ...checked, buttons };
}
