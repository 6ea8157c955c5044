// The extension starts in a real VS Code.
import assert from 'node:assert/strict';
import { activeExtension } from '../support/extension.ts';

describe('the extension', () => {
  it('is activated by a workspace with a go.mod', async () => {
    const started = performance.now();
    const extension = await activeExtension();
    console.log(`activated after ${Math.round(performance.now() - started)} ms`);
    assert.ok(extension.isActive);
  });
});
