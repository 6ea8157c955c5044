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
import { levelVariable } from '../platform/levels.ts';
import { portTarget } from '../platform/parse-targets.ts';
import type { Port } from '../platform/ports.ts';
import { type Target, targetName } from '../platform/target.ts';
import { chooseMine, levelItems, portItems, type TargetItem, targetItems, typedItem } from './target-items.ts';
import type { TargetStore } from './target-store.ts';
import { fullEnvironment } from './tools-environment.ts';

type Entry = QuickPickItem & Pick<TargetItem, 'choice' | 'isMine' | 'option' | 'levelsOf'>;

/** What was picked: an entry, or with `levels` the levels of one. */
interface Picked extends Pick<Entry, 'choice' | 'option' | 'levelsOf'> {
  readonly levels?: boolean;
}

/** Asks for the target of a folder and keeps it. Gives it, or undefined where the user thinks better of it. */
export async function pickTarget(folder: WorkspaceFolder, store: TargetStore): Promise<string | undefined> {
  for (;;) {
    const picked = await ask(folder, store);
    if (picked === undefined) return undefined;
    if (picked.option === 'cgo') {
      // It is a switch: what it has changed is shown.
      await store.setCgo(folder, !store.cgo(folder));
      continue;
    }
    const wantsLevel = picked.levels || picked.option === 'level';
    const choice = wantsLevel ? await askLevel(picked.levelsOf!, store.targetsOf(folder)) : picked.choice;
    // Whoever leaves the levels is back where they came from.
    if (wantsLevel && choice === undefined) continue;
    const chosen = choice === chooseMine ? await askMine(folder) : choice;
    if (chosen !== undefined) await store.set(folder, chosen);
    return chosen;
  }
}

/** Asks for a level of a port. It starts at the one that is chosen, or where the port is not, at Go's default. */
function askLevel(port: Port, present: readonly Target[]): Promise<string | undefined> {
  const chosen = present.find(({ goos, goarch }) => goos === port.goos && goarch === port.goarch);
  const variable = levelVariable(port.goarch)!.name;
  const items = levelItems(port).map((item) => entryOf(item, chosen && targetName(chosen), []));
  const start = targetName(chosen ?? portTarget(port));
  return new Promise((resolve) => {
    const picker = window.createQuickPick<Entry>();
    picker.title = say('target-level-title', { variable, port: `${port.goos}/${port.goarch}` });
    picker.placeholder = say('target-level-placeholder', {});
    picker.matchOnDescription = true;
    picker.items = items;
    picker.activeItems = items.filter(({ choice }) => choice === start);
    let answer: string | undefined;
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

function ask(folder: WorkspaceFolder, store: TargetStore): Promise<Picked | undefined> {
  const env = fullEnvironment(folder);
  const current = store.get(folder);
  const edit: QuickInputButton = { iconPath: new ThemeIcon('edit'), tooltip: say('target-mine-edit', {}) };
  const present = store.targetsOf(folder);
  const all = targetItems({ present, cgo: store.cgo(folder), recent: store.recent(), mine: myTargets(), env });
  const buttonsOf = (item: TargetItem): QuickInputButton[] => {
    if (item.isMine && item.choice !== chooseMine) return [edit];
    const variable = item.choice !== undefined && item.levelsOf && levelVariable(item.levelsOf.goarch)?.name;
    if (!variable) return [];
    return [{ iconPath: new ThemeIcon('settings-gear'), tooltip: say('target-level-button', { variable }) }];
  };
  const entries = all.map((item) => entryOf(item, current, buttonsOf(item)));

  return new Promise((resolve) => {
    const picker = window.createQuickPick<Entry>();
    picker.title = say('target-picker-title', { folder: folder.name });
    picker.placeholder = say('target-picker-placeholder', {});
    picker.matchOnDescription = true;
    picker.items = entries;
    const active = entries.find((entry) => entry.choice === current && entry.kind !== QuickPickItemKind.Separator);
    if (active) picker.activeItems = [active];
    let answer: Picked | undefined;
    picker.onDidChangeValue((text) => {
      const typed = typedItem(text, env, all);
      // It is shown whatever else matches the text.
      picker.items = typed ? [{ ...entryOf(typed, current, []), alwaysShow: true }, ...entries] : entries;
    });
    picker.onDidTriggerItemButton(({ item }) => {
      answer = item.isMine ? { choice: chooseMine } : { levelsOf: item.levelsOf, levels: true };
      picker.hide();
    });
    picker.onDidAccept(() => {
      answer = picker.activeItems[0];
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
  const items = portItems(fullEnvironment(folder)).map((item) => ({
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
  if (item.choice === undefined && item.option === undefined)
    return { label: item.label, kind: QuickPickItemKind.Separator };
  const checked = item.choice !== undefined && item.choice === current ? { iconPath: new ThemeIcon('check') } : {};
  return { ...item, ...checked, buttons };
}
