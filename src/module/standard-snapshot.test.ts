// The snapshot of the standard library says what GOROOT says: Go's own type checker compares them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sample } from '../../test/support/sample.ts';
import { folderWith } from '../../test/support/temporary.ts';
import type { FileSystem } from './file-system.ts';
import { openStandardSnapshot } from './standard-snapshot.ts';
import { goCommand } from './testing.ts';

/** Writes a folder of a file system below a folder on disk. */
function copyOut(files: FileSystem, from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const { name, isDirectory } of files.readDir(from) ?? []) {
    if (isDirectory) copyOut(files, path.join(from, name), path.join(to, name));
    else writeFileSync(path.join(to, name), files.readText(path.join(from, name))!);
  }
}

describe('standard-snapshot', () => {
  const snapshot = openStandardSnapshot();
  assert.ok(snapshot, 'data/std-snapshot.br is missing: run scripts/generate-std-snapshot.mjs');
  const { goroot, files, goVersion } = snapshot;

  it('is a read-only folder of files', () => {
    const fmt = path.join(goroot, 'src', 'fmt');
    assert.ok(files.isDirectory(fmt));
    assert.ok(files.isFile(path.join(fmt, 'print.go')));
    assert.match(files.readText(path.join(fmt, 'print.go'))!, /^func Println\(a \.\.\.any\) \(n int, err error\)$/m);
    assert.equal(files.readText(path.join(fmt, 'absent.go')), undefined);
    assert.equal(files.readDir(path.join(goroot, 'absent')), undefined);
    assert.ok(files.readDir(path.join(goroot, 'src'))?.some(({ name, isDirectory }) => name === 'fmt' && isDirectory));
  });

  it('has the exported declarations of GOROOT on every port', function () {
    if (goCommand(['env', 'GOVERSION']).trim() !== `go${goVersion}`) this.skip();
    const ports = sample(goCommand(['tool', 'dist', 'list']).trim().split('\n'), 4);
    this.timeout(60_000 + ports.length * 20_000);
    const dir = folderWith({});
    const root = path.join(dir, 'root');
    copyOut(files, goroot, root);
    const program = path.join(dir, 'exported');
    goCommand(['build', '-o', program, path.join(import.meta.dirname, 'testdata', 'exported', 'main.go')]);
    for (const port of ports) {
      const seen = (of: string) =>
        execFileSync(program, [of, ...port.split('/')], { encoding: 'utf8', maxBuffer: 2 ** 28 }).split('\n');
      const real = seen(goCommand(['env', 'GOROOT']).trim());
      const ours = seen(root);
      assert.ok(real.includes('func fmt.Println(a ...any) (n int, err error)'));
      assert.deepEqual(
        ours.filter((line) => line.startsWith('ERROR')),
        [],
        port,
      );
      const first = ours.findIndex((line, i) => line !== real[i]);
      assert.equal(ours[first], real[first], port);
      assert.equal(ours.length, real.length, port);
    }
  });
});
