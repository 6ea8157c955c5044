// does-not-implement: types that lack a method of an interface on some targets.
import type { Rule } from '../rule.ts';

export const doesNotImplement: Rule = {
  id: 'does-not-implement',
  title: 'Type that does not implement an interface on some targets',
  kind: 'compile',
  severity: 'error',
  documentation: {
    what: `A value is used as an interface that its type does not implement on some targets: a method is declared in a file that is left
out there, or has another signature.`,
    fix: 'Declare the method for the missing targets, with the same signature.',
    examples: [
      {
        title: 'A method is missing',
        language: 'go',
        code: 'package p\n\ntype clock struct{}\n\nvar _ interface{ Now() int64 } = clock{}\n',
        finding: true,
      },
      {
        title: 'All methods are there',
        language: 'go',
        code: 'package p\n\ntype clock struct{}\n\nfunc (clock) Now() int64 { return 0 }\n\nvar _ interface{ Now() int64 } = clock{}\n',
        finding: false,
      },
    ],
  },
};
