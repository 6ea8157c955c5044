// compile-error: whatever else the compiler rejects on some targets.
import type { Rule } from '../rule.ts';

export const compileError: Rule = {
  id: 'compile-error',
  title: 'Compile error on some targets that no other rule describes',
  kind: 'compile',
  severity: 'error',
  documentation: {
    what: `The Go compiler rejects the code on some targets: an unused variable or import where the code that used it is left out, a call
with another number of arguments, a duplicate case where two constants of the system are equal on one architecture. The message is
the compiler's.`,
    fix: 'What the message asks for; mind the targets where the code is right already.',
    examples: [
      {
        title: 'A variable nothing uses',
        language: 'go',
        code: 'package p\n\nfunc f() {\n\tx := 1\n}\n',
        finding: true,
      },
      {
        title: 'A variable that is used',
        language: 'go',
        code: 'package p\n\nfunc f() int {\n\tx := 1\n\treturn x\n}\n',
        finding: false,
      },
    ],
  },
};
