// The extension starts in a real VS Code.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../support/until.ts';

describe('the extension', () => {
  it('is active in a workspace with a go.mod, without being asked', async () => {
    const extension = vscode.extensions.getExtension('archway.archway');
    await until('the extension is active', () => extension?.isActive);
    assert.equal(extension?.extensionKind, vscode.ExtensionKind.Workspace);
  });
});
