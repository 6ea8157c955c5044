// no-go-files: its examples and fixtures, held against the go command.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFolder } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { parseTxtar } from '../../../test/support/txtar.ts';
import { render } from '../../messages/catalogue.ts';
import { noGoFiles } from './rule.ts';

/** What is wrong with the packages of a folder and with those they import, in the go command's words, folders relative. */
function problems(dir: string, target: string): string[] {
  const [GOOS, GOARCH] = target.split('/');
  const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '-mod=mod', GOWORK: 'off' };
  const args = ['list', '-e', '-deps', '-f', '{{with .Error}}{{.Err}}{{end}}', './...'];
  const { stdout } = spawnSync('go', args, { cwd: dir, env, encoding: 'utf8' });
  return [...new Set(stdout.replaceAll(`${dir}/`, '').trim().split('\n'))];
}

const isOurs = /^(?:build constraints exclude|found packages)/;

describe('no-go-files', function () {
  this.timeout(60_000);

  for (const { title, code, finding } of noGoFiles.documentation.examples) {
    it(`${finding ? 'reports' : 'does not report'} its example: ${title}`, async () => {
      const dir = folderWith({ 'go.mod': 'module m\n\ngo 1.22\n', 'a.go': code });
      const { findings } = await checkFolder(dir, 'linux/arm64');
      assert.equal(
        findings.some(({ rule }) => rule === noGoFiles.id),
        finding,
      );
    });
  }

  for (const name of ['imports', 'two-packages']) {
    it(`says of ${name}.txtar what the go command says`, async () => {
      const path = fileURLToPath(new URL(`testdata/${name}.txtar`, import.meta.url));
      const dir = folderWith(parseTxtar(readFileSync(path, 'utf8')).files);
      const targets = ['linux/amd64', 'linux/riscv64', 'windows/amd64', 'linux/arm'];
      const { findings } = await checkFolder(dir, targets.join());
      for (const target of targets) {
        const ours = findings
          .filter((finding) => finding.rule === noGoFiles.id && finding.targets.includes(target))
          .map((finding) => render(finding.message).replace(/: they need cgo.*/, ''));
        const theirs = problems(dir, target).filter((line) => isOurs.test(line));
        // A package of which only tests are left has no error of its own until it is compiled.
        const compiled = [...new Set(ours)].filter((line) => !line.endsWith('in native') || line.startsWith('found'));
        assert.deepEqual(compiled.sort(), theirs.sort(), target);
      }
    });
  }
});
