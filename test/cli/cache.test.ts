// What the command line remembers between runs, as it is installed: from the bundle.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { folderWith } from '../support/temporary.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');

const files = {
  'go.mod': 'module example.org/cache\n\ngo 1.22\n',
  'size/size.go': 'package size\n\nconst Limit = 1 << 20\n',
  'use/use.go':
    'package use\n\nimport "example.org/cache/size"\n\nvar Buffer = make([]byte, 0, size.Limit)\n\nvar N int = size.Limit\n',
};

describe('the cache of archway check', function () {
  this.timeout(120_000);
  const cache = folderWith({});
  const check = async (dir: string, ...more: string[]) => {
    const args = [program, 'check', '--targets', 'linux/amd64,linux/386', '--format', 'json', ...more];
    const { stdout } = await execa(process.execPath, args, { cwd: dir, env: { XDG_CACHE_HOME: cache }, reject: false });
    const { findings, stats } = JSON.parse(stdout);
    return { findings, expressions: stats.expressions };
  };

  it('gives what a check without it gives, before and after changes of a package that others import', async () => {
    const dir = folderWith(files);
    const first = await check(dir);
    assert.deepEqual(await check(dir), first);
    assert.deepEqual(first.findings, []);

    writeFileSync(join(dir, 'size/size.go'), 'package size\n\nconst Limit = 1 << 40\n');
    const changed = await check(dir);
    assert.deepEqual(
      changed.findings.map(({ file, line, targets }: { file: string; line: number; targets: string[] }) => [
        file,
        line,
        targets,
      ]),
      [
        ['use/use.go', 5, ['linux/386']],
        ['use/use.go', 7, ['linux/386']],
      ],
    );
    assert.deepEqual(await check(dir, '--no-cache'), changed);
    assert.deepEqual(await check(dir), changed);
  });

  it('follows changes of a document', async () => {
    const dir = folderWith({ ...files, Dockerfile: 'FROM --platform=linux/amd64 scratch\n' });
    const first = await check(dir);
    assert.equal(first.findings.length, 1);
    assert.deepEqual(await check(dir), first);
    writeFileSync(join(dir, 'Dockerfile'), 'FROM scratch\n');
    assert.deepEqual((await check(dir)).findings, []);
  });

  it('does not keep fixes that depend on packages which import the checked one', async () => {
    const dir = folderWith({
      'go.mod': files['go.mod'],
      'internal/a/a.go':
        'package a\n\nimport "sync/atomic"\n\ntype T struct {\n\tOn bool\n\tN  int64\n}\n\nfunc (t *T) Inc() { atomic.AddInt64(&t.N, 1) }\n',
      'b/b.go': 'package b\n\nimport "example.org/cache/internal/a"\n\nvar t = a.T{true, 1}\n',
    });
    const fix = async (...more: string[]) => {
      const args = [program, 'fix', '--diff', '--targets', 'linux/386', ...more, '.'];
      return (await execa(process.execPath, args, { cwd: dir, env: { XDG_CACHE_HOME: cache } })).stdout;
    };
    assert.match(await fix(), /a\.T\{On: true, N: 1\}/);
    writeFileSync(
      join(dir, 'b/b.go'),
      'package b\n\n// One line more.\n\nimport "example.org/cache/internal/a"\n\nvar t = a.T{false, 2}\n',
    );
    const after = await fix();
    assert.match(after, /a\.T\{On: false, N: 2\}/);
    assert.equal(after, await fix('--no-cache'));
  });

  it('is made again where it cannot be read', async () => {
    const dir = folderWith(files);
    const first = await check(dir);
    const folder = join(cache, 'archway/results');
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '[["x",');
    assert.deepEqual(await check(dir), first);
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{"a":1}');
    assert.deepEqual(await check(dir), first);
  });

  it('knows one way of checking from another', async () => {
    const dir = folderWith({
      ...files,
      'archway.json': '{}\n',
      'use/dup.go': 'package use\n\nimport "syscall"\n\nvar Dup = syscall.Dup2\n',
    });
    assert.deepEqual((await check(dir, '--targets', 'linux/amd64')).findings, []);
    assert.equal((await check(dir, '--targets', 'linux/arm64')).findings[0].severity, 'error');
    writeFileSync(join(dir, 'archway.json'), '{ "rules": { "undefined": "info" } }\n');
    assert.equal((await check(dir, '--targets', 'linux/arm64')).findings[0].severity, 'info');
  });
});
