// What is found in a text that is not saved goes with it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { retype, revertAll } from '../support/editing.ts';
import { activeExtension, fileOf } from '../support/extension.ts';
import { finding, findingsIn, noFinding } from '../support/findings.ts';
import { until } from '../support/until.ts';

describe('closing an editor', () => {
  before(activeExtension);
  afterEach(revertAll);

  it('without saving takes away what was found in its text', async () => {
    for (let round = 0; round < 3; round++) {
      const { uri } = await retype('stat/stat.go', 'package stat', 'package stat\n\nvar big int = 1 << 40');
      await finding(uri, 'constant-overflow', '1 << 40');
      // "Don't Save" reverts and closes in one go.
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await noFinding(uri, 'constant-overflow', '1 << 40');
    }
  });

  it('leaves what is found in the file', async () => {
    const gauge = fileOf('gauge/gauge.go');
    // What an extension shows itself stays open for minutes behind its editor.
    await vscode.commands.executeCommand('vscode.open', gauge);
    await until('the document is open', () => isOpen(gauge));
    await finding(gauge, 'unsafe-cast');
    const before = findingsIn(gauge);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('the document is closed', () => !isOpen(gauge));
    // What is found later in another file is said by a server that knows of it.
    const { uri } = await retype('stat/stat.go', 'package stat', 'package stat\n\nvar big int = 1 << 40');
    await finding(uri, 'constant-overflow', '1 << 40');
    const places = (all: readonly vscode.Diagnostic[]) => all.map(({ range, message }) => [range.start.line, message]);
    assert.deepEqual(places(findingsIn(gauge)), places(before));
  });
});

const isOpen = ({ path }: vscode.Uri) => vscode.workspace.textDocuments.some(({ uri }) => uri.path === path);
