// The page of syscall-number.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `Linux numbered its system calls for each architecture anew: 39 is \`getpid\` on amd64, \`mkdir\` on 386, \`umount2\` on arm64 and
riscv64, and no call at all on the mips ports, which count from 4000 or 5000. Calls since Linux 5.1 (424 and up) have one number on all
architectures but the mips ports. A number that is written into a raw system call compiles everywhere, and makes another call elsewhere,
with arguments that were not meant for it.

The number is a literal in a call of \`Syscall\`, \`RawSyscall\`, \`SyscallNoError\` and the like of package syscall or golang.org/x/sys/unix,
or a constant that comes from a literal. What it is meant to be is said by the name of the constant (\`sysGetrandom\`, \`SYS_MEMFD_CREATE\`),
also in a file for one architecture that has the number of another one; else by the comment and the function around it; else by what
it is on linux/amd64, where the file is built for that. Nothing is reported where a file asks for \`runtime.GOARCH\`. Calls that are
called differently and do the same (\`mmap2\`, \`newfstatat\`, \`epoll_pwait\`) count as the same. The numbers are those of golang.org/x/sys.

Package syscall, whose tables are frozen, has constants for calls that the kernel of arm does not have since the EABI: \`SYS_SELECT\`,
\`SYS_MMAP\`, \`SYS_GETRLIMIT\`, \`SYS_TIME\`, \`SYS_UTIME\`. A raw system call with one of them compiles for arm and fails.`,
  fix: `Use the constants of golang.org/x/sys/unix (\`unix.SYS_GETRANDOM\`), or better its functions (\`unix.Getrandom\`). Package syscall has
fewer, as its tables are frozen. What an architecture does not have, like \`open\` on arm64 and riscv64, is undefined there, and
the function of package unix does it in another way.

The quick-fix writes the constant where a package that is imported has it on every target of the file. It is done by \`archway fix\`
where the constant or the words around the number name the call.`,
  examples: [
    {
      title: 'A number of amd64 in a file for every architecture',
      language: 'go',
      code: `//go:build linux

package p

import "syscall"

const sysGetrandom = 318

func random(p []byte) error {
	_, _, errno := syscall.Syscall(sysGetrandom, 0, uintptr(len(p)), 0)
	if errno != 0 {
		return errno
	}
	return nil
}
`,
      finding: true,
    },
    {
      title: 'In a file for amd64 it is right',
      language: 'go',
      code: `//go:build linux && amd64

package p

import "syscall"

const sysGetrandom = 318

func random(p []byte) error {
	_, _, errno := syscall.Syscall(sysGetrandom, 0, uintptr(len(p)), 0)
	if errno != 0 {
		return errno
	}
	return nil
}
`,
      finding: false,
    },
  ],
};
