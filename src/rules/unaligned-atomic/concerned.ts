// Which packages have to do with sync/atomic.
import type { GoFile, GoPackage } from '../../module/package.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { PackageInfo } from '../../types/package-info.ts';

const OPERATION = /\b(?:Add|Load|Store|Swap|CompareAndSwap|And|Or)(?:Int64|Uint64)\s*\(/;
const concerned = new WeakMap<Tree, boolean>();

/** Whether a file does 64-bit atomic operations itself. */
export function usesAtomic({ imports }: GoFile, tree: () => Tree): boolean {
  if (!imports.some(({ path }) => path === 'sync/atomic')) return false;
  const { text } = tree();
  let found = concerned.get(tree());
  if (found === undefined) {
    found = OPERATION.test(text);
    concerned.set(tree(), found);
  }
  return found;
}

/** Packages that hand on addresses which others use atomically. */
const followed = new WeakSet<GoPackage>();

/** Lets a package count as one that has to do with sync/atomic. */
export function follow(source: GoPackage): void {
  followed.add(source);
}

/** Whether a package does 64-bit atomic operations, by itself or by calling a package that does, or has to do with those of another one. */
export function isConcerned(c: Checker, { source }: PackageInfo): boolean {
  if (followed.has(source)) return true;
  return doesAtomics(c, source) || helpersOf(c, source).length > 0;
}

function doesAtomics({ trees }: Checker, { files }: GoPackage): boolean {
  return files.some((file) => usesAtomic(file, () => trees.tree(file.path)));
}

/** The packages a package imports that do atomic operations. */
export function helpersOf(c: Checker, source: GoPackage): GoPackage[] {
  return importsOf(c, source).filter((imported) => doesAtomics(c, imported));
}

/** The packages a package imports; of the standard library only for itself, as it is right. */
export function importsOf(c: Checker, source: GoPackage): GoPackage[] {
  const paths = new Set(source.files.flatMap(({ imports }) => imports.map(({ path }) => path)));
  const found: GoPackage[] = [];
  for (const path of paths) {
    if (path === 'C' || path === 'unsafe' || path === source.importPath) continue;
    const imported = c.source.resolve(path, source);
    if ('missing' in imported || (imported.module.path === 'std' && source.module.path !== 'std')) continue;
    found.push(imported);
  }
  return found;
}
