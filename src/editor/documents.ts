// The open documents of a session, and the trees of all files: of open ones as long as they stay open, of others cached.
import { dirname } from 'node:path';
import { isTooLarge } from '../analysis/inspector.ts';
import { EditorDocument } from '../syntax/document.ts';
import type { TreeSource } from '../syntax/source.ts';
import type { Tree } from '../syntax/tree.ts';
import { CachedTrees } from '../syntax/trees.ts';
import type { Replacement } from './answers.ts';

/** Nodes of trees kept beside those of open documents: 150 MB of arrays, and about as much text. */
const maximumNodes = 10_000_000;

/** Texts and trees by absolute path. The parser must have been loaded. */
export class Documents implements TreeSource {
  /** The texts of open documents. */
  readonly texts = new Map<string, string>();
  private readonly goDocuments = new Map<string, EditorDocument>();
  private readonly others: CachedTrees;

  /** @param readText the text of a file, of an open one what the editor has; undefined where it cannot be read */
  constructor(readText: (path: string) => string | undefined) {
    // Of packages with no open document only the declarations are needed.
    const skipBodies = (path: string) => !this.hasOpen(dirname(path));
    const leaveOut = (path: string, text: string) => isTooLarge(text) && this.hasOpen(dirname(path));
    this.others = new CachedTrees({ readText, skipBodies, leaveOut, maximumNodes });
  }

  tree(path: string): Tree {
    return this.goDocuments.get(path)?.tree ?? this.others.tree(path);
  }

  /** Whether a Go document of the folder is open. */
  hasOpen(dir: string): boolean {
    for (const path of this.texts.keys()) if (path.endsWith('.go') && dirname(path) === dir) return true;
    return false;
  }

  /** Opens a document that is not open. */
  open(path: string, text: string): void {
    const dir = dirname(path);
    // From now on bodies are needed.
    if (path.endsWith('.go') && !this.hasOpen(dir)) this.others.forgetFolder(dir);
    this.set(path, text);
  }

  /** Applies replacements one after the other. Offsets outside the text count as its nearest end. */
  edit(path: string, replacements: readonly Replacement[]): void {
    const document = this.goDocuments.get(path);
    let text = this.texts.get(path) ?? '';
    for (const { start, end, text: inserted } of replacements) {
      if (document) document.edit(start, end, inserted);
      else text = text.slice(0, Math.max(0, start)) + inserted + text.slice(Math.max(0, start, end));
    }
    this.set(path, document?.text ?? text);
  }

  close(path: string): void {
    this.texts.delete(path);
    this.goDocuments.delete(path);
    this.others.forget(path);
    if (!this.hasOpen(dirname(path))) this.others.forgetFolder(dirname(path));
  }

  /** Takes the text of an open document. One that is too large to be checked has no tree to keep up to date. */
  private set(path: string, text: string): void {
    this.texts.set(path, text);
    if (!path.endsWith('.go')) return;
    if (isTooLarge(text)) {
      this.goDocuments.delete(path);
      this.others.forget(path);
    } else if (!this.goDocuments.has(path)) this.goDocuments.set(path, new EditorDocument(text));
  }

  /** Drops the tree of a file that has changed on disk. */
  forget(path: string): void {
    this.others.forget(path);
  }
}
