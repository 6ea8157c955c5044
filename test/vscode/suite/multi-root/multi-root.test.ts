// A window with several folders: each has its own settings, and its own findings.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sameAsCommandLine } from '../../support/command-line.ts';
import { activeExtension, fileOf } from '../../support/extension.ts';
import { finding, noFinding } from '../../support/findings.ts';

const [example, second] = vscode.workspace.workspaceFolders!;

describe('in a workspace of two folders', () => {
  before(activeExtension);

  it('each has the findings of the command line', async () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
    await sameAsCommandLine(example!.uri.fsPath);
    const found = await sameAsCommandLine(second!.uri.fsPath);
    assert.ok(
      found.some((line) => line.startsWith('device.go:') && line.includes(' kernel-struct: ')),
      found.join('\n'),
    );
  });

  it('the settings of one do not change what is found in the other', async () => {
    const there = fileOf('device.go', second);
    const here = fileOf('stat/stat.go', example);
    const set = (targets: string[] | undefined) =>
      vscode.workspace
        .getConfiguration('archway', second)
        .update('targets', targets, vscode.ConfigurationTarget.WorkspaceFolder);
    await finding(there, 'kernel-struct');
    await set(['linux/amd64']);
    try {
      await noFinding(there, 'kernel-struct');
      await finding(here, 'kernel-struct');
    } finally {
      await set(undefined);
    }
    await finding(there, 'kernel-struct');
  });

  it('one that is taken out of the window takes its findings along', async () => {
    const there = fileOf('device.go', second);
    await finding(there, 'kernel-struct');
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1));
    await noFinding(there, 'kernel-struct');
    await finding(fileOf('stat/stat.go', example), 'kernel-struct');
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 0, { uri: second!.uri }));
    await finding(there, 'kernel-struct');
  });
});
