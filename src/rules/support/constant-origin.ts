// Where a constant number comes from: the literal that was written down, and the constants on the way from there.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import { Const } from '../../types/object.ts';
import type { FileInfo, PackageInfo } from '../../types/package-info.ts';
import { importedObject, objectNamed } from './named-object.ts';
import { withoutParentheses } from './nodes.ts';

/** A number as somebody wrote it. */
export interface ConstantOrigin {
  readonly file: FileInfo;
  /** The literal, or where the constants lead to something else the expression. */
  readonly node: Node;
  readonly isLiteral: boolean;
  /** The constants it was given to, the one next to it first. */
  readonly names: readonly string[];
}

/** Constants of constants beyond which nobody follows. */
const MAX_DEPTH = 20;
const CONVERSION = /^u?int(?:8|16|32|64|ptr)?$/;

/**
 * Follows a constant expression of the present place to its literal, through names, conversions and parentheses. `isKnown` stops it
 * at packages whose constants are right: undefined then. @throws Split
 */
export function constantOrigin(
  c: Checker,
  node: Node,
  isKnown: (package_: PackageInfo) => boolean,
  depth = 0,
): ConstantOrigin | undefined {
  const { file } = c.env;
  const { tree } = file;
  const inner = withoutConversion(tree, node);
  const kind = tree.kind[inner];
  const object =
    kind === Kind.Identifier
      ? objectNamed(c, inner)
      : kind === Kind.SelectorExpression
        ? importedObject(c, inner)
        : undefined;
  if (!(object instanceof Const)) return { file, node: inner, isLiteral: kind === Kind.IntLiteral, names: [] };
  const { site, valueNode, package_ } = object;
  if (site === undefined || valueNode === NONE || depth > MAX_DEPTH) return undefined;
  if (package_ !== undefined && isKnown(package_)) return undefined;
  const { iota } = object;
  const origin = c.inside({ file: site.file, scope: site.scope, iota }, () =>
    constantOrigin(c, valueNode, isKnown, depth + 1),
  );
  return origin && { ...origin, names: [...origin.names, object.name] };
}

/** The operand of a conversion to an integer type, `uintptr(x)`, and of conversions in it; the expression itself where it is none. */
export function withoutConversion(tree: Tree, node: Node): Node {
  let at = withoutParentheses(tree, node);
  while (tree.kind[at] === Kind.CallExpression && CONVERSION.test(tree.textOf(tree.child(at, Field.Function)))) {
    const [argument] = namedChildren(tree, tree.child(at, Field.Arguments));
    if (argument === undefined) return at;
    at = withoutParentheses(tree, argument);
  }
  return at;
}
