// A program that makes another system call on 386 and arm than was meant, and the one that was meant after the fix.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkFolder, requestFor } from '../../../test/support/check.ts';
import { build, run } from '../../../test/support/programs.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { fixAll, writeFixes } from '../../analysis/fix.ts';
import { inEnglish } from '../../messages/catalogue.ts';

const program = `package main

import (
	"os"
	"syscall"
)

const sysGetpid = 39

func main() {
	pid, _, _ := syscall.RawSyscall(sysGetpid, 0, 0, 0)
	if int(pid) != os.Getpid() {
		os.Exit(3)
	}
}
`;

describe('syscall-number at run time', function () {
  this.timeout(300_000);
  const goarchs = ['386', 'arm'];

  it('finds the number that calls something else, and what it offers calls what was meant', async () => {
    const dir = folderWith(
      new Map([
        ['go.mod', 'module example.org/m\n\ngo 1.22\n'],
        ['main_linux.go', program],
      ]),
    );
    const statuses = () => goarchs.map((goarch) => run(join(build(dir, goarch), 'm'), goarch).status);
    assert.deepEqual(statuses(), [3, 3]);
    const { findings } = await checkFolder(dir, 'linux/386,linux/amd64,linux/arm64,linux/mips');
    assert.deepEqual(
      findings.map(({ details }) => details.map(inEnglish)),
      [['39 is mkdir on linux/386', '39 is umount2 on linux/arm64', '39 is no system call on linux/mips']],
    );
    writeFixes(await fixAll(requestFor(dir, 'linux'), new Set(['syscall-number'])));
    assert.deepEqual(statuses(), [0, 0]);
  });
});
