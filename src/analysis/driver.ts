// The driver: paths in, findings out.
import { dirname } from 'node:path';
import { currentLanguage } from '../messages/translation.ts';
import type { GoEnvironment } from '../module/environment.ts';
import { diskFileSystem, type FileSystem, OverlayFileSystem } from '../module/file-system.ts';
import { type Target, targetName } from '../platform/target.ts';
import { dependencyBuild } from '../rules/dependency-build/rule.ts';
import type { Severity } from '../rules/finding.ts';
import { LineMap } from '../syntax/lines.ts';
import { affectedScope } from './affected.ts';
import type { Baseline } from './baseline.ts';
import { conclude, uniqueIncomplete, workspaceProblems } from './conclude.ts';
import { dependencyFindings } from './dependency-findings.ts';
import type { CheckResult, Finding } from './finding.ts';
import type { Job, PackageTask, Part } from './job.ts';
import { mergeFindings } from './merge.ts';
import { type DependencyTask, dependencyTasks, ownTasks } from './package-tasks.ts';
import { type Progress, runJob } from './run.ts';
import { findScope, type Scope } from './scope.ts';
import { type Suppression, slashComments, suppressionsAmong } from './suppressions.ts';

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
  /** Whether of what is found in these only the summaries in the user's own files are wanted. */
  readonly onlySummary?: boolean;
  /** Told what the user's own code comes to, where dependencies are checked after it. */
  readonly onOwn?: (result: CheckResult) => void;
  readonly tests: boolean;
  /** Severities that differ from the rules' own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Whether a file or folder is left out. */
  readonly excluded: (path: string) => boolean;
  readonly baseline?: Baseline | undefined;
  /** Whether suppression comments count; they do where it is not given. */
  readonly suppressions?: boolean;
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
  const vendor = deps && !request.onlySummary;
  const whole = findScope(paths, { cwd, environment, fileSystem, vendor, excluded });
  const affected = request.changed && affectedScope(whole, request.changed);
  const scope = affected ?? whole;
  const own = ownTasks(scope);
  // Those of all the code: what changes in a part of it does not change what the rest takes in.
  const dependencies = deps ? dependencyTasks(whole, request) : [];
  const packages = [...own, ...dependencies];
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
  const run: Run = { request, scope, whole, fileSystem, own, dependencies, isPart: affected !== undefined, started };
  const documents = [...scope.documents];
  const onPart = request.onOwn && dependencies.length > 0 ? whenOwn(run, request.onOwn) : undefined;
  const parts = await runJob(job, packages, documents, scope.workspaces, { ...request, onPart });
  return resultOf(run, parts);
}

/** What a run is about. */
interface Run {
  readonly request: CheckRequest;
  /** What is checked, and all that was asked for: the same, but for a run about changes. */
  readonly scope: Scope;
  readonly whole: Scope;
  readonly fileSystem: FileSystem;
  readonly own: readonly PackageTask[];
  readonly dependencies: readonly DependencyTask[];
  readonly isPart: boolean;
  readonly started: number;
}

/** Waits for the parts of the user's own code, and gives what they come to. */
function whenOwn(run: Run, onOwn: (result: CheckResult) => void): (part: Part) => void {
  const waiting = new Set([...run.own.map(({ dir }) => dir), ...run.scope.documents]);
  const parts: Part[] = [];
  return (part) => {
    if (!waiting.delete(part.subject)) return;
    parts.push(part);
    if (waiting.size === 0) onOwn(resultOf({ ...run, dependencies: [] }, parts));
  };
}

/** Puts the parts of a run together. */
function resultOf(run: Run, all: readonly Part[]): CheckResult {
  const { request, scope, own, dependencies, isPart, started } = run;
  const { severities, baseline } = request;
  const targets = request.targets.map(targetName);
  const foreign = new Map(dependencies.filter((one) => one.isForeign).map((one) => [one.dir, one.importPath]));
  const parts = request.onlySummary ? all.filter(({ subject }) => !foreign.has(subject)) : all;
  const found = mergeFindings(
    parts.flatMap((part) => part.findings),
    targets,
  );
  const wanted = found.filter((finding) => isWanted(finding, scope, request));
  const summary = dependencies.length > 0 ? summaryOf(run, all, foreign) : { findings: [], suppressions: [] };
  const suppressions = parts.flatMap((part) => part.suppressions).filter((one) => !one.isForeign || !isOwn(one, scope));
  const counting = request.suppressions === false ? [] : [...suppressions, ...summary.suppressions];
  const shown = conclude([...wanted, ...summary.findings], counting, {
    targets,
    severities,
    baseline,
    owned: (suppression) => isOwn(suppression, scope) && isWanted(suppression, scope, request),
    sawAll: (rule) => rule !== dependencyBuild.id || dependencies.length > 0,
  });
  const packages = [...own, ...dependencies];
  return {
    root: scope.root,
    targets,
    findings: shown.findings,
    incomplete: uniqueIncomplete([
      ...scope.workspaces.flatMap((one) => workspaceProblems(one, scope.root)),
      ...parts.flatMap((part) => part.incomplete),
    ]),
    stats: {
      packages: packages.length,
      files: sum(all.map((part) => part.files)),
      documents: scope.documents.size,
      seconds: Math.round(performance.now() - started) / 1000,
      suppressed: shown.suppressed,
      baselined: shown.baselined,
      expressions: sum(parts.map((part) => part.expressions)),
      unknown: unknownOf(parts),
    },
    packages: new Map(packages.map(({ importPath, dir }) => [importPath, dir])),
    foreign: new Set(foreign.values()),
    sawDependencies: request.deps,
    isPart,
  };
}

/** What does not build in dependencies, summed up in the user's files; with the suppressions in those that are not checked themselves. */
function summaryOf(
  { request, scope, whole, fileSystem }: Run,
  parts: readonly Part[],
  foreign: ReadonlyMap<string, string>,
): { findings: Finding[]; suppressions: Suppression[] } {
  const { targets, tests, severities } = request;
  const severity = severities[dependencyBuild.id] ?? dependencyBuild.severity;
  if (severity === 'off') return { findings: [], suppressions: [] };
  const errors = new Map<string, readonly Finding[]>();
  for (const { subject, findings } of parts) {
    const ofPart = findings.filter((one) => one.kind === 'compile' && isWanted(one, whole, request));
    if (foreign.has(subject) && ofPart.length > 0) errors.set(subject, ofPart);
  }
  const { workspaces, packages, root } = whole;
  const isWantedFile = (file: { path: string }) => isWanted(file, whole, request);
  const findings = dependencyFindings({
    ...{ workspaces, packages, targets, tests, severity, errors, root, fileSystem },
    isWanted: isWantedFile,
  });
  const checked = new Set(scope.packages.map((one) => one.package.dir));
  const unchecked = findings.filter(({ path }) => !path.endsWith('.go') || !checked.has(dirname(path)));
  return { findings, suppressions: unchecked.flatMap((one) => suppressionsAt(one, fileSystem)) };
}

/** The suppressions that may be for a finding at an import or in a go.mod. */
function suppressionsAt({ path, file, end, package: name, module }: Finding, fileSystem: FileSystem): Suppression[] {
  const lines = (fileSystem.readText(path) ?? '').split('\n');
  const text = lines.slice(0, end.line).join('\n');
  const map = new LineMap(text);
  return suppressionsAmong(slashComments(text), { path, text }, { package: name, module }, (span) => ({
    ...{ path, file },
    start: map.position(span.start),
    end: map.position(span.end),
  }));
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
