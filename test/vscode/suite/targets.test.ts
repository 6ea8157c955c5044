// The target of a workspace folder: how it is chosen, and what follows it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeExtension } from '../support/extension.ts';
import { argumentsOf, findTask } from '../support/tasks.ts';
import { until } from '../support/until.ts';

const run = vscode.commands.executeCommand;

/** The `--target` of the detected task that runs the example's program. */
async function targetOfTasks(): Promise<string | undefined> {
  const task = await findTask('runs ./cmd/tally', ({ definition, source }) => {
    const { command, target } = definition;
    return source === 'archway' && command === 'run' && definition.package === './cmd/tally' && target === undefined;
  });
  return argumentsOf(task)
    .find((word) => word.startsWith('--target='))
    ?.slice('--target='.length);
}

type Item = vscode.QuickPickItem & { readonly option?: string };

/** A picker that a test answers: in a real one, what is active is decided in another process. */
class AnsweredPicker {
  placeholder = '';
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  readonly #accepted = new vscode.EventEmitter<void>();
  readonly #hidden = new vscode.EventEmitter<void>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidChangeValue = new vscode.EventEmitter<string>().event;
  readonly #pressed = new vscode.EventEmitter<{ readonly item: Item }>();
  readonly onDidTriggerItemButton = this.#pressed.event;
  readonly #shown: AnsweredPicker[];

  constructor(shown: AnsweredPicker[]) {
    this.#shown = shown;
  }

  show(): void {
    this.#shown.push(this);
  }

  hide(): void {
    this.#hidden.fire();
  }

  accept(isChosen: (item: Item) => boolean): void {
    this.activeItems = this.items.filter(isChosen);
    assert.equal(this.activeItems.length, 1);
    this.#accepted.fire();
  }

  /** Presses the button of an entry. */
  press(isMeant: (item: Item) => boolean): void {
    const [item, ...more] = this.items.filter((item) => item.buttons?.length === 1 && isMeant(item));
    assert.ok(item && more.length === 0);
    this.#pressed.fire({ item });
  }

  dispose(): void {}
}

/** Does something while each picker is one that the test answers. The one that is shown comes last. */
async function withAnsweredPickers(work: (shown: AnsweredPicker[]) => Promise<void>): Promise<void> {
  const { createQuickPick } = vscode.window;
  const shown: AnsweredPicker[] = [];
  (vscode.window as { createQuickPick: unknown }).createQuickPick = () => new AnsweredPicker(shown);
  try {
    await work(shown);
  } finally {
    (vscode.window as { createQuickPick: unknown }).createQuickPick = createQuickPick;
  }
}

describe('the target', () => {
  before(activeExtension);
  afterEach(() => run('archway.pickTarget', null, ''));

  it('is what tasks build and run for', async () => {
    const machine = await targetOfTasks();
    assert.match(machine!, /^linux\//);
    assert.equal(await run('archway.pickTarget', null, 'linux/arm/6'), 'linux/arm/6');
    assert.equal(await targetOfTasks(), 'linux/arm/6');
    await run('archway.pickTarget', null, '');
    assert.equal(await targetOfTasks(), machine);
  });

  it('is asked for by a task that takes one, where several are chosen', async () => {
    await run('archway.pickTarget', null, 'kubernetes');
    assert.equal(await targetOfTasks(), `\${command:archway.oneTarget}`);
  });

  it('is chosen in a picker, where the present one is active', async () => {
    await run('archway.pickTarget', null, 'linux/riscv64');
    const picked = run<string | undefined>('archway.pickTarget');
    let answer: { readonly target: string | undefined } | undefined;
    void picked.then((target) => (answer = { target }));
    // The entry of riscv64 among the ports is not the first of its kind: it stands under the recent ones, too.
    await until('the picker accepts', async () => {
      await run('workbench.action.acceptSelectedQuickOpenItem');
      return answer;
    });
    assert.deepEqual(answer, { target: 'linux/riscv64' });
  });

  it('has its levels in the picker, where the present one is active', async () => {
    await run('archway.pickTarget', null, 'linux/arm/6');
    await withAnsweredPickers(async (shown) => {
      const picked = run('archway.pickTarget');
      (await until('the picker is shown', () => shown.pop())).accept(({ option }) => option === 'level');
      const levels = await until('the levels are shown', () => shown.pop());
      assert.deepEqual(
        levels.activeItems.map(({ label }) => label),
        ['GOARM=6'],
      );
      assert.match(levels.placeholder, /Escape leads back/);
      levels.accept(({ label }) => label === 'GOARM=5');
      assert.equal(await picked, 'linux/arm/5');
    });
  });

  it('leads back from the levels of another port, which start with the default of Go', async () => {
    await run('archway.pickTarget', null, 'linux/s390x');
    await withAnsweredPickers(async (shown) => {
      const left = run('archway.pickTarget');
      (await until('the picker is shown', () => shown.pop())).press(({ label }) => label === 'linux/arm');
      const levels = await until('the levels are shown', () => shown.pop());
      assert.deepEqual(
        levels.activeItems.map(({ label }) => label),
        ['GOARM=7'],
      );
      levels.hide();
      (await until('the picker is shown again', () => shown.pop())).hide();
      assert.equal(await left, undefined);
    });
  });

  it('is built with cgo once the switch in the picker is chosen, and without when it is chosen again', async () => {
    await run('archway.pickTarget', null, 'linux/arm64');
    await withAnsweredPickers(async (shown) => {
      const left = run('archway.pickTarget');
      for (const cgo of [true, false]) {
        const picker = await until('the picker is shown', () => shown.pop());
        picker.accept(({ option }) => option === 'cgo');
        const task = await findTask(`runs ./cmd/tally, ${cgo}`, (task) => {
          const { command, package: path } = task.definition;
          return command === 'run' && path === './cmd/tally' && argumentsOf(task).includes('--cgo') === cgo;
        });
        assert.ok(task);
      }
      (await until('the picker is shown again', () => shown.pop())).hide();
      assert.equal(await left, undefined);
    });
  });

  it('stays as it is where the picker is left', async () => {
    await run('archway.pickTarget', null, 'linux/s390x');
    let left = false;
    const picked = run<string | undefined>('archway.pickTarget');
    void picked.then(() => (left = true));
    await until('the picker closes', async () => {
      await run('workbench.action.closeQuickOpen');
      return left;
    });
    assert.equal(await picked, undefined);
    assert.equal(await targetOfTasks(), 'linux/s390x');
  });

  it('is not changed by a name that is no target: it is asked for', async () => {
    let left = false;
    const picked = run<string | undefined>('archway.pickTarget', null, 'linux/z80');
    void picked.then(() => (left = true));
    await until('the picker closes', async () => {
      await run('workbench.action.closeQuickOpen');
      return left;
    });
    assert.equal(await picked, undefined);
  });
});
