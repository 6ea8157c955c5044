// The target a user has chosen for each workspace folder; kept with the workspace.
import { type Disposable, EventEmitter, type Memento, type WorkspaceFolder, workspace } from 'vscode';
import { parseTargets } from '../platform/parse-targets.ts';
import { hostPort } from '../toolchain/host.ts';

const chosenKey = 'archway.targets';
const recentKey = 'archway.recentTargets';

/** So many recently chosen targets are remembered. */
const RECENT = 5;

/** What `archway --target` takes: `linux/arm64`, `linux/arm/6`, `kubernetes`, a list. Empty for this machine's own port. */
export type TargetChoice = string;

/** Whether a text is one that `archway --target` takes, or empty. */
export function isTargetChoice(text: string): boolean {
  if (text === '') return true;
  try {
    return parseTargets(text).length > 0;
  } catch {
    return false;
  }
}

/** The port of the machine that the extension runs on, which in a remote window is the remote one. */
export function machineTarget(): string {
  const { goos, goarch } = hostPort();
  return `${goos}/${goarch}`;
}

/** The choices of all folders. */
export class TargetStore implements Disposable {
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<{ readonly folder: WorkspaceFolder; readonly target: TargetChoice }>();
  readonly onDidChange = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** The choice for a folder. */
  get(folder: WorkspaceFolder): TargetChoice {
    const choice = this.#chosen()[folder.uri.toString()];
    // What an older version has kept may be no target any more.
    return choice !== undefined && isTargetChoice(choice) ? choice : '';
  }

  /** The choice for a folder as a command line takes it. */
  flag(folder: WorkspaceFolder): string {
    return this.get(folder) || machineTarget();
  }

  async set(folder: WorkspaceFolder, target: TargetChoice): Promise<void> {
    await this.#memento.update(chosenKey, { ...this.#chosen(), [folder.uri.toString()]: target });
    if (target !== '') {
      const recent = [target, ...this.recent().filter((other) => other !== target)].slice(0, RECENT);
      await this.#memento.update(recentKey, recent);
    }
    this.#changed.fire({ folder, target });
  }

  /** The choices of the folders that are open, by URI. */
  all(): Record<string, TargetChoice> {
    return Object.fromEntries(
      (workspace.workspaceFolders ?? []).map((folder) => [folder.uri.toString(), this.get(folder)]),
    );
  }

  /** What was chosen last, the latest first. */
  recent(): TargetChoice[] {
    return this.#memento.get<string[]>(recentKey, []).filter((target) => target !== '' && isTargetChoice(target));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #chosen(): Record<string, string> {
    return this.#memento.get(chosenKey, {});
  }
}
