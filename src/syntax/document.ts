// A Go document open in an editor: its text, and its tree kept up to date incrementally.
import { Edit, type Tree as WasmTree } from 'web-tree-sitter';
import { release } from './grammar.ts';
import { goGrammar } from './parser.ts';
import type { Tree } from './tree.ts';

/**
 * Keeps the tree of an open document in WebAssembly memory, so that a keystroke costs a reparse of its surroundings only.
 * The flat tree is made when asked for. The parser must be loaded. Call {@link dispose} when the document is closed.
 */
export class EditorDocument {
  #text: string;
  /** The tree of an earlier text, told of every edit since; undefined before the first parse and after a failed one. */
  #kept: WasmTree | undefined;
  #tree: Tree | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Replaces the units from `start` to `end` by `inserted`. Offsets outside the text count as its nearest end. */
  edit(start: number, end: number, inserted: string): void {
    const startIndex = clamp(start, 0, this.#text.length);
    const oldEndIndex = clamp(end, startIndex, this.#text.length);
    const text = this.#text.slice(0, startIndex) + inserted + this.#text.slice(oldEndIndex);
    const newEndIndex = startIndex + inserted.length;
    this.#kept?.edit(
      new Edit({
        startIndex,
        oldEndIndex,
        newEndIndex,
        startPosition: pointAt(this.#text, startIndex),
        oldEndPosition: pointAt(this.#text, oldEndIndex),
        newEndPosition: pointAt(text, newEndIndex),
      }),
    );
    this.#text = text;
    this.#tree = undefined;
  }

  /** The tree of the current text, the same that a fresh parse gives. */
  get tree(): Tree {
    this.#tree ??= this.#parse();
    return this.#tree;
  }

  /** Frees the memory outside the JavaScript heap. The document can still be used; it must then be disposed again. */
  dispose(): void {
    if (this.#kept !== undefined) release(this.#kept);
    this.#kept = undefined;
  }

  #parse(): Tree {
    const grammar = goGrammar();
    let parsed = grammar.parseKept(this.#text, this.#kept);
    const isReused = this.#kept !== undefined;
    this.dispose();
    // Recovery from errors depends on what was reused. The editor shall show what the command line shows.
    if (isReused && parsed?.rootNode.hasError) {
      release(parsed);
      parsed = grammar.parseKept(this.#text);
    }
    this.#kept = parsed;
    return parsed === undefined ? grammar.empty(this.#text) : grammar.lower(parsed, this.#text);
  }
}

/** Row and column in UTF-16 units, both from 0, as tree-sitter counts. */
function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', lineStart)) {
    row++;
    lineStart = i + 1;
  }
  return { row, column: offset - lineStart };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
