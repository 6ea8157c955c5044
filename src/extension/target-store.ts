// The target a user has chosen for each workspace folder; kept with the workspace.
import { type Disposable, EventEmitter, type Memento, type WorkspaceFolder, workspace } from 'vscode';
import { parseTargets } from '../platform/parse-targets.ts';
import type { Target } from '../platform/target.ts';
import { isTargetChoice, machineTarget, type TargetChoice } from './target-choice.ts';

const chosenKey = 'archway.targets';
const cgoKey = 'archway.cgo';
const recentKey = 'archway.recentTargets';

/** So many recently chosen targets are remembered. */
const RECENT = 5;

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

  /** Whether programs of a folder are built with cgo; else as the environment of the tools says, which for other targets is without. */
  cgo(folder: WorkspaceFolder): boolean {
    return this.#memento.get<string[]>(cgoKey, []).includes(folder.uri.toString());
  }

  async setCgo(folder: WorkspaceFolder, cgo: boolean): Promise<void> {
    const uri = folder.uri.toString();
    const others = this.#memento.get<string[]>(cgoKey, []).filter((other) => other !== uri);
    await this.#memento.update(cgoKey, cgo ? [...others, uri] : others);
    this.#changed.fire({ folder, target: this.get(folder) });
  }

  /** The targets chosen for a folder. */
  targetsOf(folder: WorkspaceFolder): Target[] {
    return parseTargets(this.flag(folder), { cgo: this.cgo(folder) });
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
