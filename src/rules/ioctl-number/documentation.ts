// The page of ioctl-number.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `What ioctl is asked for is a number, and several architectures have numbers of their own. Terminals are asked for their
settings with \`TCGETS\`, which is 0x5401 on most, 0x540d on the mips ports and 0x402c7413 on ppc64 and ppc64le. Newer requests are put
together of a direction, the size of an argument, a letter and a number; the direction has two bits on most architectures (write is 1, read
2) above 14 bits of size, and three on mips and ppc64 (none is 1, read 2, write 4) above 13. So the number that reads on amd64 writes on mips,
and the kernel answers with "inappropriate ioctl for device". Where the argument has the size of a word, as for \`FS_IOC_GETFLAGS\`
and \`BLKGETSIZE64\`, 32-bit targets have another number, too.

The number is a literal, or a constant that comes from one, in a raw system call with \`SYS_IOCTL\`, in a call of a function
\`IoctlGetInt\` and the like of golang.org/x/sys/unix, or in a call of a function of the package that hands its parameter on to one of
these; constants that have the name and the number of a request count wherever they are used. The name of a constant says which request it is, else the
number on linux/amd64, where the file is built for that. Copies of the kernel's macros \`_IOC\`, \`_IOR\` and \`_IOW\` are found by their
constants (\`_IOC_WRITE\` is 1, \`_IOC_READ\` 2) or by the shift of 30 bits. Nothing is reported where a file asks for
\`runtime.GOARCH\`, and of both directions at once, which look the same everywhere. The numbers are those of golang.org/x/sys.`,
  fix: `Use the constants of golang.org/x/sys/unix: \`unix.TCGETS\`. For requests that it does not have, write the numbers into files
for the architectures, with a build constraint.

The quick-fix writes the constant where a package that is imported has it on every target of the file.`,
  examples: [
    {
      title: 'The request of amd64 for the settings of a terminal',
      language: 'go',
      code: `//go:build linux

package p

import (
	"syscall"
	"unsafe"
)

func isTerminal(fd uintptr) bool {
	var settings syscall.Termios
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, fd, 0x5401, uintptr(unsafe.Pointer(&settings)))
	return errno == 0
}
`,
      finding: true,
    },
    {
      title: 'The constant is right everywhere',
      language: 'go',
      code: `//go:build linux

package p

import (
	"syscall"
	"unsafe"
)

func isTerminal(fd uintptr) bool {
	var settings syscall.Termios
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, fd, syscall.TCGETS, uintptr(unsafe.Pointer(&settings)))
	return errno == 0
}
`,
      finding: false,
    },
  ],
};
