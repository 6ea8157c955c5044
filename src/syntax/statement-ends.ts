// Ends of statements made visible for tree-sitter, which reads on where the next line could belong to the one before.
import { Kind } from './kinds.ts';
import { END, gaveUp, NEWLINE, Scanner } from './scanner.ts';

/** What could go on with an expression of the line before: arguments, type arguments, the value of a literal. */
const continues = new Set<number>([Kind.LeftParen, Kind.LeftBracket, Kind.LeftBrace]);

/**
 * A text of the same length in which a semicolon stands for each line end that ends a statement (Go spec, Semicolons) and that a parenthesis,
 * bracket or brace follows, in the bodies of functions. Behind a line comment the line end stays, and all do behind what is no token of Go.
 */
export function withStatementEnds(text: string): string {
  const scanner = new Scanner(text);
  let found = '';
  let from = 0;
  let depth = 0;
  let end = -1;
  try {
    for (scanner.next(); scanner.token !== END; scanner.next()) {
      const { token } = scanner;
      if (token === NEWLINE) {
        const [opened, closed] = scanner.comments.slice(-2);
        const isInComment = closed === scanner.start && text.startsWith('//', opened);
        end = isInComment ? -1 : scanner.start;
        scanner.comments.length = 0;
        continue;
      }
      if (end >= 0 && depth > 0 && continues.has(token)) {
        found += `${text.slice(from, end)};`;
        from = end + 1;
      }
      end = -1;
      if (token === Kind.LeftBrace) depth++;
      else if (token === Kind.RightBrace) depth--;
    }
  } catch (error) {
    if (error !== gaveUp) throw error;
  }
  return found === '' ? text : found + text.slice(from);
}
