// Programs that panic on 386, arm and mips, and run after each of the fixes: on this machine and under QEMU.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { build, run } from '../../../test/support/programs.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { parseTxtar } from '../../../test/support/txtar.ts';
import { applyFixes } from '../../analysis/edits.ts';
import { diskFileSystem } from '../../module/file-system.ts';
import type { Fix } from '../finding.ts';

const shapes = parseTxtar(readFileSync(new URL('testdata/shapes.txt', import.meta.url), 'utf8')).files;

/** The ports that check: 386 runs as it is on many machines, the others under QEMU. */
const PORTS = ['386', 'arm', 'mips'];

describe('unaligned-atomic at run time', function () {
  this.timeout(900_000);
  const source = (body: string) =>
    `package main\n\nimport (\n\t"os"\n\t"sync/atomic"\n)\n\nfunc init() { defer os.Stdout.WriteString("started\\n") }\n\n${body}`;
  const programs = () =>
    folderWith(
      new Map([
        ['go.mod', 'module example.org/shapes\n\ngo 1.22\n'],
        ...[...shapes].map(([name, body]): [string, string] => [`${name}/main.go`, source(body)]),
      ]),
    );

  it('finds each program that panics', async () => {
    const dir = programs();
    for (const goarch of PORTS) {
      const out = build(dir, goarch);
      for (const name of shapes.keys()) {
        const { status, stderr, stdout } = run(join(out, name), goarch);
        assert.equal(stdout, 'started\n', `${name} on ${goarch}`);
        assert.equal(status, 2, `${name} on ${goarch}`);
        assert.match(stderr, /panic: unaligned 64-bit atomic operation/, `${name} on ${goarch}`);
      }
    }
    const { findings } = await checkFolder(dir, 'linux/386,linux/amd64,linux/arm,linux/mips');
    assert.deepEqual(
      findings.map(({ rule, file, targets }) => [rule, file, targets]),
      [...shapes.keys()]
        .sort()
        .map((name) => ['unaligned-atomic', `${name}/main.go`, ['linux/386', 'linux/arm', 'linux/mips']]),
    );
  });

  // Whether or not they may be applied unasked.
  const choices: [string, (fixes: readonly Fix[]) => Fix | undefined][] = [
    ['the first fix', (fixes) => fixes[0]],
    ['the last fix', (fixes) => fixes.at(-1)],
  ];
  for (const [what, choose] of choices) {
    it(`mends each program by ${what}`, async () => {
      const dir = programs();
      const { findings, root } = await checkFolder(dir, 'linux');
      const { texts, left } = applyFixes(findings, diskFileSystem, root, ({ fixes }) => choose(fixes));
      assert.deepEqual(left, []);
      for (const [path, text] of texts) writeFileSync(path, text);
      const again = await checkFolder(dir, 'linux');
      assert.deepEqual(again.findings, []);
      for (const goarch of PORTS) {
        const out = build(dir, goarch);
        for (const name of shapes.keys()) {
          const { status, stderr } = run(join(out, name), goarch);
          assert.equal(status, 0, `${name} on ${goarch}: ${stderr}`);
        }
      }
    });
  }
});
