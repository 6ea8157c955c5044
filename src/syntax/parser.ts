// The Go parser of this thread: source text to a flat syntax tree.
import { parseFast } from './fast-parser.ts';
import { Grammar } from './grammar.ts';
import { blankBodies } from './skip-bodies.ts';
import { withStatementEnds } from './statement-ends.ts';
import { Tree } from './tree.ts';

let loading: Promise<Grammar> | undefined;
let grammar: Grammar | undefined;

/** Loads the parser of this thread, once (about 25 ms); {@link parseGo} is synchronous afterwards. */
export async function loadParser(): Promise<void> {
  loading ??= Grammar.load('tree-sitter-go', 'source_file');
  grammar = await loading;
}

/** The loaded Go grammar. @throws Error before {@link loadParser} has ended. */
export function goGrammar(): Grammar {
  if (grammar === undefined) throw new Error('loadParser() has not ended');
  return grammar;
}

/**
 * Parses Go source: by hand where it is correct, else with tree-sitter. Never throws on any text and ends in bounded time: where parsing is impossible, the tree is empty and
 * has `hasError`. A leading byte order mark is skipped; offsets count it, so they are those of `text` as given.
 */
export function parseGo(text: string): Tree {
  const tree = parseFast(text);
  if (tree !== undefined) return tree;
  // Some declarations need a newline behind them, which the last one of a correct file may lack.
  if (text.endsWith('\n')) return parseSlowly(text);
  return cut(parseFast(`${text}\n`) ?? parseSlowly(`${text}\n`), text);
}

function parseSlowly(text: string): Tree {
  return goGrammar().parse(withStatementEnds(text), text);
}

/** A tree of a longer text as one of its beginning `text`. */
function cut(tree: Tree, text: string): Tree {
  const { length, kind, field, next, hasError, isDoubtful } = tree;
  const within = (offset: number) => Math.min(offset, text.length);
  const [start, end] = [tree.start.map(within), tree.end.map(within)];
  return new Tree(text, length, kind, field, start, end, next, hasError, isDoubtful);
}

/**
 * Parses only the declarations: the bodies of top-level functions are blocks without statements. The tree refers to
 * `text` itself. Takes about half the time and memory of {@link parseGo}.
 */
export function parseGoDeclarations(text: string): Tree {
  const tree = parseFast(text, true);
  if (tree !== undefined) return tree;
  if (text.endsWith('\n')) return goGrammar().parse(blankBodies(text), text);
  return cut(parseFast(`${text}\n`, true) ?? goGrammar().parse(blankBodies(`${text}\n`)), text);
}

/** The tree of a file that cannot be read: empty, with `hasError`. */
export function emptyGoTree(text: string): Tree {
  return goGrammar().empty(text);
}
