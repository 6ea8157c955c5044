// What is generated from the rules is up to date.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { generatedFiles } from './support/generated.ts';

const root = new URL('..', import.meta.url);

describe('generated files', () => {
  for (const [path, text] of generatedFiles()) {
    it(`${path} is what npm run docs writes`, () => {
      assert.equal(readFileSync(new URL(path, root), 'utf8'), text);
    });
  }

  it('docs/rules has no page of a rule that is gone', () => {
    const pages = readdirSync(new URL('docs/rules/', root)).map((name) => `docs/rules/${name}`);
    assert.deepEqual(
      pages.filter((page) => !generatedFiles().has(page)),
      [],
    );
  });
});
