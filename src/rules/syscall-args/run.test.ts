// A program that reads from the start of a file where it means the middle, on arm; the function of package syscall reads the middle.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { build, run } from '../../../test/support/programs.ts';
import { folderWith } from '../../../test/support/temporary.ts';

const program = (read: string) => `package main

import (
	"os"
	"syscall"
	"unsafe"
)

var _ unsafe.Pointer

func main() {
	f, err := os.CreateTemp("", "")
	if err != nil {
		panic(err)
	}
	os.Remove(f.Name())
	f.WriteString("0123456789")
	b := make([]byte, 1)
	offset := int64(len(os.Args)) + 4
	${read}
	if string(b) != "5" {
		os.Exit(3)
	}
}
`;

const raw =
  'syscall.Syscall6(syscall.SYS_PREAD64, f.Fd(), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), uintptr(offset), 0, 0)';

describe('syscall-args at run time', function () {
  this.timeout(300_000);

  it('finds the call whose offset gets lost', async () => {
    const dir = folderWith(
      new Map([
        ['go.mod', 'module example.org/m\n\ngo 1.22\n'],
        ['raw/main_linux.go', program(raw)],
        ['function/main_linux.go', program('syscall.Pread(int(f.Fd()), b, offset)')],
      ]),
    );
    const statuses = ['386', 'arm', 'mips'].map((goarch) => {
      const out = build(dir, goarch);
      return ['raw', 'function'].map((name) => run(join(out, name), goarch).status);
    });
    assert.deepEqual(statuses, [
      [0, 0],
      [3, 0],
      [3, 0],
    ]);
    const { findings } = await checkFolder(dir, 'linux');
    assert.deepEqual(
      findings.map(({ rule, file, severity, targets }) => [rule, file, severity, targets.join()]),
      [
        ['syscall-args', 'raw/main_linux.go', 'error', 'linux/arm,linux/mips,linux/mipsle'],
        ['syscall-args', 'raw/main_linux.go', 'info', 'linux/386'],
      ],
    );
  });
});
