// What is found in a text that is not saved goes with it.
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
    const counter = fileOf('counter/counter.go');
    await vscode.window.showTextDocument(counter);
    await finding(counter, 'unaligned-atomic');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('the finding is there', () => findingsIn(counter, 'unaligned-atomic').length === 1);
  });
});
