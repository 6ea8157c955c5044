// The entry of a background worker: a thread that does one piece of work about a whole project, and ends.
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { BaselineError, exclusion, readBaseline } from '../analysis/check-settings.ts';
import { check } from '../analysis/driver.ts';
import type { CheckResult, Finding } from '../analysis/finding.ts';
import { cacheFolder } from '../analysis/result-cache.ts';
import { findScope } from '../analysis/scope.ts';
import { runnablePackages } from '../editor/packages.ts';
import { setLanguage } from '../messages/set-language.ts';
import { diskFileSystem, OverlayFileSystem } from '../module/file-system.ts';
import { dependencyBuild } from '../rules/dependency-build/rule.ts';
import type { Severity } from '../rules/finding.ts';
import {
  type BackgroundJob,
  type BackgroundMessage,
  type Checked,
  type CheckJob,
  dependencyOrigin,
  type FoundPackage,
  type PackageDiagnostics,
  type PackagesJob,
} from './background-protocol.ts';
import { diagnosticsByFile, isShown, type Presentation } from './present.ts';

const job = workerData as BackgroundJob;
setLanguage(job.locale);
if (job.kind === 'check') send({ kind: 'checked', checked: await checkProject(job) });
else send({ kind: 'packages', packages: packagesOf(job) });

function send(message: BackgroundMessage): void {
  parentPort!.postMessage(message);
}

async function checkProject(job: CheckJob): Promise<Checked> {
  const { project, threads, overlay, changed } = job;
  const { root, targets, severities, deps, tests, environment } = project;
  const incomplete: string[] = [];
  const result = await check({
    cwd: root,
    paths: [root],
    targets,
    severities,
    tests,
    environment,
    overlay,
    deps,
    onlySummary: true,
    onOwn: (own) => send({ kind: 'checked', checked: checkedOf(own, job, { incomplete, isPreliminary: true }) }),
    excluded: exclusion(project),
    baseline: baselineOf(project.baseline, incomplete),
    jobs: threads,
    cacheFolder: cacheFolder(process.env),
    ...(changed && { changed }),
    onProgress: ({ done, total }) => send({ kind: 'progress', done, total }),
  });
  return checkedOf(result, job, { incomplete, isPreliminary: false });
}

function checkedOf(
  { findings, stats, ...result }: CheckResult,
  { presentation, changed }: CheckJob,
  { incomplete, isPreliminary }: Pick<Checked, 'incomplete' | 'isPreliminary'>,
): Checked {
  const shown = findings.filter((finding) => isShown(finding, presentation));
  const count = (severity: Severity) => shown.filter((finding) => finding.severity === severity).length;
  return {
    files: byPackage(shown, result.packages, presentation),
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    covered: result.isPart
      ? {
          packages: new Set(result.packages.keys()),
          folders: new Set(result.packages.values()),
          files: changed ?? new Set(),
        }
      : undefined,
    packages: stats.packages,
    goFiles: stats.files,
    seconds: stats.seconds,
    incomplete: [...incomplete, ...result.incomplete.map(({ package: name, reason }) => `${name}: ${reason}`)],
    isPreliminary,
  };
}

function byPackage(
  findings: readonly Finding[],
  packages: ReadonlyMap<string, string>,
  presentation: Presentation,
): PackageDiagnostics[] {
  const byOrigin = new Map<string, Finding[]>();
  for (const finding of findings) {
    const origin = finding.rule === dependencyBuild.id ? dependencyOrigin : finding.package;
    const known = byOrigin.get(origin);
    if (known) known.push(finding);
    else byOrigin.set(origin, [finding]);
  }
  return [...byOrigin].flatMap(([origin, ofPackage]) => {
    const dir = packages.get(origin);
    return diagnosticsByFile(ofPackage, presentation).map((file) => ({
      ...file,
      origin,
      isForeign: origin === dependencyOrigin || (dir !== undefined && dirname(file.path) !== dir),
    }));
  });
}

function baselineOf(path: string | undefined, incomplete: string[]) {
  if (path === undefined) return undefined;
  try {
    return readBaseline(path);
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    incomplete.push(error.message);
    return undefined;
  }
}

function packagesOf({ project, overlay }: PackagesJob): readonly FoundPackage[] {
  const { root, environment } = project;
  const fileSystem = new OverlayFileSystem(diskFileSystem, overlay);
  const scope = findScope(['.'], { cwd: root, environment, fileSystem, vendor: false, excluded: exclusion(project) });
  return runnablePackages(scope.packages.map((found) => found.package));
}
