// A program that prints something else on ports that fuse, and the same after the fix: on this machine and under QEMU.
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
	"strconv"
)

func side(ax, ay, bx, by, cx, cy float64) int {
	det := (bx-ax)*(cy-ay) - (by-ay)*(cx-ax)
	if det > 0 {
		return 1
	}
	if det < 0 {
		return -1
	}
	return 0
}

//go:noinline
func equal(x, y, z, w float64) bool { return x*y+z == w }

func number(text string) float64 {
	x, _ := strconv.ParseFloat(text, 64)
	return x
}

func main() {
	x := number("0.1")
	fmt.Println(side(0, 0, x, x, 0.3, 0.3), side(0, 0, 0.3, 0.3, x, x), equal(x, 10, -1, 0))
}
`;

/** What the program prints on a port. */
function run(dir: string, goarch: string): string {
  const env = { ...process.env, GOOS: 'linux', GOARCH: goarch, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
  const out = join(dir, `program-${goarch}`);
  execFileSync('go', ['build', '-o', out, '.'], { cwd: dir, env });
  const emulator = { amd64: 'x86_64', arm64: 'aarch64' }[goarch] ?? goarch;
  const isNative = goarch === 'amd64' && process.arch === 'x64';
  const [command, args] = isNative ? [out, []] : [`qemu-${emulator}-static`, [out]];
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  assert.equal(stderr, '');
  return stdout.trim();
}

describe('float-fusion at run time', function () {
  this.timeout(600_000);
  const goarches = ['amd64', 'arm64', 's390x'];

  it('finds the comparisons that differ, and its fix makes them the same', async () => {
    const dir = folderWith({ 'go.mod': 'module example.org/m\n\ngo 1.22\n', 'main.go': program });
    assert.deepEqual(
      goarches.map((goarch) => run(dir, goarch)),
      // One of them fuses the second product, the other the first.
      ['0 0 true', '-1 -1 false', '1 1 false'],
    );
    const { findings, root } = await checkFolder(dir, goarches.map((goarch) => `linux/${goarch}`).join());
    assert.deepEqual(
      findings.map(({ rule, code, start, targets }) => [rule, code, start.line, targets]),
      [
        ['float-fusion', 'SignOfDifference', 10, ['linux/arm64', 'linux/s390x']],
        ['float-fusion', 'ExactComparison', 20, ['linux/arm64', 'linux/s390x']],
      ],
    );
    const { texts } = applyFixes(findings, diskFileSystem, root);
    for (const [path, text] of texts) writeFileSync(path, text);
    for (const goarch of goarches) assert.equal(run(dir, goarch), '0 0 true', goarch);
    assert.deepEqual((await checkFolder(dir)).findings, []);
  });
});
