// The shell parser of this thread: shell source to a flat syntax tree.
import { Grammar } from '../syntax/grammar.ts';
import type { Tree } from '../syntax/tree.ts';
import { sameKind } from './shell-kinds.ts';

const canonical = new Map<number, number>(sameKind);
let loading: Promise<Grammar> | undefined;
let grammar: Grammar | undefined;

/** Loads the shell parser of this thread, once, before the thread's first parse; {@link parseShell} is synchronous afterwards. */
export async function loadShellParser(): Promise<void> {
  loading ??= Grammar.load('tree-sitter-bash', 'program');
  grammar = await loading;
}

/**
 * Parses a shell script, node kinds as in `shell-kinds.ts`. Never throws on any text and ends in bounded time: where
 * parsing is impossible, the tree is empty and has `hasError`.
 * @throws Error before {@link loadShellParser} has ended
 */
export function parseShell(text: string): Tree {
  if (grammar === undefined) throw new Error('loadShellParser() has not ended');
  const tree = grammar.parse(text);
  for (let node = 0; node < tree.length; node++) {
    const kind = canonical.get(tree.kind[node]!);
    if (kind !== undefined) tree.kind[node] = kind;
  }
  return tree;
}
