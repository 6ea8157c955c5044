// The page of byte-order.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `On s390x, ppc64, mips and mips64 the first byte of a number is the highest one. Code that was only ever run on little-endian
machines confuses the order of the machine with the order little-endian, and nothing shows it:

- tables of the machine's order by \`runtime.GOARCH\`, and \`var nativeEndian = binary.LittleEndian\` in files with build constraints, that give a target
  the order which it has not, or end the program on a target they do not know (error; warning where the program ends);
- \`binary.LittleEndian\` for what the kernel writes in the order of the machine: structures of package syscall and golang.org/x/sys/unix,
  values of netlink attributes, \`/proc/self/auxv\`, records of logins, events of input devices (warning);
- \`htons\` and the like that swap the bytes on every machine and whose result goes to the kernel (warning);
- \`*(*uint32)(unsafe.Pointer(&b[0]))\` of bytes whose order the code shows to be fixed: compared with a number that spells them, read with
  package encoding/binary in the same function, or returned by a function that is named after the order (warning).

Protocols and file formats have an order of their own, and are left alone, and so are probes of the machine's order. Whether a read in the
machine's order is meant is often not to be seen: then nothing is said.`,
  fix: `The order of the machine is \`binary.NativeEndian\` (Go 1.21 and later). A number in bytes of a fixed order is read with
\`binary.LittleEndian.Uint32(b)\`, which the compiler turns into one load where that is right.

\`archway fix\` adds architectures to the list of their order, and writes \`binary.NativeEndian\` where the data is the kernel's, unless the
language version in go.mod is older. Reading bytes as little-endian is offered, as which order they have is for you to know.`,
  examples: [
    {
      title: 'A table that does not know riscv64 and loong64',
      language: 'go',
      code: `package p

import (
	"encoding/binary"
	"runtime"
)

func hostOrder() binary.ByteOrder {
	switch runtime.GOARCH {
	case "386", "amd64", "arm", "arm64", "mipsle", "mips64le", "ppc64le":
		return binary.LittleEndian
	default:
		return binary.BigEndian
	}
}
`,
      finding: true,
    },
    {
      title: 'Go knows the order',
      language: 'go',
      code: `package p

import "encoding/binary"

func length(b []byte) uint32 { return binary.NativeEndian.Uint32(b) }
`,
      finding: false,
    },
    {
      title: 'A protocol has an order of its own',
      language: 'go',
      code: `package p

import "encoding/binary"

func length(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
`,
      finding: false,
    },
  ],
};
