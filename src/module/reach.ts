// Which packages a build of some packages takes in, and on which targets.
import type { TargetList, TargetSet } from '../platform/target.ts';
import type { GoPackage, PackageSource } from './package.ts';

/** What a walk over imports takes in. */
export interface ReachOptions {
  /** Whether the tests of the packages it starts from count. */
  readonly tests?: boolean;
}

/** What a build with cgo adds to a package that uses it. */
const cgoImports = ['runtime/cgo', 'syscall'];

/**
 * The packages that building `packages` takes in, themselves included, each with the targets on which it does: an import
 * counts on the targets on which its file is chosen and its package is taken in itself. Imports that cannot be resolved
 * are passed over.
 */
export function reachablePackages(
  packages: readonly GoPackage[],
  targets: TargetList,
  source: PackageSource,
  { tests = false }: ReachOptions = {},
): Map<GoPackage, TargetSet> {
  const reached = new Map<GoPackage, TargetSet>();
  const waiting: { readonly package: GoPackage; readonly added: TargetSet }[] = [];
  const reach = (found: GoPackage, set: TargetSet) => {
    const known = reached.get(found);
    const added = set & ~(known ?? 0);
    if (known !== undefined && added === 0) return;
    reached.set(found, (known ?? 0) | set);
    waiting.push({ package: found, added });
  };
  const roots = new Set(packages);
  for (const root of roots) reach(root, targets.all);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const importer = next.package;
    const follow = (importPath: string, set: TargetSet) => {
      if (set === 0 || importPath === 'C') return;
      const imported = source.resolve(importPath, importer);
      if (!('missing' in imported)) reach(imported, set);
    };
    for (const file of importer.files) {
      if (file.isTest && !(tests && roots.has(importer))) continue;
      const set = file.presence(targets) & next.added;
      if (set === 0) continue;
      for (const spec of file.imports) follow(spec.path, set);
      if (file.usesCgo && importer.module.path !== 'std') for (const path of cgoImports) follow(path, set);
      // The linker adds it to every program.
      if (file.packageName === 'main' && !file.isTest) follow('runtime', set);
    }
  }
  return reached;
}
