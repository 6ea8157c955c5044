// Programs that panic on 386 and arm, and run after the fix: on this machine and under QEMU.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { build, run } from '../../../test/support/programs.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { parseTxtar } from '../../../test/support/txtar.ts';
import { applyFixes } from '../../analysis/edits.ts';
import { diskFileSystem } from '../../module/file-system.ts';

const shapes = parseTxtar(readFileSync(new URL('testdata/shapes.txt', import.meta.url), 'utf8')).files;

describe('unaligned-atomic at run time', function () {
  this.timeout(600_000);
  const source = (body: string) =>
    `package main\n\nimport (\n\t"os"\n\t"sync/atomic"\n)\n\nfunc init() { defer os.Stdout.WriteString("started\\n") }\n\n${body}`;
  const dir = folderWith(
    new Map([
      ['go.mod', 'module example.org/shapes\n\ngo 1.22\n'],
      ...[...shapes].map(([name, body]): [string, string] => [`${name}/main.go`, source(body)]),
    ]),
  );

  it('finds each program that panics, and what it offers mends it', async () => {
    for (const goarch of ['386', 'arm']) {
      const out = build(dir, goarch);
      for (const name of shapes.keys()) {
        const { status, stderr, stdout } = run(join(out, name), goarch);
        assert.equal(stdout, 'started\n', `${name} on ${goarch}`);
        assert.equal(status, 2, `${name} on ${goarch}`);
        assert.match(stderr, /panic: unaligned 64-bit atomic operation/, `${name} on ${goarch}`);
      }
    }
    const { findings, root } = await checkFolder(dir, 'linux/386,linux/amd64,linux/arm');
    const own = findings.filter((finding) => finding.rule === 'unaligned-atomic');
    assert.deepEqual(
      own.map(({ file, targets }) => [file, targets]),
      [...shapes.keys()].sort().map((name) => [`${name}/main.go`, ['linux/386', 'linux/arm']]),
    );
    // The first fix of each, whether or not it may be applied unasked.
    const chosen = own.map((finding) => ({
      ...finding,
      fixes: finding.fixes.map((fix) => ({ ...fix, automatic: true })),
    }));
    const { texts, left } = applyFixes(chosen, diskFileSystem, root);
    assert.deepEqual(left, []);
    for (const [path, text] of texts) writeFileSync(path, text);
    const again = await checkFolder(dir, 'linux');
    assert.deepEqual(again.findings, []);
    for (const goarch of ['386', 'arm']) {
      const out = build(dir, goarch);
      for (const name of shapes.keys()) {
        const { status, stderr } = run(join(out, name), goarch);
        assert.equal(status, 0, `${name} on ${goarch}: ${stderr}`);
      }
    }
  });
});
