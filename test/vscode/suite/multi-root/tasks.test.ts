// Tasks in a window with several folders: each runs in its own folder, for its own target, and finds problems there.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeExtension, fileOf } from '../../support/extension.ts';
import { chooseTarget } from '../../support/target.ts';
import { exitStatus, findTask, taskSeconds, withTasks } from '../../support/tasks.ts';
import { until } from '../../support/until.ts';

const folders = vscode.workspace.workspaceFolders!;
const [first, second] = folders;

/** A test that writes down what it runs on, beside itself. */
const toldTest = `package told

import (
	"os"
	"runtime"
	"testing"
)

func TestTell(t *testing.T) {
	if err := os.WriteFile("told.txt", []byte(runtime.GOARCH), 0o644); err != nil {
		t.Fatal(err)
	}
}
`;

/** What the test of a folder has written down since this was asked last. */
async function told(folder: vscode.WorkspaceFolder): Promise<string> {
  const file = fileOf('told/told.txt', folder);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  await vscode.workspace.fs.delete(file);
  return text;
}

/** Runs the detected task that tests a folder. */
async function test(folder: vscode.WorkspaceFolder): Promise<number | undefined> {
  const task = await findTask(`tests ${folder.name}`, ({ source, scope, definition: { command } }) => {
    const isHere = typeof scope === 'object' && scope.uri.toString() === folder.uri.toString();
    return isHere && source === 'archway' && command === 'test';
  });
  return exitStatus(() => vscode.tasks.executeTask(task));
}

describe('the tasks of two folders', function () {
  this.timeout(taskSeconds * 1000);
  before(async () => {
    await activeExtension();
    for (const folder of folders)
      await vscode.workspace.fs.writeFile(fileOf('told/told_test.go', folder), new TextEncoder().encode(toldTest));
  });
  after(async () => {
    for (const folder of folders) {
      await chooseTarget('', folder);
      await vscode.workspace.fs.delete(fileOf('told', folder), { recursive: true });
    }
  });

  it('test each for its own target, and find problems in it', async () => {
    await chooseTarget('linux/arm', first!);
    await chooseTarget('linux/riscv64', second!);
    assert.equal(await test(second!), 0);
    assert.equal(await test(first!), 1);
    assert.deepEqual([await told(first!), await told(second!)], ['arm', 'riscv64']);
    const counter = fileOf('counter/counter.go', first!);
    const frame = await until('the panic is found', () =>
      vscode.languages.getDiagnostics(counter).find(({ source }) => source === 'stack'),
    );
    assert.match(frame.message, /^example\.org\/harbour\/counter\./);
  });

  it('of the tasks.json of a folder run in it, for its target', async () => {
    await chooseTarget('linux/386', first!);
    await chooseTarget('linux/arm64', second!);
    await withTasks(
      [{ label: 'tells', command: 'test', package: './told' }],
      async (task) => {
        assert.equal(await exitStatus(() => vscode.tasks.executeTask(task!)), 0);
        assert.equal(await told(second!), 'arm64');
      },
      second!,
    );
  });
});
