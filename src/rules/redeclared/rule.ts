// redeclared: two files declare one name on a target.
import type { Rule } from '../rule.ts';

export const redeclared: Rule = {
  id: 'redeclared',
  title: 'Name that two files declare on some targets',
  kind: 'compile',
  severity: 'error',
  documentation: {
    what: `Two declarations of one name exist on a target: the build constraints of their files overlap there. It often happens when a
file for "the others" (\`!amd64\`) stays as it is while a file for one more architecture is added.`,
    fix: 'Change the constraints so that on each target one file is chosen.',
    examples: [
      {
        title: 'The same name twice',
        language: 'go',
        code: 'package p\n\nconst page = 4096\n\nconst page = 65536\n',
        finding: true,
      },
      {
        title: 'One declaration for each target',
        language: 'go',
        code: 'package p\n\nconst page = 4096\n',
        finding: false,
      },
    ],
  },
};
