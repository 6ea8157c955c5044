// The entry of a background worker: a thread that does one piece of work about a whole project, and ends.
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { BaselineError, exclusion, readBaseline } from '../analysis/check-settings.ts';
import { check } from '../analysis/driver.ts';
import type { Finding } from '../analysis/finding.ts';
import { cacheFolder } from '../analysis/result-cache.ts';
import { findScope } from '../analysis/scope.ts';
import { runnablePackages } from '../editor/packages.ts';
import { setLanguage } from '../messages/set-language.ts';
import { diskFileSystem, OverlayFileSystem } from '../module/file-system.ts';
import type { Severity } from '../rules/finding.ts';
import type {
  BackgroundJob,
  BackgroundMessage,
  Checked,
  CheckJob,
  FoundPackage,
  PackageDiagnostics,
  PackagesJob,
} from './background-protocol.ts';
import { diagnosticsByFile, isShown, type Presentation } from './present.ts';

const job = workerData as BackgroundJob;
setLanguage(job.locale);
if (job.kind === 'check') send({ kind: 'checked', checked: await checkProject(job) });
else send({ kind: 'packages', packages: packagesOf(job) });

function send(message: BackgroundMessage): void {
  parentPort!.postMessage(message);
}

async function checkProject({ project, presentation, threads, overlay, changed }: CheckJob): Promise<Checked> {
  const { root, targets, severities, tests, environment } = project;
  const incomplete: string[] = [];
  const { findings, stats, ...result } = await check({
    cwd: root,
    paths: [root],
    targets,
    severities,
    tests,
    environment,
    overlay,
    deps: false,
    excluded: exclusion(project),
    baseline: baselineOf(project.baseline, incomplete),
    jobs: threads,
    cacheFolder: cacheFolder(process.env),
    ...(changed && { changed }),
    onProgress: ({ done, total }) => send({ kind: 'progress', done, total }),
  });
  incomplete.push(...result.incomplete.map(({ package: name, reason }) => `${name}: ${reason}`));
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
    incomplete,
  };
}

function byPackage(
  findings: readonly Finding[],
  packages: ReadonlyMap<string, string>,
  presentation: Presentation,
): PackageDiagnostics[] {
  const byOrigin = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = byOrigin.get(finding.package);
    if (known) known.push(finding);
    else byOrigin.set(finding.package, [finding]);
  }
  return [...byOrigin].flatMap(([origin, ofPackage]) => {
    const dir = packages.get(origin);
    return diagnosticsByFile(ofPackage, presentation).map((file) => ({
      ...file,
      origin,
      isForeign: dir !== undefined && dirname(file.path) !== dir,
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
