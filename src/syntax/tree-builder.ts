// Takes the tokens of a scanner into a tree: nodes are written in postorder, so that one can be put around what is already
// there, and brought into preorder at the end.
import { Kind } from './kinds.ts';
import { END, giveUp, Scanner } from './scanner.ts';
import { type Node, Tree } from './tree.ts';

/** More nodes than any real file has; beyond, tree-sitter decides. */
const MOST_NODES = 1 << 23;

/** An escape sequence, as the grammar has it. */
const escapeSequence = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-9]{2,3}|[^xuU])/suy;

/** Nodes in postorder. The subtree of node `n` is `n` and the `size[n] - 1` nodes before it. */
class Scratch {
  kind: Uint16Array;
  field: Uint8Array;
  start: Uint32Array;
  end: Uint32Array;
  size: Uint32Array;

  constructor(capacity: number, old?: Scratch) {
    this.kind = new Uint16Array(capacity);
    this.field = new Uint8Array(capacity);
    this.start = new Uint32Array(capacity);
    this.end = new Uint32Array(capacity);
    this.size = new Uint32Array(capacity);
    if (old === undefined) return;
    this.kind.set(old.kind);
    this.field.set(old.field);
    this.start.set(old.start);
    this.end.set(old.end);
    this.size.set(old.size);
  }
}

/** Kept from file to file. */
let scratch = new Scratch(1 << 16);

/** A scanner whose tokens become nodes. One at a time. */
export class TreeBuilder extends Scanner {
  /** Nodes written. */
  count = 0;
  #lastEnd = 0;
  #kind = scratch.kind;
  #field = scratch.field;
  #start = scratch.start;
  #end = scratch.end;
  #size = scratch.size;
  /** Characters that may still be read again: bounds the time for any text. */
  #rereads: number;

  constructor(text: string) {
    super(text);
    this.#rereads = 8 * text.length + 10_000;
    this.next();
  }

  /** Whether the current token is of this kind. */
  is(token: number): boolean {
    return this.token === token;
  }

  /**
   * Where a node begins whose first token is the current one, for {@link close}. Comments before it stay outside: they belong
   * to the innermost node that has tokens on both sides of them.
   */
  mark(): Node {
    if (this.comments.length > 0) this.#writeComments();
    return this.count;
  }

  /** Takes the current token as a node under `field`, of another kind where it is given. */
  take(field = 0, kind = this.token): Node {
    const node = this.mark();
    this.#write(kind, field, this.start, this.end, 1);
    this.#lastEnd = this.end;
    this.next();
    return node;
  }

  /** Takes the current token, which must be of kind `token`. */
  expect(token: number, field = 0): void {
    if (this.token !== token) giveUp();
    this.take(field);
  }

  /** Takes an identifier as a node of kind `kind`. */
  name(kind: Kind, field = 0): Node {
    if (this.token !== Kind.Identifier) giveUp();
    return this.take(field, kind);
  }

  /** Passes over a token that is no node itself. */
  skip(): void {
    this.mark();
    this.#lastEnd = this.end;
    this.next();
  }

  /** Takes the current token and goes on at `next`, without reading what is between. */
  takeUpTo(next: number): void {
    this.mark();
    this.#write(this.token, 0, this.start, this.end, 1);
    this.#lastEnd = this.end;
    this.moveTo(next);
  }

  /** Takes a string as a node with its quotes, contents and escape sequences. */
  string(field = 0): void {
    const mark = this.mark();
    const { token, start, end } = this;
    const isRaw = token === Kind.Backquote;
    this.#write(token, 0, start, start + 1, 1);
    if (isRaw) this.#write(Kind.RawStringLiteralContent, 0, start + 1, end - 1, 1);
    else if (this.hasEscape) this.#writeParts(start + 1, end - 1);
    else if (end > start + 2) this.#write(Kind.InterpretedStringLiteralContent, 0, start + 1, end - 1, 1);
    this.#write(token, 0, end - 1, end, 1);
    this.#lastEnd = end;
    this.close(isRaw ? Kind.RawStringLiteral : Kind.InterpretedStringLiteral, mark, field);
    this.next();
  }

  /** Makes all nodes from `mark` on children of a new one. */
  close(kind: Kind, mark: Node, field = 0): void {
    this.#write(kind, field, this.#start[mark]!, this.#lastEnd, this.count - mark + 1);
  }

  /** Where the last token taken ends. */
  get lastEnd(): number {
    return this.#lastEnd;
  }

  /** The node written last. */
  get last(): Node {
    return this.count - 1;
  }

  kindOf(node: Node): Kind {
    return this.#kind[node]!;
  }

  /** Puts the node written last under a field. */
  put(field: number): void {
    this.#field[this.count - 1] = field;
  }

  putAt(node: Node, field: number): void {
    this.#field[node] = field;
  }

  /** Changes what a node is. */
  become(node: Node, kind: Kind, field = this.#field[node]!): void {
    this.#kind[node] = kind;
    this.#field[node] = field;
  }

  /** Goes back to where the token at `start` was the current one and `mark` nodes were written. */
  rewind(start: number, mark: Node): void {
    this.#reread(this.start - start);
    this.count = mark;
    this.moveTo(start);
  }

  /** What `look` finds out by reading on from the current token, without taking any. */
  ahead<T>(look: () => T): T {
    const { token, start, end, hasEscape } = this;
    const comments = this.comments.length;
    const found = look();
    this.#reread(this.start - start);
    this.comments.length = comments;
    this.token = token;
    this.start = start;
    this.end = end;
    this.hasEscape = hasEscape;
    return found;
  }

  /** The tree, once all tokens are taken. */
  finish(): Tree {
    if (this.token !== END) giveUp();
    this.mark();
    if (this.count === 0) giveUp();
    this.#lastEnd = this.text.length;
    this.close(Kind.SourceFile, 0);
    return this.#preorder();
  }

  #reread(length: number): void {
    this.#rereads -= length;
    if (this.#rereads < 0) giveUp();
  }

  #writeComments(): void {
    const { comments } = this;
    for (let i = 0; i < comments.length; i += 2) this.#write(Kind.Comment, 0, comments[i]!, comments[i + 1]!, 1);
    comments.length = 0;
  }

  /** The inside of a string with escape sequences. */
  #writeParts(start: number, end: number): void {
    const { text } = this;
    let from = start;
    for (let pos = text.indexOf('\\', start); pos >= 0 && pos < end; pos = text.indexOf('\\', from)) {
      if (pos > from) this.#write(Kind.InterpretedStringLiteralContent, 0, from, pos, 1);
      escapeSequence.lastIndex = pos;
      if (!escapeSequence.test(text)) giveUp();
      from = escapeSequence.lastIndex;
      this.#write(Kind.EscapeSequence, 0, pos, from, 1);
    }
    if (end > from) this.#write(Kind.InterpretedStringLiteralContent, 0, from, end, 1);
  }

  #write(kind: number, field: number, start: number, end: number, size: number): void {
    const node = this.count++;
    if (node === this.#kind.length) this.#grow();
    this.#kind[node] = kind;
    this.#field[node] = field;
    this.#start[node] = start;
    this.#end[node] = end;
    this.#size[node] = size;
  }

  #grow(): void {
    const capacity = 2 * this.#kind.length;
    if (capacity > MOST_NODES) giveUp();
    scratch = new Scratch(capacity, scratch);
    this.#kind = scratch.kind;
    this.#field = scratch.field;
    this.#start = scratch.start;
    this.#end = scratch.end;
    this.#size = scratch.size;
  }

  /** Postorder read backwards is preorder with the children of each node reversed. */
  #preorder(): Tree {
    const length = this.count;
    const kind = new Uint16Array(length);
    const field = new Uint8Array(length);
    const start = new Uint32Array(length);
    const end = new Uint32Array(length);
    const next = new Uint32Array(length);
    /** The nodes around the current one: where their subtrees begin in postorder and in preorder. */
    const firsts: number[] = [];
    const places: number[] = [];
    let after = length;
    for (let node = length - 1; node >= 0; node--) {
      const size = this.#size[node]!;
      const place = after - size;
      kind[place] = this.#kind[node]!;
      field[place] = this.#field[node]!;
      start[place] = this.#start[node]!;
      end[place] = this.#end[node]!;
      next[place] = after;
      if (size > 1) {
        firsts.push(node - size + 1);
        places.push(place);
        continue;
      }
      after = place;
      while (firsts.length > 0 && firsts[firsts.length - 1] === node) {
        firsts.pop();
        after = places.pop()!;
      }
    }
    return new Tree(this.text, length, kind, field, start, end, next, false, false);
  }
}
