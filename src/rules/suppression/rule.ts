// The rule about suppression comments. The driver reports it: only there it is known which comments took something away.
import type { Rule } from '../rule.ts';

export const suppression: Rule = {
  id: 'suppression',
  title: 'Suppression comment without a reason, without effect, or not understood',
  kind: 'text',
  severity: 'warning',
  documentation: {
    what: `A suppression comment takes findings away:

- \`//archway:ignore RULE reason\` in Go, \`# archway:ignore RULE reason\` in other formats: on the line of the finding or the line above;
- \`//archway:ignore-file RULE reason\` (\`# archway:ignore-file RULE reason\`) at the head of the file: in the whole file.

Several rules are separated by commas. The reason is what the next reader needs: without it nobody can tell whether the
suppression still holds, so its absence is a warning. So are an unknown rule, and an \`ignore-file\` that does not stand at the
head of the file. A suppression which takes nothing away is reported as information: what it was for is gone, or it is
on the wrong line, or the targets of this run do not show it.`,
    fix: 'Write the reason, correct the rule, move the comment, or delete it.',
    examples: [
      {
        title: 'No reason',
        language: 'go',
        code: '//archway:ignore undefined\nsyscall.Dup2(from, to)\n',
        finding: true,
      },
      {
        title: 'With a reason',
        language: 'go',
        code: '//archway:ignore undefined this file is only built by the amd64 installer\nsyscall.Dup2(from, to)\n',
        finding: false,
      },
    ],
  },
};
