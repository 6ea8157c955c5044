// A window with several folders.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeExtension } from '../../support/extension.ts';

describe('in a workspace of two folders', () => {
  it('the extension is active', async () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
    assert.ok((await activeExtension()).isActive);
  });
});
