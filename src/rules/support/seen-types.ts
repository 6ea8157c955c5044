// Which types a function does something with, noted while its package is checked: so that what is done with a type is found without going
// through all functions again.
import type { Checker } from '../../types/checker.ts';
import type { Func, GoObject } from '../../types/object.ts';
import type { Observer } from '../../types/observer.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import { Tag, type Type } from '../../types/type.ts';

const packages = new WeakMap<PackageInfo, Map<GoObject, Set<Type>>>();

/** Notes the types of what is checked. */
export const seenTypes = {
  expression: (c, x) => note(c, x.type),
  selection: (c, _node, x) => note(c, x.type),
  typeExpression: (c, _node, type) => note(c, type),
  structLiteral: (c, _node, type) => note(c, type),
  conversion: (c, _node, _x, type) => note(c, type),
  assignment: (c, _x, wanted) => note(c, wanted),
} satisfies Observer;

/** Notes that the present declaration has to do with a type. */
function note({ env: { declaration, file } }: Checker, type: Type): void {
  if (declaration?.kind !== 'func' || type.tag === Tag.Basic) return;
  let declarations = packages.get(file.package_);
  if (declarations === undefined) {
    declarations = new Map();
    packages.set(file.package_, declarations);
  }
  const types = declarations.get(declaration);
  if (types === undefined) declarations.set(declaration, new Set([type]));
  else types.add(type);
}

/** The types that a function or method of a package has to do with; undefined where that was not noted. */
export function typesSeenIn(info: PackageInfo, func: Func): ReadonlySet<Type> | undefined {
  return packages.get(info)?.get(func);
}

/** Lets go of what was noted of a package. */
export function forgetSeen(info: PackageInfo): void {
  packages.delete(info);
}
