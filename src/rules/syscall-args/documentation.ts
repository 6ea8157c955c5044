// The page of syscall-args.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `A raw system call hands its arguments to the kernel in registers, and on 32-bit targets an offset or a length of 64 bits needs
two of them. \`syscall.Syscall6(syscall.SYS_PREAD64, fd, p, n, uintptr(off), 0, 0)\` is right on 64-bit targets. On 386 it
drops the upper half of the offset. On arm and mips such a pair begins at an odd argument (the first, third or fifth), so that the
kernel takes the offset from the two zeros behind it; and mips, as it is big-endian, has the upper half first. Where more
arguments follow, as for \`fallocate\` and \`readahead\`, all of them are taken for something else. This is said of pread64, pwrite64,
truncate64, ftruncate64, readahead, fallocate, sync_file_range, fadvise64, fadvise64_64 and fanotify_mark. An upper half that is dropped
and nothing else is information: it matters for files of more than 4 GiB.

Other calls differ, too: \`mmap\` takes the address of its arguments on 386 and s390x, \`select\` on 386, and \`clone\` takes the
stack before the flags on s390x.

Nothing is reported of arguments that are the same either way, and where a file asks for \`runtime.GOARCH\`.`,
  fix: `Call the function of golang.org/x/sys/unix (\`unix.Pread\`, \`unix.Fallocate\`, \`unix.Mmap\`), which does it right on every target.
Package syscall has some of them. For a call that neither has, write files for the architectures, with build constraints.`,
  examples: [
    {
      title: 'The offset is where the kernel looks for it on 64-bit targets only',
      language: 'go',
      code: `//go:build linux

package p

import (
	"syscall"
	"unsafe"
)

func read(fd uintptr, p []byte, offset int64) (int, error) {
	n, _, errno := syscall.Syscall6(syscall.SYS_PREAD64, fd, uintptr(unsafe.Pointer(&p[0])), uintptr(len(p)), uintptr(offset), 0, 0)
	if errno != 0 {
		return 0, errno
	}
	return int(n), nil
}
`,
      finding: true,
    },
    {
      title: 'The function knows where it belongs',
      language: 'go',
      code: `//go:build linux

package p

import "syscall"

func read(fd int, p []byte, offset int64) (int, error) { return syscall.Pread(fd, p, offset) }
`,
      finding: false,
    },
  ],
};
