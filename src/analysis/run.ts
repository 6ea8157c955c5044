// Runs a job: in threads, each task where it can be done, and only what an earlier run has not done already.
import { availableParallelism } from 'node:os';
import { say } from '../messages/catalogue.ts';
import { diskFileSystem, OverlayFileSystem } from '../module/file-system.ts';
import type { Workspace } from '../module/workspace.ts';
import { targetBatches } from './batches.ts';
import type { Job, PackageTask, Part, Task, TaskResult } from './job.ts';
import { documentKey, PackageKeys } from './package-keys.ts';
import { dealTasks, planTasks } from './plan.ts';
import { ResultCache } from './result-cache.ts';
import { engineIdentity, inProcessRunner, type TaskRunner, threadRunner } from './runner.ts';

/** How far a run is, in packages and documents. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Results are saved so often, in milliseconds. */
const saveInterval = 10_000;

/** How a job is run. */
export interface RunOptions {
  /** Threads; one means this thread. One per core where it is not given. */
  readonly jobs?: number;
  /** Where results are kept between runs; absent they are not. */
  readonly cacheFolder?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Told of each part when it is there. */
  readonly onPart?: ((part: Part) => void) | undefined;
}

/**
 * What comes of each package and document of a job. Rejects with the signal's reason where it aborts.
 * @param workspaces those of the job, opened
 */
export async function runJob(
  job: Job,
  packages: readonly PackageTask[],
  documents: readonly string[],
  workspaces: readonly Workspace[],
  options: RunOptions,
): Promise<Part[]> {
  const cache = openCache(job, options);
  const keys = cache === undefined ? new Map<string, string>() : keysOf(job, packages, documents, workspaces);
  const known = new Map<string, Part>();
  for (const [subject, key] of keys) {
    const part = cache?.get(key);
    if (part === undefined) continue;
    known.set(subject, part);
    options.onPart?.(part);
  }
  const left = packages.filter(({ dir }) => !known.has(dir));
  const leftDocuments = documents.filter((path) => !known.has(path));
  let saved = performance.now();
  const fresh = await runTasks(job, left, leftDocuments, known.size, options, (part) => {
    options.onPart?.(part);
    const key = keys.get(part.subject);
    if (key === undefined || part.failed || part.lookedAround) return;
    cache?.set(key, part);
    // A long run may be ended before it has come to its end: the next one goes on from here.
    if (performance.now() - saved < saveInterval) return;
    cache?.save();
    saved = performance.now();
  });
  cache?.save();
  return [...known.values(), ...fresh];
}

function openCache(job: Job, { cacheFolder }: RunOptions): ResultCache | undefined {
  const engine = cacheFolder === undefined ? undefined : engineIdentity();
  if (cacheFolder === undefined || engine === undefined) return undefined;
  const { language, root, targets, severities, tests, environment } = job;
  return ResultCache.open(cacheFolder, { engine, language, root, targets, severities, tests, environment });
}

/** The keys of the packages of a job that have one, by their folders, and of its documents. */
function keysOf(
  { environment, overlay, targets }: Job,
  packages: readonly PackageTask[],
  documents: readonly string[],
  workspaces: readonly Workspace[],
): Map<string, string> {
  const files = new OverlayFileSystem(diskFileSystem, overlay);
  const batches = targetBatches(targets);
  const makers = workspaces.map((workspace) => new PackageKeys(workspace, files, batches, environment.gomodcache));
  const keys = new Map<string, string>();
  for (const { workspace, dir, importPath, own, reached } of packages) {
    const found = own ? workspaces[workspace]!.packageIn(dir) : workspaces[workspace]!.packages([importPath])[0];
    const key = found?.dir === dir ? makers[workspace]!.of(found) : undefined;
    if (key !== undefined) keys.set(dir, `${key} ${own} ${reached?.join() ?? ''}`);
  }
  for (const path of documents) keys.set(path, documentKey(path, files));
  return keys;
}

async function runTasks(
  job: Job,
  packages: readonly PackageTask[],
  documents: readonly string[],
  already: number,
  { jobs, signal = new AbortController().signal, onProgress }: RunOptions,
  onPart: (part: Part) => void,
): Promise<Part[]> {
  const total = already + packages.length + documents.length;
  const threads = Math.max(1, Math.min(jobs ?? availableParallelism(), packages.length));
  const tasks = planTasks(packages, documents, threads);
  if (tasks.length === 0) return [];
  const runner = await (threads > 1 ? threadRunner(job, threads) : inProcessRunner(job));
  let done = already;
  try {
    const results = new Map<Task, TaskResult>();
    const next = dealTasks(tasks, threads);
    const work = async (thread: number) => {
      for (let task = next(thread); task !== undefined; task = next(thread)) {
        const result = await runTask(task, runner, job, signal);
        results.set(task, result);
        done += task.packages.length + task.documents.length;
        onProgress?.({ done, total });
        for (const part of result.parts) onPart(part);
      }
    };
    await Promise.all(Array.from({ length: threads }, (_, thread) => work(thread)));
    return tasks.flatMap((task) => results.get(task)!.parts);
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
    const pieces = split(task);
    if (pieces.length > 1) {
      const parts: Part[] = [];
      for (const piece of pieces) parts.push(...(await runTask(piece, runner, job, signal)).parts);
      return { parts };
    }
    return { parts: [failedPart(task, error)] };
  }
}

function failedPart({ packages: [item], documents: [path = ''] }: Task, error: unknown): Part {
  const problem = error instanceof Error ? error.message : String(error);
  return {
    subject: item?.dir ?? path,
    failed: true,
    lookedAround: false,
    findings: [],
    suppressions: [],
    incomplete: [{ package: item?.importPath ?? path, reason: say('incomplete-crash', { problem }) }],
    files: 0,
    expressions: 0,
    unknown: {},
  };
}

function split(task: Task): Task[] {
  return [
    ...task.packages.map((one) => ({ packages: [one], documents: [] })),
    ...task.documents.map((one) => ({ packages: [], documents: [one] })),
  ];
}
