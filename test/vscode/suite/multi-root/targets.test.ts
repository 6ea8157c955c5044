// The target in a window with several folders: each has its own.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { revertAll } from '../../support/editing.ts';
import { activeExtension, fileOf } from '../../support/extension.ts';
import { answering } from '../../support/stubs.ts';
import { argumentsOf, findTask } from '../../support/tasks.ts';

const { executeCommand: run } = vscode.commands;
const [first, second] = vscode.workspace.workspaceFolders!;
const uriOf = (folder: vscode.WorkspaceFolder) => folder.uri.toString();

/** The target of the detected tasks of a folder. */
async function targetOf(folder: vscode.WorkspaceFolder): Promise<string | undefined> {
  const task = await findTask(`tests or runs ${folder.name}`, ({ source, scope, definition: { command, target } }) => {
    const isHere = typeof scope === 'object' && uriOf(scope) === uriOf(folder);
    return isHere && source === 'archway' && target === undefined && (command === 'run' || command === 'test');
  });
  return argumentsOf(task).find((word) => word.startsWith('--target='));
}

describe('the target of each of two folders', () => {
  before(activeExtension);
  afterEach(async () => {
    await revertAll();
    for (const folder of [first!, second!]) await run('archway.pickTarget', uriOf(folder), '');
  });

  it('is its own', async () => {
    await run('archway.pickTarget', uriOf(second!), 'linux/mips64le');
    await run('archway.pickTarget', uriOf(first!), 'linux/s390x');
    assert.equal(await targetOf(first!), '--target=linux/s390x');
    assert.equal(await targetOf(second!), '--target=linux/mips64le');
  });

  it('is that of the folder of the active editor', async () => {
    await vscode.window.showTextDocument(fileOf('go.mod', second!));
    await run('archway.pickTarget', null, 'linux/arm');
    assert.equal(await targetOf(second!), '--target=linux/arm');
    assert.notEqual(await targetOf(first!), '--target=linux/arm');
  });

  it('is asked for by folder where no editor tells which', async () => {
    let asked: string[] = [];
    const pick = (items: { label: string }[]) => {
      asked = items.map(({ label }) => label);
      return items[1];
    };
    await answering('showQuickPick', pick, () => run('archway.pickTarget', null, 'linux/386'));
    assert.deepEqual(asked, [first!.name, second!.name]);
    assert.equal(await targetOf(second!), '--target=linux/386');
  });
});
