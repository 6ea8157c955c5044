// The first syntax error of a Go file, where and in the words that the compiler has for it (cmd/compile/internal/syntax).
//
// The trees which the rest of Archway works on come from a parser that reads on over errors and does not say what they are. This one reads
// a file only to find that out: it makes no tree, and ends at the first error, as what follows mostly follows from it.
import { file } from './declarations.ts';
import { FirstError, type SyntaxProblem } from './problem.ts';
import { Recognizer, tooDeep } from './recognizer.ts';

/** The first syntax error; undefined where there is none, or the nesting is too deep to tell. */
export function firstSyntaxError(text: string): SyntaxProblem | undefined {
  try {
    file(new Recognizer(text));
    return undefined;
  } catch (error) {
    if (error instanceof FirstError) return error.problem;
    if (error === tooDeep) return undefined;
    throw error;
  }
}
