// The packages of a workspace that can be run or tested, for tasks.
import { targetBatches } from '../analysis/batches.ts';
import type { GoFile, GoPackage } from '../module/package.ts';
import { portTarget } from '../platform/parse-targets.ts';
import { ports } from '../platform/ports.ts';

/** A package that is a program or has tests, or both. */
export interface RunnablePackage {
  /** Absolute folder. */
  readonly dir: string;
  readonly importPath: string;
  /** Absolute folder of its module. */
  readonly moduleDir: string;
  readonly isMain: boolean;
  readonly hasTests: boolean;
}

/** The programs and tested packages among some, whatever targets they are for, in the order of their folders. */
export function runnablePackages(packages: readonly GoPackage[]): RunnablePackage[] {
  return packages
    .map((found) => ({
      dir: found.dir,
      importPath: found.importPath,
      moduleDir: found.module.dir,
      isMain: isMain(found),
      hasTests: found.files.some((file) => file.isTest && isBuiltSomewhere(file)),
    }))
    .filter(({ isMain, hasTests }) => isMain || hasTests)
    .sort((a, b) => (a.dir < b.dir ? -1 : 1));
}

/** Programs for `go run file.go` only, which `//go:build ignore` leaves out of the package, do not count. */
function isMain({ files }: GoPackage): boolean {
  return files.some((file) => !file.isTest && file.packageName === 'main' && isBuiltSomewhere(file));
}

/** All ports, with cgo and without. */
const lists = targetBatches([true, false].flatMap((cgo) => ports.map((port) => portTarget(port, { cgo }))));

/** Whether a file is part of its package on any port. */
export function isBuiltSomewhere(file: GoFile): boolean {
  return lists.some((list) => file.presence(list) !== 0);
}
