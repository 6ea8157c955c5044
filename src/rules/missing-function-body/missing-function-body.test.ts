// missing-function-body: its examples, and what the Go toolchain says of the fixture's packages.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFolder } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { parseTxtar } from '../../../test/support/txtar.ts';
import { readAssembly } from './assembly.ts';
import { missingFunctionBody } from './rule.ts';

const module = { 'go.mod': 'module example.org/m\n\ngo 1.22\n' };

/** What the go command prints, building for linux. */
function build(dir: string, goarch: string, pattern: string): string {
  const env = { ...process.env, GOOS: 'linux', GOARCH: goarch, CGO_ENABLED: '0', GOFLAGS: '-mod=mod', GOWORK: 'off' };
  return spawnSync('go', ['build', '-o', '/dev/null', pattern], { cwd: dir, env, encoding: 'utf8' }).stderr;
}

describe('missing-function-body', function () {
  this.timeout(120_000);

  for (const { title, code, finding } of missingFunctionBody.documentation.examples) {
    it(`${finding ? 'reports' : 'does not report'} its example, as the compiler does: ${title}`, async () => {
      const dir = folderWith({ ...module, 'a.go': code });
      const { findings } = await checkFolder(dir, 'linux/arm64');
      assert.equal(
        findings.some(({ rule }) => rule === missingFunctionBody.id),
        finding,
      );
      assert.equal(build(dir, 'arm64', '.').includes('missing function body'), finding);
    });
  }

  it('reports the lines the compiler does, on the same targets', async () => {
    const path = fileURLToPath(new URL('testdata/assembly.txtar', import.meta.url));
    const dir = folderWith(parseTxtar(readFileSync(path, 'utf8')).files);
    const { findings } = await checkFolder(dir, 'linux/amd64,linux/arm64,linux/riscv64');
    for (const goarch of ['amd64', 'arm64', 'riscv64']) {
      const ours = findings
        .filter(({ code, targets }) => code === 'MissingFunctionBody' && targets.includes(`linux/${goarch}`))
        .map(({ file, start }) => `${file}:${start.line}`);
      const theirs = [...build(dir, goarch, './...').matchAll(/^(\S+:\d+):\d+: missing function body$/gm)];
      assert.deepEqual(ours.sort(), theirs.map(([, place]) => place).sort(), goarch);
    }
  });

  it('reports what the linker misses', async () => {
    const text = 'TEXT ·add(SB), 4, $0-24\n\tRET\n';
    const dir = folderWith({
      ...module,
      'main.go': 'package main\n\nfunc add(a, b int) int\n\nfunc main() { println(add(1, 2)) }\n',
      'add_amd64.s': text,
      'other_arm64.s': 'TEXT ·other(SB), 4, $0\n\tRET\n',
    });
    const { findings } = await checkFolder(dir, 'linux/amd64,linux/arm64');
    const found = findings.map(({ code, targets }) => `${code} ${targets.join()}`);
    assert.deepEqual(found, ['MissingSymbol linux/arm64']);
    assert.match(build(dir, 'arm64', '.'), /relocation target main\.add not defined/);
    assert.equal(build(dir, 'amd64', '.'), '');
  });

  it('reads assembly with care', () => {
    const read = readAssembly(
      '#include "textflag.h"\n// TEXT ·comment(SB)\nTEXT ·plain(SB),NOSPLIT,$0\n  TEXT\t·abi<ABIInternal>(SB), 0, $0\n' +
        'TEXT ·static<>(SB), 0, $0\nTEXT runtime·other(SB), 0, $0\n\tCALL ·called(SB)\n',
    );
    assert.deepEqual(
      read.symbols.map(({ name }) => name),
      ['plain', 'abi'],
    );
    assert.ok(read.defined.has('static') && read.defined.has('other') && !read.defined.has('comment'));
    assert.ok(read.mentioned.has('called') && !read.mentioned.has('plain'));
    assert.equal(read.isOpaque, false);
    for (const text of [
      '#include "more.h"\n',
      '#define F(x) \\\n TEXT x(SB)\n',
      'TEXT NAME(SB), 0, $0\n',
      'TEXT\n,\nTEXT ,\n',
    ])
      assert.equal(readAssembly(text).isOpaque, true, text);
  });

  it('reads hostile assembly in time', () => {
    const texts = [
      `#define X${'\\\n'.repeat(500_000)}`,
      `TEXT${' '.repeat(1_000_000)}`,
      `TEXT ${'·'.repeat(1_000_000)}(SB)`,
      `${'#define '.repeat(200_000)}`,
      '\0TEXT ·\ufffd(SB)',
    ];
    for (const text of texts) assert.deepEqual(readAssembly(text).symbols, []);
  });
});
