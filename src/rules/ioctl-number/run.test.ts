// A program that asks a pipe how much there is to read, with the request of amd64, and with that of mips after the fix.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { requestFor } from '../../../test/support/check.ts';
import { build, run } from '../../../test/support/programs.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { fixAll, writeFixes } from '../../analysis/fix.ts';

const program = `package main

import (
	"os"
	"syscall"
	"unsafe"
)

func main() {
	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	w.Write([]byte("four"))
	var unread int32
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, r.Fd(), 0x541b, uintptr(unsafe.Pointer(&unread)))
	if errno != 0 || unread != 4 {
		os.Exit(3)
	}
}
`;

describe('ioctl-number at run time', function () {
  this.timeout(300_000);

  it('finds the request that fails on mips, and what it offers succeeds', async () => {
    const dir = folderWith(
      new Map([
        ['go.mod', 'module example.org/m\n\ngo 1.22\n'],
        ['main_linux.go', program],
      ]),
    );
    const statuses = () => ['386', 'mips'].map((goarch) => run(join(build(dir, goarch), 'm'), goarch).status);
    assert.deepEqual(statuses(), [0, 3]);
    writeFixes(await fixAll(requestFor(dir, 'linux'), new Set(['ioctl-number'])));
    assert.deepEqual(statuses(), [0, 0]);
  });
});
