// compile-error: whatever else the compiler rejects on some targets.
import { firstSyntaxError } from '../../syntax/errors/first-syntax-error.ts';
import type { FilePass, Rule } from '../rule.ts';

export const compileError: Rule = {
  id: 'compile-error',
  title: 'Compile error on some targets that no other rule describes',
  kind: 'compile',
  severity: 'error',
  checkFile: checkSyntax,
  documentation: {
    what: `The Go compiler rejects the code on some targets: an unused variable or import where the code that used it is left out, a call
with another number of arguments, a duplicate case where two constants of the system are equal on one architecture. The message is
the compiler's.

So are those of syntax errors, which a file for other architectures can have for long before somebody notices. Only the first of a file is
told, as what follows mostly comes from it.`,
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

/** Reports the first syntax error of a file. Only files are asked for it that are doubtful, as the question costs about what parsing costs. */
function checkSyntax({ file, tree, targets, report }: FilePass): void {
  const problem = tree.isDoubtful ? firstSyntaxError(tree.text) : undefined;
  if (problem === undefined) return;
  const { start, end, message } = problem;
  report({ code: 'InvalidSyntaxTree', path: file.path, start, end, message, targets: file.presence(targets) });
}
