// Go tests in VS Code's Test Explorer, run for the chosen target under QEMU, and for this machine.
import {
  type CancellationToken,
  Disposable,
  type TestController,
  type TestRunProfile,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { chooseOneTarget } from '../commands/build.ts';
import { localFolders } from '../folders.ts';
import type { Parts } from '../parts.ts';
import { machineTarget } from '../target-choice.ts';
import { shortChoice } from '../target-facts.ts';
import { requireTrust } from '../trust.ts';
import { BlockCoverage } from './coverage.ts';
import { runTests } from './run-tests.ts';
import { selectionOf } from './selection.ts';
import { TestTree } from './test-tree.ts';

/** What is shown of tests, for those who test it. */
export interface ShownTests {
  readonly controller: TestController;
  /** The first of each kind is that for the chosen target. */
  readonly profiles: readonly TestRunProfile[];
}

/** Shows tests as long as the setting says so. Gives what asks for them. */
export function showTests(parts: Parts): () => ShownTests | undefined {
  let shown: TestExplorer | undefined;
  const update = () => {
    const isOn = workspace.getConfiguration('archway').get<boolean>('testExplorer.enabled') !== false;
    if (isOn === (shown !== undefined)) return;
    shown?.dispose();
    shown = isOn ? new TestExplorer(parts) : undefined;
  };
  update();
  parts.context.subscriptions.push(
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('archway.testExplorer.enabled')) update();
    }),
    new Disposable(() => shown?.dispose()),
  );
  return () => shown;
}

/** The controller, its run profiles and its tree. */
class TestExplorer extends Disposable implements ShownTests {
  readonly #parts: Parts;
  readonly controller: TestController = tests.createTestController('archway', say('tests-controller', {}));
  readonly #tree: TestTree;
  readonly #subscriptions: readonly Disposable[];
  readonly #chosen: readonly TestRunProfile[];
  /** Only where no folder's target is this machine anyway. */
  #host: TestRunProfile | undefined;

  constructor(parts: Parts) {
    super(() => this.#end());
    this.#parts = parts;
    this.#tree = new TestTree(this.controller, parts.client);
    const chosen = (folder: WorkspaceFolder) => chooseOneTarget(parts, [folder]);
    this.#chosen = [
      this.#profile(TestRunProfileKind.Run, chosen, true),
      this.#profile(TestRunProfileKind.Coverage, chosen, true),
    ];
    this.#name();
    this.#subscriptions = [
      parts.targets.onDidChange(() => this.#name()),
      parts.client.onDidChangeTests((changed) => this.#tree.changed(changed)),
      workspace.onDidChangeWorkspaceFolders(() => {
        this.#name();
        void this.#tree.reset().catch(() => {});
      }),
    ];
  }

  #end(): void {
    for (const one of [...this.#subscriptions, this.#tree, this.controller]) one.dispose();
  }

  get profiles(): readonly TestRunProfile[] {
    return [...this.#chosen, ...(this.#host ? [this.#host] : [])];
  }

  /** Labels the profiles with the targets that the folders have now. */
  #name(): void {
    const choices = [...new Set(localFolders().map((folder) => this.#parts.targets.flag(folder)))];
    for (const profile of this.#chosen) profile.label = choices.map(shortChoice).join(', ') || machineTarget();
    if (choices.includes(machineTarget())) {
      this.#host?.dispose();
      this.#host = undefined;
    } else if (!this.#host) {
      this.#host = this.#profile(TestRunProfileKind.Run, () => Promise.resolve(machineTarget()), false);
      this.#host.label = say('tests-host', { target: machineTarget() });
    }
  }

  #profile(
    kind: TestRunProfileKind,
    targetOf: (folder: WorkspaceFolder) => Promise<string | undefined>,
    isDefault: boolean,
  ): TestRunProfile {
    const run = (request: TestRunRequest, token: CancellationToken) =>
      this.#run(request, token, targetOf, kind === TestRunProfileKind.Coverage);
    const profile = this.controller.createRunProfile(machineTarget(), kind, run, isDefault);
    if (kind === TestRunProfileKind.Coverage) {
      profile.loadDetailedCoverage = async (_run, file) => (file instanceof BlockCoverage ? file.details() : []);
    }
    return profile;
  }

  /** Runs what a request asks for, folder by folder, as each has its own target. */
  async #run(
    request: TestRunRequest,
    token: CancellationToken,
    targetOf: (folder: WorkspaceFolder) => Promise<string | undefined>,
    coverage: boolean,
  ): Promise<void> {
    if (!requireTrust()) return;
    if (request.include === undefined) await this.#tree.list(token);
    const selected = selectionOf(this.#tree, request);
    for (const folder of new Set(selected.map(({ package: found }) => found.folder))) {
      const target = await targetOf(folder);
      if (target === undefined) continue;
      const run = this.controller.createTestRun(request, target);
      try {
        const own = selected.filter(({ package: found }) => found.folder === folder);
        await runTests(own, { tree: this.#tree, tasks: this.#parts.tasks, run, token, target, coverage });
      } finally {
        run.end();
      }
    }
  }
}
