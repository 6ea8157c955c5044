// A program that cannot map a part of a file where pages have 16 KiB, as on loong64 under QEMU, and can after the fix.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { applyFixes } from '../../analysis/edits.ts';
import { diskFileSystem } from '../../module/file-system.ts';

const program = `package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	file, err := os.CreateTemp("", "page-size")
	if err != nil {
		panic(err)
	}
	defer os.Remove(file.Name())
	if err := file.Truncate(1 << 20); err != nil {
		panic(err)
	}
	offset := int64(len(os.Args)) * 5000
	start := offset &^ 0xfff
	_, err = syscall.Mmap(int(file.Fd()), start, 100, syscall.PROT_READ, syscall.MAP_SHARED)
	fmt.Println(err)
}
`;

/** What the program prints on loong64. */
function run(dir: string): string {
  const env = { ...process.env, GOOS: 'linux', GOARCH: 'loong64', CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
  const out = join(dir, 'program');
  execFileSync('go', ['build', '-o', out, '.'], { cwd: dir, env });
  execFileSync('go', ['vet', '.'], { cwd: dir, env });
  return spawnSync('qemu-loongarch64-static', [out], { encoding: 'utf8' }).stdout.trim();
}

describe('page-size at run time', function () {
  this.timeout(300_000);

  it('finds the offset that the kernel refuses, and offers one that it takes', async () => {
    const dir = folderWith({ 'go.mod': 'module example.org/m\n\ngo 1.22\n', 'main.go': program });
    assert.equal(run(dir), 'invalid argument');
    const { findings, root } = await checkFolder(dir, 'linux/amd64,linux/loong64');
    assert.deepEqual(
      findings.map(({ rule, code, start, targets }) => [rule, code, start.line, targets]),
      [['page-size', 'MappedOffset', 20, ['linux/loong64']]],
    );
    const chosen = findings.map((finding) => ({
      ...finding,
      fixes: finding.fixes.map((fix) => ({ ...fix, automatic: true })),
    }));
    const { texts } = applyFixes(chosen, diskFileSystem, root);
    for (const [path, text] of texts) writeFileSync(path, text);
    assert.equal(run(dir), '<nil>');
    assert.deepEqual((await checkFolder(dir)).findings, []);
  });
});
