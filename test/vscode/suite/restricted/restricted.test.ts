// A workspace that the user does not trust.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeExtension } from '../../support/extension.ts';

describe('in restricted mode', () => {
  it('the extension is active', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.ok((await activeExtension()).isActive);
  });
});
