// The page of ebpf-arch: what it says to someone who meets it for the first time, with true and false cases.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `eBPF runs on every architecture, but an object file has the byte order it was compiled for, and a program that takes the arguments of
a probe (\`PT_REGS_PARM1\`, \`BPF_KPROBE\`) has the registers of one architecture in it: \`-D__TARGET_ARCH_x86\` chooses them. On another machine such a
program loads, attaches, and reads other registers.

| code | what happens on the targets | severity |
| --- | --- | --- |
| \`MissingObject\` | \`bpf2go -target amd64\` makes objects, and code to load them, for other targets than those on which code uses it | warning |
| \`ForeignByteOrder\` | \`//go:embed\` has an object of the other byte order: "can't load Kprobe program" | error |
| \`ForeignObject\` | \`//go:embed\` has an object whose name says that it is for another architecture (\`prog_x86_bpfel.o\`) | warning |
| \`ForeignRegisters\` | the program is compiled with the registers of another architecture | warning where the program is seen to take registers, else information |

Archway reads \`//go:generate\` and \`//go:embed\` in Go, the program in C that is named there, the head of embedded object files, and the flag
in Makefiles, scripts and Dockerfiles. Nothing is reported where the flag has a variable in it, where a document or file names several architectures, or decides
by one. Where bpf2go's generated code is there, the compiler says what is missing: see rule undefined.`,
  fix: `Let bpf2go make objects for all architectures: \`-target amd64,arm64\`, or no \`-target\` at all where no registers are taken. It defines
\`__TARGET_ARCH_…\` itself. Put a file that embeds an object of one architecture under a build constraint, with one beside it for each other.

The quick-fix adds the checked targets that are missing to \`-target\`; generate the code anew afterwards.`,
  examples: [
    {
      title: 'Objects for amd64 only',
      language: 'go',
      code: `package probe

//go:generate go run github.com/cilium/ebpf/cmd/bpf2go -target amd64 bpf probe.c -- -I../headers

func load() error {
	objs := bpfObjects{}
	return loadBpfObjects(&objs, nil)
}
`,
      finding: true,
    },
    {
      title: 'An object for one architecture in the program for all',
      language: 'go',
      code: `package probe

import _ "embed"

//go:embed probe_x86_bpfel.o
var object []byte
`,
      finding: true,
    },
    {
      title: 'The registers of x86',
      language: 'makefile',
      code: `probe.o: probe.c
	clang -O2 -g -target bpf -D__TARGET_ARCH_x86 -c probe.c -o probe.o
`,
      finding: true,
    },
    {
      title: 'The registers of the machine',
      language: 'makefile',
      code: `probe.o: probe.c
	clang -O2 -g -target bpf -D__TARGET_ARCH_$(ARCH) -c probe.c -o probe.o
`,
      finding: false,
    },
    {
      title: 'Objects of both byte orders, which need no registers',
      language: 'go',
      code: `package probe

//go:generate go run github.com/cilium/ebpf/cmd/bpf2go bpf xdp.c -- -I../headers

func load() error {
	objs := bpfObjects{}
	return loadBpfObjects(&objs, nil)
}
`,
      finding: false,
    },
  ],
};
