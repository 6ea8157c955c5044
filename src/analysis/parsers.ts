// The parsers a session needs.
import { loadShellParser } from '../formats/shell-parser.ts';
import { loadParser } from '../syntax/parser.ts';

/** Loads the parsers of this thread. All grammars before the first parse: see `syntax/grammar.ts`. */
export async function loadParsers(): Promise<void> {
  await loadParser();
  await loadShellParser();
}
