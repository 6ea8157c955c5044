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
    fix: `Use what exists everywhere (\`unix.Dup3(a, b, 0)\` for \`syscall.Dup2(a, b)\`): for well-known system calls a quick-fix does
it. Or declare the name for the missing targets: another quick-fix writes the file with its build constraint.`,
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
