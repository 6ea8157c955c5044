// Where trees come from: the rooms above syntax ask for the tree of a file and do not know about caches or editors.
import type { Tree } from './tree.ts';

/** Gives the text and the tree of a file; caches as it sees fit. Synchronous: it runs in workers. */
export interface TreeSource {
  /** The syntax tree of the file at an absolute path; an empty tree where the file cannot be read. */
  tree(path: string): Tree;
}
