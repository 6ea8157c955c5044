// archway.json: what is understood, and how its mistakes are told.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { folderWith } from '../../test/support/temporary.ts';
import { ConfigError, loadConfig, parseConfig } from './config.ts';

function problem(text: string): string {
  try {
    parseConfig(text, 'archway.json');
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  return '';
}

describe('archway.json', () => {
  it('may have comments and trailing commas', () => {
    const config = parseConfig('{\n  // as we build\n  "targets": ["linux"],\n  "failOn": "never",\n}', 'archway.json');
    assert.deepEqual(config, { targets: ['linux'], failOn: 'never' });
  });

  it('tells the place of an unknown key', () => {
    assert.match(problem('{\n  "targets": ["linux"],\n  "tragets": []\n}'), /^archway\.json:3:3: unknown key tragets/);
  });

  it('tells the place of an unknown rule', () => {
    assert.match(problem('{ "rules": {\n"no-such-rule": "off" } }'), /^archway\.json:2:1: .*no-such-rule.*rules/);
  });

  it('tells the place of a wrong value', () => {
    assert.match(
      problem('{ "rules": { "suppression": "fatal" } }'),
      /^archway\.json:1:29: .*error, warning, info, off/,
    );
    assert.match(problem('{ "deps": "yes" }'), /^archway\.json:1:11: deps .*boolean/);
  });

  it('tells the place of an unknown target', () => {
    assert.match(problem('{ "targets": ["linux",\n  "linux/aarch64"] }'), /^archway\.json:2:3: .*linux\/arm64/);
  });

  it('tells the place of broken syntax', () => {
    assert.match(problem('{\n  "deps": tru\n}'), /^archway\.json:2:11: /);
    assert.match(problem(''), /^archway\.json:1:1: /);
    assert.match(problem('[]'), /^archway\.json:1:1: .*object/);
  });

  it('is found upwards, but not beyond the version control checkout', () => {
    const dir = folderWith({ 'archway.json': '{"deps":true}', 'a/b/x.go': '', 'repo/.git/HEAD': '', 'repo/y.go': '' });
    assert.deepEqual(loadConfig(join(dir, 'a/b')), { config: { deps: true }, dir });
    assert.deepEqual(loadConfig(join(dir, 'repo')), { config: {}, dir: undefined });
  });

  it('is not misled by keys of every object', () => {
    assert.match(problem('{ "__proto__": 1, "constructor": 2 }'), /unknown key constructor/);
  });
});
