// constant-overflow: constants that do not fit the type they get on some targets.
import type { Rule } from '../rule.ts';

export const constantOverflow: Rule = {
  id: 'constant-overflow',
  title: 'Constant that does not fit its type on some targets',
  kind: 'compile',
  severity: 'error',
  documentation: {
    what: `\`int\`, \`uint\` and \`uintptr\` have 32 bits on 386, arm, mips and mipsle. An untyped constant above their range that becomes
one of them (assigned, passed, compared, printed) compiles on 64-bit targets only. Constants of the system can also differ
in sign or size: \`syscall.EPOLLET\` is negative on some ports.`,
    fix: `Give the constant or the variable a type that is wide enough everywhere: \`int64\`, \`uint64\`.

\`archway fix\` converts what is printed (an argument of package fmt or log), and the other side of a comparison: \`int64(n) > 1<<40\`;
\`Statfs_t.Type\` is compared as \`uint32\`, which file system numbers are. A constant of the system that is negative on some
targets and the same 32 bits without sign on the others is masked: \`syscall.EPOLLET & 0xffffffff\`. For a variable that gets its type from the
constant the conversion is offered, as its uses may want an \`int\`. A constant of the package that other packages do not see can get the type where it is
declared, \`const limit int64 = 1 << 40\`: that is offered where all its uses go along with it.`,
    examples: [
      {
        title: 'Printing makes it an int',
        language: 'go',
        code: 'package p\n\nimport "fmt"\n\nconst limit = 1 << 40\n\nfunc show() { fmt.Println(limit) }\n',
        finding: true,
      },
      {
        title: 'With a type of 64 bits',
        language: 'go',
        code: 'package p\n\nimport "fmt"\n\nconst limit int64 = 1 << 40\n\nfunc show() { fmt.Println(limit) }\n',
        finding: false,
      },
    ],
  },
};
