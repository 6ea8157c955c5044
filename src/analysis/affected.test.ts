// After a change, what depends on it is checked again, and nothing else.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { requestFor } from '../../test/support/check.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { check } from './driver.ts';

const dir = folderWith({
  'go.mod': 'module example.com/m\n\ngo 1.22\n',
  'low/low.go': 'package low\n',
  'middle/middle.go': 'package middle\n\nimport _ "example.com/m/low"\n',
  'high/high_test.go': 'package high\n\nimport _ "example.com/m/middle"\n',
  'user/user.go': 'package user\n\nimport _ "example.com/m/gone"\n',
  'apart/apart.go': 'package apart\n',
  'apart/build.sh': 'GOARCH=amd64 go build\n',
});

/** The folders of the packages that are checked after changes of some files; undefined where everything is. */
async function checked(...changed: string[]): Promise<string[] | undefined> {
  const paths = new Set(changed.map((name) => join(dir, name)));
  const { packages, isPart } = await check(requestFor(dir, 'linux', { changed: paths }));
  return isPart ? [...packages.values()].map((one) => one.slice(dir.length + 1)).sort() : undefined;
}

describe('a check after changes', () => {
  it('looks at the packages that have changed and at all that import them', async () => {
    assert.deepEqual(await checked('low/low.go'), ['high', 'low', 'middle']);
    assert.deepEqual(await checked('high/new.go'), ['high']);
    assert.deepEqual(await checked('apart/build.sh'), []);
  });

  it('looks at what imported a package that is gone', async () => {
    assert.deepEqual(await checked('gone/gone.go'), ['user']);
  });

  it('looks at everything where go.mod has changed', async () => {
    assert.equal(await checked('low/low.go', 'go.mod'), undefined);
  });
});
