// npm run bench: what a check of whole modules costs in time, processor time and memory, and how that compares with go vet, on this
// machine. Needs Go and the module proxy, and gigabytes of downloads the first time. `npm run bench -- [kubernetes|vet] [--runs N]`.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, homedir, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { copyModule, moduleFolder } from '../scripts/support/modules.ts';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway', 'bench');
/** What a check may not depend on: settings of the shell. */
const env = { GOFLAGS: '', GOWORK: 'off', CGO_ENABLED: '0' };

/** Every linux port, as the flagship is checked for. */
const LINUX = 'linux';
const ALL = 'all';
const ONE = 'linux/arm64';

interface Run {
  readonly seconds: number;
  /** Seconds of processor time, which tell more on a machine that does other things as well. */
  readonly processor: number;
  /** The most memory the process had at once. */
  readonly megabytes: number;
  readonly files: number;
}

/** A module in a folder of its own with everything it needs in the module cache; done once. */
async function setUp(module: string, version: string, change: (dir: string) => Promise<void>): Promise<string> {
  const dir = join(cache, `${module.replaceAll('/', '_')}@${version}`);
  if (existsSync(join(dir, '.done'))) return dir;
  mkdirSync(cache, { recursive: true });
  const source = await moduleFolder(module, version, cache);
  if ('problem' in source) throw new Error(source.problem);
  rmSync(dir, { recursive: true, force: true });
  copyModule(source.dir, dir);
  // Of a vendor folder the proxy serves the list only: with it the go command finds nothing.
  rmSync(join(dir, 'vendor'), { recursive: true, force: true });
  await change(dir);
  await execa('go', ['mod', 'download'], { cwd: dir, env: { ...env, GOFLAGS: '-mod=mod' }, stdout: 'inherit' });
  writeFileSync(join(dir, '.done'), '');
  return dir;
}

/**
 * Kubernetes keeps modules of its own in staging/, which are not in what the proxy serves for it; they are published as
 * v0.MINOR.PATCH, which stand in for them here.
 */
async function publishStaging(dir: string, version: string): Promise<void> {
  const path = join(dir, 'go.mod');
  const published = version.replace(/^v1\./, 'v0.');
  const text = readFileSync(path, 'utf8').replace(/=> \.\/staging\/src\/(\S+)/g, `=> $1 ${published}`);
  writeFileSync(path, text);
  rmSync(join(dir, 'go.work'), { force: true });
}

/**
 * Checks a module once.
 * @param results where results are kept between runs
 */
async function check(dir: string, targets: string, results: string): Promise<Run> {
  const begin = performance.now();
  const process_ = execa(
    'node',
    [cli, 'check', '--targets', targets, '--format', 'json', '--fail-on', 'never', './...'],
    {
      cwd: dir,
      env: { ...env, XDG_CACHE_HOME: results },
      maxBuffer: 2 ** 30,
    },
  );
  let megabytes = 0;
  let processor = 0;
  // The kernel keeps both; they are gone with the process, so they are read again and again.
  const timer = setInterval(() => {
    megabytes = Math.max(megabytes, highWaterMark(process_.pid));
    processor = Math.max(processor, processorSeconds(process_.pid));
  }, 100);
  try {
    const { stdout } = await process_;
    const { stats, incomplete } = JSON.parse(stdout) as { stats: { files: number }; incomplete: unknown[] };
    if (incomplete.length > 0) console.log(`  (${incomplete.length} packages not seen)`);
    return { seconds: (performance.now() - begin) / 1000, processor, megabytes, files: stats.files };
  } finally {
    clearInterval(timer);
  }
}

/** Peak resident memory of a process in MB; 0 where /proc does not tell. */
function highWaterMark(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Seconds of processor time that a process has taken so far, all its threads together; 0 where /proc does not tell. */
function processorSeconds(pid: number | undefined): number {
  try {
    // Behind the name, which is in parentheses, the 12th and 13th are the hundredths of a second in the program and in the kernel.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** Does `work` with an empty folder, in which nothing is kept from earlier runs. */
async function withEmptyFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'archway-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Seconds that `go vet ./...` takes for one target. */
async function vet(dir: string, target: string, goCache: string): Promise<number> {
  const [goos, goarch] = target.split('/');
  const begin = performance.now();
  const { stderr } = await execa('go', ['vet', './...'], {
    cwd: dir,
    env: { ...env, GOOS: goos, GOARCH: goarch, GOCACHE: goCache },
    reject: false,
  });
  // What it finds is of no interest here, but that it looked.
  if (/cannot find module|no required module|inconsistent/.test(stderr)) throw new Error(stderr.slice(0, 1000));
  return (performance.now() - begin) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

async function benchKubernetes(runs: number): Promise<void> {
  const version = 'v1.34.0';
  const dir = await setUp('k8s.io/kubernetes', version, (folder) => publishStaging(folder, version));
  console.log(`k8s.io/kubernetes@${version}, ./... with tests, every linux port (13):`);
  const runsOf = { cold: [] as Run[], warm: [] as Run[], all: [] as Run[] };
  for (let i = 0; i < runs; i++) {
    await withEmptyFolder(async (results) => {
      runsOf.cold.push(await check(dir, LINUX, results));
      runsOf.warm.push(await check(dir, LINUX, results));
      runsOf.all.push(await check(dir, ALL, results));
    });
    const last = Object.entries(runsOf).map(([name, list]) => `${name} ${describe(list.slice(-1))}`);
    console.log(`  run ${i + 1}: ${last.join('; ')}`);
  }
  const { cold, warm, all } = runsOf;
  console.log(`  13 ports, cold            ${describe(cold)}`);
  console.log(`  13 ports, nothing changed ${describe(warm)}`);
  console.log(`  47 ports, cold            ${describe(all)}`);
  const ratio = median(all.map((run) => run.processor)) / median(cold.map((run) => run.processor));
  console.log(`  47 ports take ${ratio.toFixed(2)} x the processor time of 13`);
  const { files } = cold[0]!;
  console.log(`  ${files} files, ${(files / median(cold.map((run) => run.seconds))).toFixed(0)} files a second`);
}

/** The medians of some runs. */
function describe(list: readonly Run[]): string {
  const of = (value: (run: Run) => number, digits = 1) => median(list.map(value)).toFixed(digits);
  return `${of((run) => run.seconds)} s (processor ${of((run) => run.processor)} s), ${of((run) => run.megabytes, 0)} MB`;
}

/** What is compared: Archway for one port, for 13, and again; go vet for one port, with an empty and a full cache. */
type Measured = 'one' | 'all' | 'again' | 'cold' | 'warm';

async function benchVet(runs: number): Promise<void> {
  const dir = await setUp('github.com/containerd/containerd', 'v1.6.36', async () => {});
  console.log(`github.com/containerd/containerd@v1.6.36, ./... with tests:`);
  const seconds = { one: [], all: [], again: [], cold: [], warm: [] } as Record<Measured, number[]>;
  for (let i = 0; i < runs; i++) {
    // One after the other in every round, so that what else the machine does falls on all of them.
    await withEmptyFolder(async (results) => {
      seconds.one.push((await check(dir, ONE, results)).seconds);
      seconds.all.push((await check(dir, LINUX, results)).seconds);
      seconds.again.push((await check(dir, LINUX, results)).seconds);
    });
    await withEmptyFolder(async (goCache) => {
      seconds.cold.push(await vet(dir, ONE, goCache));
      seconds.warm.push(await vet(dir, ONE, goCache));
    });
    const last = Object.entries(seconds).map(([name, list]) => `${name} ${list.at(-1)!.toFixed(1)} s`);
    console.log(`  round ${i + 1}: ${last.join(', ')}`);
  }
  const { one, all, again, cold, warm } = Object.fromEntries(
    Object.entries(seconds).map(([key, list]) => [key, median(list)]),
  ) as Record<keyof typeof seconds, number>;
  const line = (name: string, value: number) =>
    console.log(
      `  ${name.padEnd(36)} ${value.toFixed(1).padStart(7)} s  ${(value / cold).toFixed(2)} x cold  ${(value / warm).toFixed(2)} x warm`,
    );
  line(`archway check --targets ${ONE}`, one);
  line('archway check --targets linux (13)', all);
  line('the same, nothing changed', again);
  line(`go vet for ${ONE}, cold GOCACHE`, cold);
  line(`go vet for ${ONE}, warm GOCACHE`, warm);
}

const words = process.argv.slice(2);
const runsAt = words.indexOf('--runs');
const runs = runsAt < 0 ? 3 : Number(words[runsAt + 1]);
const wanted = words.filter((word, i) => !word.startsWith('-') && (runsAt < 0 || i !== runsAt + 1));
const { stdout: goVersion } = await execa('go', ['version']);
console.log(
  `${cpus().length} x ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, node ${process.version}, ${goVersion}`,
);
if (wanted.length === 0 || wanted.includes('vet')) await benchVet(runs);
if (wanted.length === 0 || wanted.includes('kubernetes')) await benchKubernetes(runs);
