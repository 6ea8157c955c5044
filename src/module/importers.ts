// Who imports what in a build: the imports that take each package in, with the targets on which they do.
import type { TargetList, TargetSet } from '../platform/target.ts';
import type { GoFile, GoPackage, ImportSpec, PackageSource } from './package.ts';
import { type ReachOptions, reachablePackages } from './reach.ts';

/** An import that takes a package in. */
export interface ImportStep {
  readonly importer: GoPackage;
  readonly file: GoFile;
  readonly spec: ImportSpec;
  /** The targets on which it does. */
  readonly targets: TargetSet;
}

/**
 * The imports of each package that building `packages` takes in, by the package that is imported. Those of the standard library are
 * left out: what is not in it is imported by nothing in it.
 */
export function importersOf(
  packages: readonly GoPackage[],
  targets: TargetList,
  source: PackageSource,
  options: ReachOptions = {},
): Map<GoPackage, ImportStep[]> {
  const roots = new Set(packages);
  const importers = new Map<GoPackage, ImportStep[]>();
  for (const [importer, reached] of reachablePackages(packages, targets, source, options)) {
    if (importer.module.path === 'std') continue;
    for (const file of importer.files) {
      if (file.isTest && !(options.tests && roots.has(importer))) continue;
      const present = file.presence(targets) & reached;
      if (present === 0) continue;
      for (const spec of file.imports) {
        const imported = spec.path === 'C' ? undefined : source.resolve(spec.path, importer);
        if (imported === undefined || 'missing' in imported || imported.module.path === 'std') continue;
        const known = importers.get(imported);
        const step = { importer, file, spec, targets: present };
        if (known) known.push(step);
        else importers.set(imported, [step]);
      }
    }
  }
  return importers;
}
