// The driver: paths in, findings out.
import { dirname } from 'node:path';
import { currentLanguage } from '../messages/translation.ts';
import type { GoEnvironment } from '../module/environment.ts';
import { diskFileSystem, OverlayFileSystem } from '../module/file-system.ts';
import type { GoPackage } from '../module/package.ts';
import { type Target, type TargetSet, targetName } from '../platform/target.ts';
import type { Severity } from '../rules/finding.ts';
import { affectedScope } from './affected.ts';
import type { Baseline } from './baseline.ts';
import { targetBatches } from './batches.ts';
import { conclude, uniqueIncomplete, workspaceProblems } from './conclude.ts';
import type { CheckResult } from './finding.ts';
import type { Job, PackageTask, Part } from './job.ts';
import { mergeFindings } from './merge.ts';
import { type Progress, runJob } from './run.ts';
import { findScope, type Scope } from './scope.ts';
import type { Suppression } from './suppressions.ts';

export type { Progress } from './run.ts';
export { NoSuchPathError } from './scope.ts';

/** What is asked for. */
export interface CheckRequest {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Folders, files, and patterns with `...`. */
  readonly paths: readonly string[];
  readonly targets: readonly Target[];
  /** Whether the packages that the code depends on are checked, too. */
  readonly deps: boolean;
  readonly tests: boolean;
  /** Severities that differ from the rules' own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Whether a file or folder is left out. */
  readonly excluded: (path: string) => boolean;
  readonly baseline?: Baseline | undefined;
  /** Threads; one means this thread. One per core where it is not given. */
  readonly jobs?: number;
  /** The go command's settings. */
  readonly environment: GoEnvironment;
  /** Texts that stand in for those on disk, by absolute path. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** Absolute paths of files that have changed: only what they may affect is checked. Everything where it is not given. */
  readonly changed?: ReadonlySet<string>;
  /** Where results are kept between runs; absent they are not. */
  readonly cacheFolder?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Checks what `paths` stand for on all targets. Rejects with the signal's reason where it aborts.
 * @throws NoSuchPathError
 */
export async function check(request: CheckRequest): Promise<CheckResult> {
  const started = performance.now();
  const overlay = request.overlay ?? new Map<string, string>();
  const fileSystem = new OverlayFileSystem(diskFileSystem, overlay);
  const { cwd, paths, targets, excluded, deps, environment } = request;
  const whole = findScope(paths, { cwd, environment, fileSystem, vendor: deps, excluded });
  const affected = request.changed && affectedScope(whole, request.changed);
  const scope = affected ?? whole;
  const packages = packageTasks(scope, request);
  const job: Job = {
    language: currentLanguage(),
    root: scope.root,
    workspaces: scope.workspaces.map((workspace) => workspace.root),
    checkedFolders: new Set(packages.map((one) => one.dir)),
    targets,
    severities: request.severities,
    tests: request.tests,
    environment,
    overlay,
  };
  const parts = await runJob(job, packages, [...scope.documents], scope.workspaces, request);
  return {
    ...resultOf(parts, scope, request, packages.length, started),
    packages: new Map(packages.map(({ importPath, dir }) => [importPath, dir])),
    isPart: affected !== undefined,
  };
}

/** The packages to check: the user's own and, where asked for, those that building them takes in. */
function packageTasks(scope: Scope, { deps, tests, targets }: CheckRequest): PackageTask[] {
  const own = scope.packages.map(({ workspace, package: { importPath, dir } }) => ({
    workspace,
    importPath,
    dir,
    own: true,
  }));
  if (!deps) return own;
  const known = new Set(own.map((one) => one.dir));
  const batches = targetBatches(targets);
  const dependencies: PackageTask[] = [];
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
      dependencies.push({ workspace: index, importPath, dir, own: false, reached: sets });
    }
  });
  return [...own, ...dependencies.sort((a, b) => (a.dir < b.dir ? -1 : 1))];
}

/** Puts the parts of a run together. */
function resultOf(
  parts: readonly Part[],
  scope: Scope,
  request: CheckRequest,
  packages: number,
  started: number,
): Omit<CheckResult, 'packages' | 'isPart'> {
  const targets = request.targets.map(targetName);
  const all = mergeFindings(
    parts.flatMap((part) => part.findings),
    targets,
  );
  const wanted = all.filter((finding) => isWanted(finding, scope, request));
  const suppressions = parts.flatMap((part) => part.suppressions).filter((one) => !one.isForeign || !isOwn(one, scope));
  const shown = conclude(wanted, suppressions, {
    targets,
    severities: request.severities,
    baseline: request.baseline,
    owned: (suppression) => isOwn(suppression, scope) && isWanted(suppression, scope, request),
  });
  return {
    root: scope.root,
    targets,
    findings: shown.findings,
    incomplete: uniqueIncomplete([
      ...scope.workspaces.flatMap((one) => workspaceProblems(one, scope.root)),
      ...parts.flatMap((part) => part.incomplete),
    ]),
    stats: {
      packages,
      files: sum(parts.map((part) => part.files)),
      documents: scope.documents.size,
      seconds: Math.round(performance.now() - started) / 1000,
      suppressed: shown.suppressed,
      baselined: shown.baselined,
      expressions: sum(parts.map((part) => part.expressions)),
      unknown: unknownOf(parts),
    },
  };
}

/** Expressions of unknown type, by cause. */
function unknownOf(parts: readonly Part[]): Record<string, number> {
  const unknown: Record<string, number> = {};
  for (const part of parts) {
    for (const [cause, n] of Object.entries(part.unknown)) unknown[cause] = (unknown[cause] ?? 0) + n;
  }
  return unknown;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function isWanted({ path }: { path: string }, scope: Scope, { excluded }: CheckRequest): boolean {
  if (excluded(path)) return false;
  const dir = dirname(path);
  // Where only single files of a folder were asked for, its other files are not meant.
  const isAskedFolder = scope.wholeFolders.has(dir) || !scope.packages.some((one) => one.package.dir === dir);
  return isAskedFolder || scope.onlyFiles.has(path) || scope.documents.has(path);
}

function isOwn(suppression: Suppression, scope: Scope): boolean {
  return (
    scope.documents.has(suppression.path) || scope.packages.some((one) => one.package.dir === dirname(suppression.path))
  );
}
