// Hover texts and lenses, as VS Code gets them.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, revertAll } from '../support/editing.ts';
import { activeExtension } from '../support/extension.ts';
import { until } from '../support/until.ts';

/** Waits for the hover text at the first occurrence of a word of a file. */
async function hoverAt(path: string, word: string): Promise<string> {
  const { document } = await open(path);
  const at = document.positionAt(document.getText().indexOf(word));
  return until(`a hover of ${word} in ${path}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === 'string' ? content : content.value)),
    );
    return texts.length > 0 && texts.join('\n');
  });
}

/** The cells of the rows of all Markdown tables of a text. */
const rows = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.includes('---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replaceAll(/`|&nbsp;/g, '').trim()),
    );

describe('hovering', () => {
  before(activeExtension);
  afterEach(revertAll);

  it('over a struct shows its layout where it differs', async () => {
    const text = await hoverAt('counter/counter.go', 'Stats struct');
    assert.deepEqual(rows(text).slice(1), [
      ['386, arm, mips, mipsle', '12', '4', '3'],
      ['the other 9 targets', '16', '8', '7'],
      ['offset of', '386, arm, mips, mipsle', 'the other 9 targets'],
      ['closed', '0', '0'],
      ['sent', '4', '8'],
    ]);
  });

  it('over a build constraint shows what it selects', async () => {
    const text = await hoverAt('build/name_other.go', '!arm64');
    assert.match(text, /all 13 targets except arm64/);
    assert.ok(
      rows(text).some(([goos, , left]) => goos === 'windows' && left === 'arm64'),
      text,
    );
  });

  it('over a word that means nothing says nothing', async () => {
    const { document } = await open('counter/counter.go');
    await hoverAt('counter/counter.go', 'Stats struct'); // the server is there
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('import')),
    );
    assert.deepEqual(hovers, []);
  });
});
