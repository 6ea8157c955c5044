// undefined: a name that no file declares on some targets.
import type { Rule } from '../rule.ts';

export const undefinedRule: Rule = {
  id: 'undefined',
  title: 'Name that is not declared on some targets',
  kind: 'compile',
  severity: 'error',
  documentation: {
    what: `A name is used on targets where nothing declares it. The declaration stands in a file that go/build leaves out there: by
its name (\`bolt_amd64.go\`), by its build constraint, or because the standard library and golang.org/x/sys follow the kernel,
which gave up old system calls on newer architectures (\`syscall.Dup2\` and \`syscall.EpollCreate\` on arm64, loong64 and riscv64).

The finding names the targets, and the files that declare the name for the others. Nothing is said about names of packages
that are not on disk, of cgo, or of files with syntax errors.`,
    fix: `Use what exists everywhere. A quick-fix replaces the calls that the kernel has a successor of on each architecture:
\`Dup2(a, b)\` by \`Dup3(a, b, 0)\` (which differs in one case: for two equal descriptors it gives EINVAL), \`EpollCreate(n)\` by
\`EpollCreate1(0)\`, \`InotifyInit()\` by \`InotifyInit1(0)\`. \`archway fix\` does it where the file is built for Linux only, or the other systems
are checked, too; not all of them have the successor.

Where the code around the call has to be another one, a quick-fix splits the function: it moves to a file of its own, whose build
constraint leaves out the targets that lack what it uses, and a second file for these holds a function that panics until it is written.

Or declare a name of your package for the missing targets. A quick-fix creates a file, \`mmap_other.go\` beside \`mmap_amd64.go\`,
whose build constraint names the targets that lack it, with everything else that is missing on the same ones: with the
declarations of the file whose targets are most alike (system, then word size, then byte order), or with functions that
panic until they are written. Whether values and code are right there has to be looked at, so \`archway fix\` leaves the choice to you.

A version of golang.org/x/sys that does not know a port yet has to be upgraded.`,
    examples: [
      {
        title: 'A system call that newer architectures never had',
        language: 'go',
        code: 'package p\n\nimport "syscall"\n\nfunc redirect(fd int) error { return syscall.Dup2(fd, 1) }\n',
        finding: true,
      },
      {
        title: 'Its successor exists on every linux port',
        language: 'go',
        code: 'package p\n\nimport "syscall"\n\nfunc redirect(fd int) error { return syscall.Dup3(fd, 1, 0) }\n',
        finding: false,
      },
    ],
  },
};
