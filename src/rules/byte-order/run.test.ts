// A program that takes s390x for little-endian in three ways, under QEMU, and does not after the fixes.
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
	"encoding/binary"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

func order() binary.ByteOrder {
	switch runtime.GOARCH {
	case "mips", "mips64", "ppc64":
		return binary.BigEndian
	}
	return binary.LittleEndian
}

func htons(x uint16) uint16 {
	return x<<8 | x>>8
}

func main() {
	program, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	address := syscall.RawSockaddrInet4{Family: syscall.AF_INET, Port: htons(80)}
	port := (*[2]byte)(unsafe.Pointer(&address.Port))
	fmt.Println(order().Uint16(port[:]) == address.Port, *port, isELF(program))
}
`;

/** Package unsafe is imported for one line only. */
const elf = `package main

import (
	"encoding/binary"
	"unsafe"
)

func isELF(b []byte) bool {
	return *(*uint32)(unsafe.Pointer(&b[0])) == 0x464c457f && binary.BigEndian.Uint16(b[16:]) == 2
}
`;

/** What the program prints on s390x, about itself. */
function run(dir: string): string {
  const env = { ...process.env, GOOS: 'linux', GOARCH: 's390x', CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
  const out = join(dir, 'program');
  execFileSync('go', ['build', '-o', out, '.'], { cwd: dir, env });
  execFileSync('go', ['vet', '.'], { cwd: dir, env });
  return spawnSync('qemu-s390x-static', [out, out], { encoding: 'utf8' }).stdout.trim();
}

describe('byte-order at run time', function () {
  this.timeout(300_000);

  it('finds what a big-endian machine does otherwise, and mends it', async () => {
    const dir = folderWith({ 'go.mod': 'module example.org/m\n\ngo 1.22\n', 'main.go': program, 'elf.go': elf });
    assert.equal(run(dir), 'false [80 0] false');
    const { findings, root } = await checkFolder(dir, 'linux/amd64,linux/s390x');
    assert.deepEqual(
      findings.map(({ rule, code, start, targets }) => [rule, code, start.line, targets]),
      [
        ['byte-order', 'HostOrderRead', 9, ['linux/s390x']],
        ['byte-order', 'WrongByteOrder', 13, ['linux/s390x']],
        ['byte-order', 'UnconditionalSwap', 21, ['linux/s390x']],
      ],
    );
    // How the file is read is a choice.
    const chosen = findings.map((finding) => ({
      ...finding,
      fixes: finding.fixes.map((fix) => ({ ...fix, automatic: true })),
    }));
    const { texts } = applyFixes(chosen, diskFileSystem, root);
    for (const [path, text] of texts) writeFileSync(path, text);
    assert.equal(run(dir), 'true [0 80] true');
    assert.deepEqual((await checkFolder(dir)).findings, []);
  });
});
