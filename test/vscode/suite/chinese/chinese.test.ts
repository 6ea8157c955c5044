// Archway in Chinese.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeExtension } from '../../support/extension.ts';

describe('in Chinese', () => {
  it('the extension is active', async () => {
    assert.equal(vscode.env.language, 'zh-cn');
    assert.ok((await activeExtension()).isActive);
  });
});
