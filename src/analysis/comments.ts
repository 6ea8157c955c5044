// The comments of a Go file, as suppressions need them.
import { Kind } from '../syntax/kinds.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Comment } from './suppressions.ts';

/** All comments of a tree, in order. */
export function* goComments(tree: Tree): Generator<Comment> {
  let atHead = true;
  for (let node = 0; node < tree.length; node++) {
    if (tree.kind[node] === Kind.PackageClause) atHead = false;
    if (tree.kind[node] === Kind.Comment) yield { start: tree.start[node]!, end: tree.end[node]!, atHead };
  }
}
