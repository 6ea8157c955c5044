import assert from 'node:assert/strict';
import { parse } from 'jsonc-parser';
import { environmentKey, withoutVariables, writeVariables } from './settings-text.ts';

const arm = { GOOS: 'linux', GOARCH: 'arm', GOARM: '6', CGO_ENABLED: '0' };
const users = `{
    // What the team agreed on.
    "editor.rulers": [100],
    "gopls": {
        "ui.semanticTokens": true, // for colours
        "build.env": {
            "GOFLAGS": "-mod=mod",
            "GOOS": "darwin",
        },
    },
}
`;

describe('variables in the settings of gopls', () => {
  it('are merged with what the user has, comments included', () => {
    const { after } = writeVariables(users, 'build.env', arm);
    const { gopls } = parse(after);
    assert.deepEqual(gopls, { 'ui.semanticTokens': true, 'build.env': { GOFLAGS: '-mod=mod', ...arm } });
    assert.match(after, /What the team agreed on[\s\S]*for colours/);
  });

  for (const before of [users, '{}', '{\n\t"a": 1\n}', '', null]) {
    it(`are taken out of ${JSON.stringify(before)} without a trace`, () => {
      const written = writeVariables(before, 'build.env', arm);
      assert.equal(withoutVariables(written.after, written), before);
    });
  }

  it('are taken out of a file that was changed since, which keeps the change', () => {
    const written = writeVariables(users, 'build.env', arm);
    const changed = written.after.replace('[100]', '[120]').replace('"-mod=mod"', '"-tags=x"');
    const restored = withoutVariables(changed, written)!;
    assert.equal(restored, users.replace('[100]', '[120]').replace('"-mod=mod"', '"-tags=x"'));
  });

  it('stay where the user has changed one by hand', () => {
    const written = writeVariables(users, 'build.env', arm);
    const restored = parse(withoutVariables(written.after.replace('"arm"', '"s390x"'), written)!);
    assert.deepEqual(restored.gopls['build.env'], { GOFLAGS: '-mod=mod', GOOS: 'darwin', GOARCH: 's390x' });
  });

  it('leave no empty objects in a file that was changed since, and none that the user had is lost', () => {
    const fresh = writeVariables('{}', 'build.env', arm);
    assert.deepEqual(parse(withoutVariables(fresh.after.replace('{', '{ "a": 1,'), fresh)!), { a: 1 });
    const had = writeVariables('{"gopls": {"build.env": {}}}', 'build.env', arm);
    const changed = had.after.replace('{', '{ "a": 1,');
    assert.deepEqual(parse(withoutVariables(changed, had)!), { a: 1, gopls: { 'build.env': {} } });
  });

  it('are not written back into a file that is gone', () => {
    assert.equal(withoutVariables(null, writeVariables(users, 'build.env', arm)), null);
  });

  it('stand under the key that the user has, as gopls takes one only', () => {
    assert.equal(environmentKey(undefined), 'build.env');
    assert.equal(environmentKey({ env: { A: '1' } }), 'env');
    assert.equal(environmentKey({ env: {}, 'build.env': {} }), 'build.env');
  });
});
