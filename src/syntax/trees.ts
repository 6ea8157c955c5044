// Trees by path, cached: the source of trees for a run over files on disk.
import { dirname } from 'node:path';
import { emptyGoTree, parseGo, parseGoDeclarations } from './parser.ts';
import type { TreeSource } from './source.ts';
import type { Tree } from './tree.ts';

/** Nodes cached by default: four million of them take 60 MB, and the texts about as much. */
const DEFAULT_NODES = 4_000_000;

/** A tree without nodes to speak of still costs its text: characters that weigh as much as a node. */
const CHARACTERS_PER_NODE = 8;

export interface CachedTreesOptions {
  /** The text of a file, undefined where it cannot be read. */
  readonly readText: (path: string) => string | undefined;
  /** Whether the function bodies of a file are not needed; they are then not parsed. None by default. */
  readonly skipBodies?: (path: string) => boolean;
  /** Whether a file is not parsed at all; its tree is then empty. None by default. */
  readonly leaveOut?: (path: string, text: string) => boolean;
  /** Total number of nodes to keep, {@link DEFAULT_NODES} by default. The tree asked for last is always kept. */
  readonly maximumNodes?: number;
}

/**
 * Parses a file when it is first asked for and keeps the trees used last. The parser must be loaded. A file's text is
 * taken as unchanging while its tree is cached; call {@link forget} after a change.
 */
export class CachedTrees implements TreeSource {
  readonly #options: CachedTreesOptions;
  readonly #maximum: number;
  /** In order of use, the least recent first. */
  readonly #trees = new Map<string, Tree>();
  #weight = 0;

  constructor(options: CachedTreesOptions) {
    this.#options = options;
    this.#maximum = options.maximumNodes ?? DEFAULT_NODES;
  }

  tree(path: string): Tree {
    const cached = this.#trees.get(path);
    if (cached !== undefined) {
      this.#trees.delete(path);
      this.#trees.set(path, cached);
      return cached;
    }
    const tree = this.#parse(path);
    this.#trees.set(path, tree);
    this.#weight += weightOf(tree);
    this.#evict();
    return tree;
  }

  /** Drops the tree of a file whose text has changed. */
  forget(path: string): void {
    const tree = this.#trees.get(path);
    if (tree === undefined) return;
    this.#trees.delete(path);
    this.#weight -= weightOf(tree);
  }

  /** Drops the trees of all files in a folder. */
  forgetFolder(dir: string): void {
    for (const path of [...this.#trees.keys()]) if (dirname(path) === dir) this.forget(path);
  }

  #parse(path: string): Tree {
    const text = this.#options.readText(path);
    if (text === undefined) return emptyGoTree('');
    if (this.#options.leaveOut?.(path, text)) return emptyGoTree(text);
    return this.#options.skipBodies?.(path) ? parseGoDeclarations(text) : parseGo(text);
  }

  #evict(): void {
    for (const path of this.#trees.keys()) {
      if (this.#weight <= this.#maximum || this.#trees.size === 1) return;
      this.forget(path);
    }
  }
}

function weightOf(tree: Tree): number {
  return tree.length + Math.ceil(tree.text.length / CHARACTERS_PER_NODE);
}
