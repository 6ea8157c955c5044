// Where a constant number comes from: the literal that was written down, and the constants on the way from there.
import type { GoPackage } from '../../module/package.ts';
import { Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { Const } from '../../types/object.ts';
import type { FileInfo, PackageInfo } from '../../types/package-info.ts';
import { importedObject, objectNamed } from './named-object.ts';
import { withoutConversion } from './nodes.ts';

/** A number as somebody wrote it. */
export interface ConstantOrigin {
  readonly file: FileInfo;
  /** The literal, or where the constants lead to something else the expression. */
  readonly node: Node;
  readonly isLiteral: boolean;
  /** The constants it was given to, the one next to it first. */
  readonly names: readonly string[];
}

/** A constant number that is used. */
export interface ConstantUse {
  readonly number: number;
  readonly origin: ConstantOrigin;
  /** Where it is used. */
  readonly use: { readonly file: FileInfo; readonly node: Node };
}

/** The number as it was written down, or where it is used if it was written in another package. */
export function placeOf(pkg: GoPackage, { origin, use }: ConstantUse): ConstantUse['use'] {
  return origin.file.package_.source === pkg ? origin : use;
}

/** Constants of constants beyond which nobody follows. */
const MAX_DEPTH = 20;

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
