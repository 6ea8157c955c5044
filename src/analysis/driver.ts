// The driver: paths in, findings out.
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { say } from '../messages/catalogue.ts';
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
import type { Job, PackageTask, Task, TaskResult } from './job.ts';
import { mergeFindings } from './merge.ts';
import { planTasks } from './plan.ts';
import { inProcessRunner, type TaskRunner, threadRunner } from './runner.ts';
import { findScope, type Scope } from './scope.ts';
import type { Suppression } from './suppressions.ts';

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
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a run is, in packages and documents. */
export interface Progress {
  readonly done: number;
  readonly total: number;
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
  const results = await runTasks(job, packages, [...scope.documents], request);
  return {
    ...resultOf(results, scope, request, packages.length, started),
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

async function runTasks(
  job: Job,
  packages: readonly PackageTask[],
  documents: readonly string[],
  { jobs, signal = new AbortController().signal, onProgress }: CheckRequest,
): Promise<TaskResult[]> {
  const count = packages.length + documents.length;
  const threads = Math.max(1, Math.min(jobs ?? availableParallelism(), packages.length));
  const tasks = planTasks(packages, documents, threads);
  const runner = await (threads > 1 ? threadRunner(job, threads) : inProcessRunner(job));
  let done = 0;
  try {
    return await Promise.all(
      tasks.map(async (task) => {
        const result = await runTask(task, runner, job, signal);
        done += task.packages.length + task.documents.length;
        onProgress?.({ done, total: count });
        return result;
      }),
    );
  } finally {
    await runner.close();
  }
}

/** Does a task. Where the worker itself fails, the task is cut in pieces until it is known what cannot be done. */
async function runTask(task: Task, runner: TaskRunner, job: Job, signal: AbortSignal): Promise<TaskResult> {
  try {
    return await runner.run(task, signal);
  } catch (error) {
    signal.throwIfAborted();
    const parts = split(task);
    if (parts.length > 1) {
      const results: TaskResult[] = [];
      for (const part of parts) results.push(await runTask(part, runner, job, signal));
      return joinResults(results);
    }
    const name = task.packages[0]?.importPath ?? task.documents[0] ?? '';
    const problem = error instanceof Error ? error.message : String(error);
    const incomplete = [{ package: name, reason: say('incomplete-crash', { problem }) }];
    return { findings: [], suppressions: [], incomplete, files: 0, expressions: 0, unknown: {} };
  }
}

function split(task: Task): Task[] {
  return [
    ...task.packages.map((one) => ({ packages: [one], documents: [] })),
    ...task.documents.map((one) => ({ packages: [], documents: [one] })),
  ];
}

function joinResults(results: readonly TaskResult[]): TaskResult {
  const unknown: Record<string, number> = {};
  for (const result of results) {
    for (const [cause, n] of Object.entries(result.unknown)) unknown[cause] = (unknown[cause] ?? 0) + n;
  }
  return {
    findings: results.flatMap((result) => result.findings),
    suppressions: results.flatMap((result) => result.suppressions),
    incomplete: results.flatMap((result) => result.incomplete),
    files: results.reduce((sum, result) => sum + result.files, 0),
    expressions: results.reduce((sum, result) => sum + result.expressions, 0),
    unknown,
  };
}

/** Puts the results of all tasks together. */
function resultOf(
  results: readonly TaskResult[],
  scope: Scope,
  request: CheckRequest,
  packages: number,
  started: number,
): Omit<CheckResult, 'packages' | 'isPart'> {
  const targets = request.targets.map(targetName);
  const { findings, suppressions, incomplete, files, expressions, unknown } = joinResults(results);
  const wanted = mergeFindings(findings, targets).filter((finding) => isWanted(finding, scope, request));
  const shown = conclude(
    wanted,
    suppressions.filter((one) => !one.isForeign || !isOwn(one, scope)),
    {
      targets,
      severities: request.severities,
      baseline: request.baseline,
      owned: (suppression) => isOwn(suppression, scope) && isWanted(suppression, scope, request),
    },
  );
  return {
    root: scope.root,
    targets,
    findings: shown.findings,
    incomplete: uniqueIncomplete([
      ...scope.workspaces.flatMap((one) => workspaceProblems(one, scope.root)),
      ...incomplete,
    ]),
    stats: {
      packages,
      files,
      documents: scope.documents.size,
      seconds: Math.round(performance.now() - started) / 1000,
      suppressed: shown.suppressed,
      baselined: shown.baselined,
      expressions,
      unknown,
    },
  };
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
