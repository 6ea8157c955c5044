// Copies of the example: complete, and never on top of something.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderWith } from '../../test/support/temporary.ts';
import { copyExample } from './copy-example.ts';

const example = fileURLToPath(new URL('../../example', import.meta.url));
const files = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('a copy of the example', () => {
  it('has all files, hidden ones too', async () => {
    const copy = await copyExample(example, folderWith({}));
    assert.deepEqual(files(copy), files(example));
    assert.equal(
      readFileSync(join(copy, '.vscode/tasks.json'), 'utf8'),
      readFileSync(join(example, '.vscode/tasks.json'), 'utf8'),
    );
  });

  it('is a new folder each time', async () => {
    const parent = folderWith({});
    const first = await copyExample(example, parent);
    writeFileSync(join(first, 'README.md'), 'changed');
    const second = await copyExample(example, parent);
    assert.deepEqual(
      [first, second].map((folder) => basename(folder)),
      ['archway-example', 'archway-example-2'],
    );
    assert.equal(readFileSync(join(first, 'README.md'), 'utf8'), 'changed');
  });

  it('fails where it cannot be', async () => {
    await assert.rejects(copyExample(example, join(folderWith({}), 'absent')), { code: 'ENOENT' });
  });
});
