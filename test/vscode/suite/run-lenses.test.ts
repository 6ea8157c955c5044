// The lines above programs and tests that run them: what they say, and what a click does.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open } from '../support/editing.ts';
import { probeFile, useProbe } from '../support/probe.ts';
import { answering } from '../support/stubs.ts';
import { chooseTarget } from '../support/target.ts';
import { exitStatus, taskSeconds } from '../support/tasks.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;

/** Waits for the lens of a file with a title, and a text in its range. */
async function lens(path: string, title: string, text: string): Promise<vscode.Command> {
  const { document } = await open(path);
  let shown: string[] = [];
  return until(
    `a lens ${title} at ${text}`,
    async () => {
      const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
      shown = lenses.map(({ command }) => command?.title ?? '');
      return lenses.find(({ command, range }) => command?.title === title && document.getText(range).includes(text))
        ?.command;
    },
    () => shown,
  );
}

/** Clicks a lens whose task ends; gives the exit status. */
const click = ({ command, arguments: args = [] }: vscode.Command) => exitStatus(() => run(command, ...args));

describe('lenses that run something', function () {
  this.timeout(taskSeconds * 1000);
  useProbe();

  it('follow the target, and run the program on it', async () => {
    await chooseTarget('linux/arm64');
    await lens('probe/cmd/tell/main.go', '$(play) run on linux/arm64', 'func main');
    await chooseTarget('linux/arm');
    assert.equal(await click(await lens('probe/cmd/tell/main.go', '$(play) run on linux/arm', 'func main')), 4);
    const told = await vscode.workspace.fs.readFile(probeFile('cmd/tell/told.txt'));
    assert.equal(new TextDecoder().decode(told), 'linux/arm little');
  });

  it('run one test, and one subtest, of the file', async () => {
    await chooseTarget('linux/arm64');
    const path = 'probe/sums/sums_test.go';
    assert.equal(await click(await lens(path, '$(beaker) test on linux/arm64', 'func TestGood')), 0);
    assert.notEqual(await click(await lens(path, '$(beaker) test on linux/arm64', 't.Run("minus"')), 0);
  });

  it('ask for one of several targets', async () => {
    await chooseTarget('linux/arm64,linux/s390x');
    const found = await lens('probe/sums/sums_test.go', '$(beaker) test on linux/arm64 and 1 more…', 'func TestGood');
    const pick = (items: { label: string }[]) => items.find(({ label }) => label === 'linux/s390x');
    let name = '';
    const started = vscode.tasks.onDidStartTask(({ execution }) => (name = execution.task.name));
    assert.equal(await answering('showQuickPick', pick, () => click(found)), 0);
    started.dispose();
    assert.match(name, /linux\/s390x/);
  });
});
