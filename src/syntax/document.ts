// A Go document open in an editor: its text and its tree.
import { parseGo } from './parser.ts';
import type { Tree } from './tree.ts';

/** Follows the edits of an open document. Its tree is made when asked for; the parser must be loaded by then. */
export class EditorDocument {
  #text: string;
  #tree: Tree | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Replaces the units from `start` to `end` by `inserted`. Offsets outside the text count as its nearest end. */
  edit(start: number, end: number, inserted: string): void {
    const from = clamp(start, 0, this.#text.length);
    const to = clamp(end, from, this.#text.length);
    this.#text = this.#text.slice(0, from) + inserted + this.#text.slice(to);
    this.#tree = undefined;
  }

  /** The tree of the current text. To parse a whole file again is faster than to find out what of its tree is left. */
  get tree(): Tree {
    this.#tree ??= parseGo(this.#text);
    return this.#tree;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
