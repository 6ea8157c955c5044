// The grammars under syntaxes/ on top of VS Code's own (as tm-grammars packages them), by the assertions in the files beside
// this one: a line of carets, or of dashes, says which scopes the characters above it must have, and after a lone dash which not.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(import.meta.url);
const grammars = ['go', 'docker', 'make', 'shellscript', 'yaml'].flatMap((name) => [
  '--grammar',
  require.resolve(`tm-grammars/grammars/${name}.json`),
]);

/** Runs vscode-tmgrammar-test, which takes our grammars from the package.json it is given. */
function run(sample: string, config: string) {
  const program = require.resolve('vscode-tmgrammar-test/dist/unit.js');
  const args = [program, '--compact', '--config', config, ...grammars, relative(root, join(folder, sample))];
  return execa(process.execPath, args, { cwd: root, reject: false, timeout: 60_000 });
}

describe('grammars', () => {
  for (const sample of readdirSync(folder).filter((name) => !name.endsWith('.test.ts'))) {
    it(`colour ${sample} as it says`, async () => {
      const { exitCode, stdout, stderr } = await run(sample, 'package.json');
      assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
    });

    it(`of VS Code alone do not colour ${sample}`, async () => {
      const { exitCode, stdout } = await run(sample, 'no such file');
      assert.notEqual(exitCode, 0);
      assert.match(stdout, /Missing required scopes: .*keyword\.control\.directive\.archway/);
    });
  }
});
