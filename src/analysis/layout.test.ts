// Layouts against go/types, for packages of the standard library and every linux port.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sample } from '../../test/support/sample.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { readEnvironment } from '../module/environment.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { layouts, NoSuchTypeError } from './layout.ts';

const environment = readEnvironment();
const packages = ['syscall', 'sync/atomic', 'net', 'time', 'runtime/metrics', 'crypto/tls', 'encoding/json', 'go/ast'];

/** Types and their layout without the names of the fields' types. */
type Plain = Record<string, { size: number; align: number; fields: { name: string; offset: number; size: number }[] }>;

async function ours(path: string, goarch: string): Promise<Plain> {
  const targets = parseTargets('linux');
  const { types } = await layouts({ cwd: tmpdir(), subject: path, targets, environment });
  const plain: Plain = {};
  for (const { type, targets } of types) {
    const found = targets[`linux/${goarch}`];
    if (!found) continue;
    const fields = found.fields.map(({ name, offset, size }) => ({ name, offset, size }));
    plain[type] = { size: found.size, align: found.align, fields };
  }
  return plain;
}

describe('layouts', () => {
  const oracle = join(mkdtempSync(join(tmpdir(), 'archway-oracle-')), 'layout');

  before(function () {
    this.timeout(120_000);
    const main = fileURLToPath(new URL('../../test/oracle/layout/main.go', import.meta.url));
    execFileSync('go', ['build', '-o', oracle, main], { env: { ...process.env, GO111MODULE: 'off' } });
  });

  const cases = parseTargets('linux').flatMap(({ goarch }) => packages.map((path) => ({ path, goarch })));
  for (const { path, goarch } of sample(cases, 8)) {
    it(`${path} on linux/${goarch} is laid out as go/types does`, async () => {
      const env = { ...process.env, GOOS: 'linux', GOARCH: goarch, CGO_ENABLED: '0' };
      const theirs: Plain = JSON.parse(execFileSync(oracle, [path], { encoding: 'utf8', env }));
      assert.deepEqual(await ours(path, goarch), theirs);
    }).timeout(60_000);
  }

  it('finds types by folder, import path and name', async () => {
    const dir = folderWith({
      'go.mod': 'module example.org/m.v2\n',
      'a.go': 'package m\n\ntype A struct {\n\tf bool\n\tn int64\n}\n',
      'sub/b.go': 'package sub\n\nimport m "example.org/m.v2"\n\ntype B struct{ m.A }\n\ntype C int\n',
    });
    const targets = parseTargets('linux/386,linux/amd64');
    const found = async (subject: string) => {
      const { types } = await layouts({ cwd: dir, subject, targets, environment });
      return types.map((one) => [
        one.package,
        one.type,
        one.targets['linux/386']?.size,
        one.targets['linux/amd64']?.size,
      ]);
    };
    const a = ['example.org/m.v2', 'A', 12, 16];
    const b = ['example.org/m.v2/sub', 'B', 12, 16];
    for (const subject of ['.', '..A'.slice(1), 'example.org/m.v2', 'example.org/m.v2.A', `${dir}`, `${dir}.A`]) {
      assert.deepEqual(await found(subject), [a], subject);
    }
    for (const subject of ['./sub', './sub.B', 'example.org/m.v2/sub.B'])
      assert.deepEqual(await found(subject), [b], subject);
    assert.deepEqual(await found('./sub.C'), [['example.org/m.v2/sub', 'C', 4, 8]]);
    for (const subject of ['./sub.D', './nowhere', 'example.org/absent.T', '']) {
      await assert.rejects(found(subject), NoSuchTypeError, subject);
    }
  });
});
