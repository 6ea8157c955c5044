// gopls builds for one target at a time, by variables in the settings of the Go extension. Where the user wants it, these follow the
// folder's target, and are what they were before when there is none to follow any more.
import { isDeepStrictEqual } from 'node:util';
import { ConfigurationTarget, commands, extensions, Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { targetEnv } from '../../toolchain/build.ts';
import { chooseFolder, localFolders } from '../folders.ts';
import type { Handlers, Parts } from '../parts.ts';
import { shortChoice } from '../target-facts.ts';
import { requireTrust } from '../trust.ts';
import { environmentKey, type Written, withoutVariables, writeVariables } from './settings-text.ts';

const stateKey = 'archway.gopls';
const askedKey = 'archway.goplsAsked';
const setting = 'gopls.follow';

/** The Go extension, which starts gopls. */
const goExtension = 'golang.go';

/** What is known of a folder. */
interface Following {
  /** What the user has decided for it; absent where the setting decides. */
  readonly follows?: boolean;
  /** What is in its settings now. */
  readonly written?: Written;
}

/** Keeps gopls in step with the targets from now on, and offers to where the user has not decided yet. Gives the commands. */
export function followGopls(parts: Parts): Handlers {
  const following = new GoplsFollowing(parts);
  const updateAll = () => {
    for (const folder of localFolders()) void following.update(folder);
  };
  parts.context.subscriptions.push(
    parts.targets.onDidChange(({ folder }) => {
      void following.update(folder);
      void following.offer(folder);
    }),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(`archway.${setting}`) && updateAll()),
    workspace.onDidChangeWorkspaceFolders(updateAll),
    workspace.onDidGrantWorkspaceTrust(updateAll),
    extensions.onDidChange(updateAll),
  );
  void following.tell();
  updateAll();
  return {
    'archway.gopls.follow': () => following.command(true),
    'archway.gopls.stop': () => following.command(false),
  };
}

class GoplsFollowing {
  readonly #parts: Parts;
  /** One change of settings after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Brings the settings of a folder in step with its target. */
  update(folder: WorkspaceFolder): Promise<void> {
    this.#last = this.#last
      .then(() => this.#write(folder))
      .catch((error) => {
        const reason = error instanceof Error ? error.message : String(error);
        void window.showErrorMessage(say('gopls-not-written', { file: settingsOf(folder).fsPath, reason }));
      });
    return this.#last;
  }

  /** The user has decided for a folder. */
  async command(follows: boolean): Promise<void> {
    if (!requireTrust()) return;
    const folder = await chooseFolder();
    if (!folder) return;
    if (follows && !hasGoExtension()) {
      void window.showInformationMessage(say('gopls-no-extension', {}));
      return;
    }
    await this.#keep(folder, { ...this.#state(folder), follows });
    await this.update(folder);
    if (!follows) return;
    const env = this.#variables(folder);
    const target = shortChoice(this.#parts.targets.get(folder));
    void window.showInformationMessage(
      env ? say('gopls-follows', { target }) : say('gopls-follows-none', { folder: folder.name }),
    );
  }

  /** Asks once in a workspace whether gopls is to follow, where a target is chosen that it could follow. */
  async offer(folder: WorkspaceFolder): Promise<void> {
    const { workspaceState } = this.#parts.context;
    const isOpen = mode() === 'ask' && this.#state(folder).follows === undefined && !workspaceState.get(askedKey);
    if (!isOpen || !workspace.isTrusted || !hasGoExtension() || !this.#variables(folder)) return;
    await workspaceState.update(askedKey, true);
    const target = shortChoice(this.#parts.targets.get(folder));
    const [here, always, never] = [say('gopls-here', {}), say('gopls-always', {}), say('gopls-never', {})];
    const answer = await window.showInformationMessage(say('gopls-offer', { target }), here, always, never);
    const settings = workspace.getConfiguration('archway');
    if (answer === here) await this.#keep(folder, { ...this.#state(folder), follows: true });
    if (answer === always) await settings.update(setting, 'always', ConfigurationTarget.Global);
    if (answer === never) await settings.update(setting, 'never', ConfigurationTarget.Global);
    await this.update(folder);
  }

  async #write(folder: WorkspaceFolder): Promise<void> {
    const { written, ...state } = this.#state(folder);
    const follows = state.follows ?? mode() === 'always';
    const env = follows && workspace.isTrusted && hasGoExtension() ? this.#variables(folder) : undefined;
    // As long as the target is the same, what the user changes by hand is theirs.
    if (isDeepStrictEqual(env, written?.env)) return;
    const file = settingsOf(folder);
    if (workspace.textDocuments.some((document) => document.isDirty && document.uri.fsPath === file.fsPath))
      throw new Error(say('gopls-not-saved', {}));
    const present = await read(file);
    const clean = written ? withoutVariables(present, written) : present;
    const key = environmentKey(workspace.getConfiguration('', folder).get('gopls'));
    const next = env && writeVariables(clean, written?.key ?? key, env);
    const text = next ? next.after : clean;
    if (text !== present) await write(file, text);
    await this.#keep(folder, { ...state, ...(next && { written: next }) });
  }

  /** The variables of the only target chosen for a folder; undefined where gopls has nothing to follow. */
  #variables(folder: WorkspaceFolder): Record<string, string> | undefined {
    const { targets } = this.#parts;
    const chosen = targets.get(folder) === '' ? [] : targets.targetsOf(folder);
    return chosen.length === 1 ? targetEnv(chosen[0]!) : undefined;
  }

  #state(folder: WorkspaceFolder): Following {
    return this.#all()[folder.uri.toString()] ?? {};
  }

  async #keep(folder: WorkspaceFolder, state: Following): Promise<void> {
    await this.#parts.context.workspaceState.update(stateKey, { ...this.#all(), [folder.uri.toString()]: state });
    await this.tell();
  }

  /** Tells VS Code whether there is something to stop, which it forgets when the window is loaded again. */
  async tell(): Promise<void> {
    const isFollowing = Object.values(this.#all()).some(({ written }) => written !== undefined);
    await commands.executeCommand('setContext', 'archway.goplsFollows', isFollowing);
  }

  #all(): Readonly<Record<string, Following>> {
    return this.#parts.context.workspaceState.get(stateKey, {});
  }
}

function mode(): 'ask' | 'always' | 'never' {
  const value: unknown = workspace.getConfiguration('archway').get(setting);
  return value === 'always' || value === 'never' ? value : 'ask';
}

function hasGoExtension(): boolean {
  return extensions.getExtension(goExtension) !== undefined;
}

function settingsOf(folder: WorkspaceFolder): Uri {
  return Uri.joinPath(folder.uri, '.vscode', 'settings.json');
}

async function read(file: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return null;
  }
}

/** Writes a file; without a text it is deleted, and its folder where nothing else is in it. */
async function write(file: Uri, text: string | null): Promise<void> {
  if (text !== null) return workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await workspace.fs.delete(file);
  const folder = Uri.joinPath(file, '..');
  if ((await workspace.fs.readDirectory(folder)).length === 0) await workspace.fs.delete(folder);
}
