// Which packages a run checks: the user's own, and where it is asked for those that building them takes in.
import type { GoPackage } from '../module/package.ts';
import type { Target, TargetSet } from '../platform/target.ts';
import { targetBatches } from './batches.ts';
import type { PackageTask } from './job.ts';
import type { Scope } from './scope.ts';

/** A package that the user's own take in. */
export interface DependencyTask extends PackageTask {
  /** Whether it is in a module which the user does not own: the others are the user's, though they were not asked for. */
  readonly isForeign: boolean;
}

/** The user's own packages. */
export function ownTasks(scope: Scope): PackageTask[] {
  return scope.packages.map(({ workspace, package: { importPath, dir } }) => ({
    workspace,
    importPath,
    dir,
    own: true,
  }));
}

/** The packages that building all of the user's code takes in, each with the targets on which it does. */
export function dependencyTasks(
  scope: Scope,
  { tests, targets }: { readonly tests: boolean; readonly targets: readonly Target[] },
): DependencyTask[] {
  const known = new Set(scope.packages.map((one) => one.package.dir));
  const batches = targetBatches(targets);
  const dependencies: DependencyTask[] = [];
  scope.workspaces.forEach((workspace, index) => {
    const roots = scope.packages.filter((one) => one.workspace === index).map((one) => one.package);
    const reached = new Map<GoPackage, TargetSet[]>();
    batches.forEach((batch, i) => {
      for (const [found, set] of workspace.reach(roots, batch, { tests })) {
        const sets = reached.get(found) ?? batches.map(() => 0);
        sets[i] = set;
        reached.set(found, sets);
      }
    });
    for (const [{ importPath, dir, module }, sets] of reached) {
      if (known.has(dir) || module.path === 'std' || dir === '') continue;
      known.add(dir);
      dependencies.push({ workspace: index, importPath, dir, own: false, reached: sets, isForeign: !module.isMain });
    }
  });
  return dependencies.sort((a, b) => (a.dir < b.dir ? -1 : 1));
}
