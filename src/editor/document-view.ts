// What hover texts and lenses look at: one open document with what the session knows of it.
import type { GoFile, GoPackage } from '../module/package.ts';
import type { TargetList } from '../platform/target.ts';
import type { TreeSource } from '../syntax/source.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Checker } from '../types/checker.ts';

/** A Go file as the session sees it now. Valid until the session is told of the next change. */
export interface DocumentView {
  readonly path: string;
  readonly file: GoFile;
  readonly package: GoPackage;
  readonly tree: Tree;
  /** For the other files of the package. */
  readonly trees: TreeSource;
  /**
   * One for each batch of the project's targets, in their order. Asking for a checker brings it up to date, which costs as much as a
   * check: what is asked after each key does without.
   */
  readonly checkers: readonly { readonly targets: TargetList; readonly checker: Checker }[];
  /** The same, with all files of the package as they are now, bodies of functions included. */
  wholeCheckers(): DocumentView['checkers'];
  /** The user's packages that import this one, directly or through others of the user's. */
  importers(): readonly GoPackage[];
}
