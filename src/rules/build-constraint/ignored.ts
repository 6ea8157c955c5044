// Comments that were meant as constraints, but that Go does not take for any: misspelt, or at the wrong place.
import type { Constraint } from '../../module/build-constraint.ts';
import { tagTerms } from '../../module/build-constraint.ts';
import type { FileConstraints } from '../../module/file-constraints.ts';
import {
  goBuildExpression,
  type ParsedConstraint,
  parseGoBuild,
  parsePlusBuild,
  plusBuildExpression,
} from '../../module/parse-constraint.ts';
import { Kind } from '../../syntax/kinds.ts';
import { NONE, type Tree } from '../../syntax/tree.ts';

/** Why a comment is no constraint. */
export type Reason = 'spelling' | 'below-package' | 'no-blank-line' | 'after-block-comment';

export interface IgnoredLine {
  readonly reason: Reason;
  readonly syntax: 'go:build' | '+build';
  readonly expression: Constraint;
  /** Offsets of the comment, without white space around it. */
  readonly start: number;
  readonly end: number;
}

const candidate = /^\ufeff?[ \t]*(\/\/[ \t]*(?:\+[ \t]*build|go[ \t]*:[ \t]*build)(?![^ \t\r\n])[^\n]*)/gim;
const misspeltGoBuild = /^\/\/[ \t]*go[ \t]*:[ \t]*build[ \t]+/i;
const misspeltPlusBuild = /^\/\/[ \t]*\+[ \t]*build[ \t]+/i;

/**
 * The comments of a Go file that look like constraints and are none.
 *
 * @param isTag whether a name is one that constraints use: the rest may be prose
 * @param tree asked for only where there is something to look at
 */
export function ignoredLines(
  text: string,
  constraints: FileConstraints,
  isTag: (name: string) => boolean,
  tree: () => Tree,
): IgnoredLine[] {
  const counted = new Set(constraints.lines.map(({ start }) => start));
  const candidates = [...text.matchAll(candidate)]
    .map((match) => {
      const comment = match[1]!.trimEnd();
      const start = match.index + match[0].length - match[1]!.length;
      return { comment, start, end: start + comment.length };
    })
    .filter(({ start }) => !counted.has(start));
  if (candidates.length === 0) return [];
  const places = placesIn(tree());
  return candidates.flatMap(({ comment, start, end }): IgnoredLine[] => {
    if (!places.comments.has(start) || places.packageStart < 0) return [];
    const read = readComment(text, comment, start, end);
    const expression = read?.parsed.expression;
    if (read === undefined || expression === undefined) return [];
    const isDirective = read.isExact && read.syntax === 'go:build';
    // Prose may begin like a constraint; a directive is never prose.
    if (!isDirective && expression.kind !== 'tag' && !tagTerms(expression).every(({ tag }) => isTag(tag))) return [];
    const reason = reasonOf(read, start, places);
    return reason === undefined ? [] : [{ reason, syntax: read.syntax, expression, start, end }];
  });
}

interface ReadComment {
  readonly syntax: 'go:build' | '+build';
  /** Whether Go would take it for a constraint at another place. */
  readonly isExact: boolean;
  readonly parsed: ParsedConstraint;
}

function readComment(text: string, comment: string, start: number, end: number): ReadComment | undefined {
  const goBuild = goBuildExpression(text, start, end);
  if (goBuild !== undefined)
    return { syntax: 'go:build', isExact: true, parsed: parseGoBuild(text.slice(goBuild, end), goBuild) };
  const plusBuild = plusBuildExpression(text, start, end);
  if (plusBuild !== undefined) {
    // An empty one would mean `ignore`.
    if (text.slice(plusBuild, end).trim() === '') return undefined;
    return { syntax: '+build', isExact: true, parsed: parsePlusBuild(text.slice(plusBuild, end), plusBuild) };
  }
  const go = misspeltGoBuild.exec(comment)?.[0].length;
  if (go !== undefined)
    return { syntax: 'go:build', isExact: false, parsed: parseGoBuild(text.slice(start + go, end), start + go) };
  const plus = misspeltPlusBuild.exec(comment)?.[0].length;
  if (plus === undefined) return undefined;
  return { syntax: '+build', isExact: false, parsed: parsePlusBuild(text.slice(start + plus, end), start + plus) };
}

interface Places {
  /** Where comments begin. */
  readonly comments: ReadonlySet<number>;
  readonly firstBlockComment: number;
  /** Where the package clause is, -1 where there is none. */
  readonly packageStart: number;
  /** Where the first declaration but imports begins. */
  readonly firstDeclaration: number;
}

function placesIn(tree: Tree): Places {
  const comments = new Set<number>();
  let firstBlockComment = Number.POSITIVE_INFINITY;
  let firstDeclaration = Number.POSITIVE_INFINITY;
  for (let node = 0; node < tree.length; node++) {
    const start = tree.start[node]!;
    if (tree.kind[node] === Kind.Comment) {
      comments.add(start);
      if (tree.text[start + 1] === '*') firstBlockComment = Math.min(firstBlockComment, start);
    } else if (isDeclaration(tree.kind[node]!)) firstDeclaration = Math.min(firstDeclaration, start);
  }
  const clause = tree.childOfKind(0, Kind.PackageClause);
  return { comments, firstBlockComment, packageStart: clause === NONE ? -1 : tree.start[clause]!, firstDeclaration };
}

const declarations: ReadonlySet<number> = new Set([
  Kind.FunctionDeclaration,
  Kind.MethodDeclaration,
  Kind.ConstDeclaration,
  Kind.VarDeclaration,
  Kind.TypeDeclaration,
]);

function isDeclaration(kind: number): boolean {
  return declarations.has(kind);
}

function reasonOf({ syntax, isExact }: ReadComment, start: number, places: Places): Reason | undefined {
  const isBelow = start > places.packageStart;
  if (!isExact) return isBelow ? undefined : 'spelling';
  if (isBelow) return syntax === 'go:build' || start < places.firstDeclaration ? 'below-package' : undefined;
  // A //go:build line counts anywhere above the package clause that it can stand alone.
  if (syntax === 'go:build') return undefined;
  return start > places.firstBlockComment ? 'after-block-comment' : 'no-blank-line';
}
