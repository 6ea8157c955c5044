// Without Go on the machine the snapshot of its standard library stands in for it: the findings are the same.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUpModule, truthErrors, truthModules } from '../scripts/support/truth-modules.ts';
import { findingToJson } from '../src/analysis/finding.ts';
import { readEnvironment } from '../src/module/environment.ts';
import { openWorkspace } from '../src/module/open-workspace.ts';
import { checkFolder } from './support/check.ts';

const example = fileURLToPath(new URL('../example', import.meta.url));
const MODULES = [
  'github.com_creack_pty@v1.1.9',
  'github.com_fsnotify_fsnotify@v1.4.2',
  'github.com_boltdb_bolt@v1.3.1',
];

const withGo = { ...readEnvironment(), gowork: 'off' };
const withoutGo = { ...withGo, goroot: undefined, goVersion: undefined };

/** The findings of a check, dependencies included, as one line each. */
async function findings(dir: string, environment: typeof withGo | typeof withoutGo): Promise<string[]> {
  assert.equal(openWorkspace(dir, { environment }).usesSnapshot, environment === withoutGo);
  const result = await checkFolder(dir, 'linux', { deps: true, environment });
  return result.findings
    .map(findingToJson)
    .map(
      ({ rule, message, file, line, column, targets }) =>
        `${file}:${line}:${column} [${rule}] ${message} ${targets.join()}`,
    );
}

describe('without Go', function () {
  this.timeout(600_000);
  const home = mkdtempSync(join(tmpdir(), 'archway-modules-'));
  after(() => rmSync(home, { recursive: true, force: true }));

  it('finds the same in the example', async () => {
    const expected = await findings(example, withGo);
    assert.ok(expected.some((line) => line.includes('undefined: syscall.')));
    assert.deepEqual(await findings(example, withoutGo), expected);
  });

  for (const name of MODULES) {
    it(`finds the same in ${name}`, async () => {
      const ready = await setUpModule(truthModules().find((module) => module.name === name)!, home);
      if ('problem' in ready) assert.fail(ready.problem);
      const expected = await findings(ready.dir, withGo);
      const errors = truthErrors().filter((one) => one.name === name && one.message.startsWith('undefined'));
      for (const { message } of errors)
        assert.ok(
          expected.some((line) => line.includes(message)),
          message,
        );
      assert.deepEqual(await findings(ready.dir, withoutGo), expected);
    });
  }
});
