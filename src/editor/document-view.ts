// What hover texts and lenses look at: one open document with what the session knows of it.
import type { GoFile, GoPackage } from '../module/package.ts';
import type { TargetList } from '../platform/target.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Checker } from '../types/checker.ts';

/** A Go file as the session sees it now. Valid until the session is told of the next change. */
export interface DocumentView {
  readonly path: string;
  readonly file: GoFile;
  readonly package: GoPackage;
  readonly tree: Tree;
  /** One for each batch of the project's targets, in their order. */
  readonly checkers: readonly { readonly targets: TargetList; readonly checker: Checker }[];
}
