// kernel-struct: fields of the kernel's structures, which have other widths and names on other architectures.
import type { Rule } from '../rule.ts';

export const kernelStruct: Rule = {
  id: 'kernel-struct',
  title: 'Field of a kernel structure that differs between targets',
  kind: 'compile',
  severity: 'error',
  documentation: {
    what: `The structures of package syscall and golang.org/x/sys/unix are those of the kernel, and the kernel gave each architecture
its own: \`Stat_t.Dev\` and \`Rdev\` have 32 bits on the mips ports, \`Nlink\` and \`Blksize\` 32 on arm64, \`Statfs_t.Type\` differs on
s390x, \`Timespec.Nsec\` and \`Timeval.Usec\` follow the word size, and the padding of \`EpollEvent\` has another name or none.
Code that uses such a field as if it had one type compiles on the architecture it was written on and not on others.`,
    fix: `Convert where the field is used: \`uint64(st.Dev)\`. Write literals of these structures with field names, and leave padding out.
The quick-fixes do both.`,
    examples: [
      {
        title: 'Stat_t.Dev is 32 bits wide on mips',
        language: 'go',
        code: 'package p\n\nimport "syscall"\n\nfunc major(dev uint64) uint64 { return dev >> 8 }\n\nfunc device(st *syscall.Stat_t) uint64 { return major(st.Dev) }\n',
        finding: true,
      },
      {
        title: 'Converted it is right everywhere',
        language: 'go',
        code: 'package p\n\nimport "syscall"\n\nfunc major(dev uint64) uint64 { return dev >> 8 }\n\nfunc device(st *syscall.Stat_t) uint64 { return major(uint64(st.Dev)) }\n',
        finding: false,
      },
    ],
  },
};
