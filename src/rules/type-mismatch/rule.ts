// type-mismatch: values whose types fit on some targets only.
import type { Rule } from '../rule.ts';
import { encounterObserver } from '../support/encounters.ts';

export const typeMismatch: Rule = {
  id: 'type-mismatch',
  title: 'Value of a type that does not fit on some targets',
  kind: 'compile',
  severity: 'error',
  observer: encounterObserver,
  documentation: {
    what: `A value is assigned, passed, compared or converted, and its type does not allow that on some targets: usually because
a declaration has another type in the file for those targets. The message is the Go compiler's; what follows it says which type
the declaration has where.`,
    fix: `Convert explicitly to a type that is wide enough everywhere. The quick-fix converts the operand that varies, in a comparison both
where neither type holds the other. \`archway fix\` does it where the types are known on every target, no value is lost on any,
and nothing is computed in the narrower type before. No conversion is right where the type wanted differs itself
(\`syscall.Timespec.Nsec\`): use a function that makes the value, such as \`syscall.NsecToTimespec\`.`,
    examples: [
      {
        title: 'A conversion only amd64 does without',
        language: 'go',
        code: 'package p\n\nimport "syscall"\n\nfunc ms(t syscall.Timespec) int64 { return t.Nsec / 1e6 }\n',
        finding: true,
      },
      {
        title: 'With the conversion it compiles everywhere',
        language: 'go',
        code: 'package p\n\nimport "syscall"\n\nfunc ms(t syscall.Timespec) int64 { return int64(t.Nsec) / 1e6 }\n',
        finding: false,
      },
    ],
  },
};
