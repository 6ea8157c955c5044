// npm run bench: how long a check of whole modules takes, and how that compares with go vet, on this machine. Needs Go and the
// module proxy, and gigabytes of downloads the first time. `npm run bench -- [kubernetes|vet] [--runs N]`.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, homedir, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { copyModule, moduleFolder } from '../scripts/support/truth-modules.ts';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway', 'bench');
/** What a check may not depend on: settings of the shell. */
const env = { GOFLAGS: '', GOWORK: 'off', CGO_ENABLED: '0' };

/** Every linux port, as the flagship is checked for. */
const LINUX = 'linux';
const ONE = 'linux/arm64';

interface Run {
  readonly seconds: number;
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

/** Checks a module once. */
async function check(dir: string, targets: string): Promise<Run> {
  const begin = performance.now();
  const process_ = execa(
    'node',
    [cli, 'check', '--targets', targets, '--format', 'json', '--fail-on', 'never', './...'],
    {
      cwd: dir,
      env,
      maxBuffer: 2 ** 30,
    },
  );
  let megabytes = 0;
  // The kernel keeps the high-water mark; it is gone with the process, so it is read again and again.
  const timer = setInterval(() => {
    megabytes = Math.max(megabytes, highWaterMark(process_.pid));
  }, 200);
  try {
    const { stdout } = await process_;
    const { stats, incomplete } = JSON.parse(stdout) as { stats: { files: number }; incomplete: unknown[] };
    if (incomplete.length > 0) console.log(`  (${incomplete.length} packages not seen)`);
    return { seconds: (performance.now() - begin) / 1000, megabytes, files: stats.files };
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
  const results: Run[] = [];
  for (let i = 0; i < runs; i++) {
    results.push(await check(dir, LINUX));
    const { seconds, megabytes } = results.at(-1)!;
    console.log(`  run ${i + 1}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`);
  }
  const seconds = median(results.map((run) => run.seconds));
  const { files } = results[0]!;
  console.log(`  median: ${seconds.toFixed(1)} s, ${median(results.map((run) => run.megabytes)).toFixed(0)} MB peak`);
  console.log(`  ${files} files, ${(files / seconds).toFixed(0)} files a second`);
}

async function benchVet(runs: number): Promise<void> {
  const dir = await setUp('github.com/containerd/containerd', 'v1.6.36', async () => {});
  console.log(`github.com/containerd/containerd@v1.6.36, ./... with tests:`);
  const seconds: Record<'all' | 'one' | 'cold' | 'warm', number[]> = { all: [], one: [], cold: [], warm: [] };
  for (let i = 0; i < runs; i++) {
    // One after the other in every round, so that what else the machine does falls on all of them.
    const goCache = mkdtempSync(join(tmpdir(), 'archway-bench-'));
    seconds.one.push((await check(dir, ONE)).seconds);
    seconds.all.push((await check(dir, LINUX)).seconds);
    seconds.cold.push(await vet(dir, ONE, goCache));
    seconds.warm.push(await vet(dir, ONE, goCache));
    rmSync(goCache, { recursive: true });
    const last = Object.values(seconds).map((list) => list.at(-1)!.toFixed(1));
    console.log(
      `  round ${i + 1}: archway ${last[0]} s for 13 ports, ${last[1]} s for one; go vet ${last[2]} s cold, ${last[3]} s warm`,
    );
  }
  const { all, one, cold, warm } = Object.fromEntries(
    Object.entries(seconds).map(([key, list]) => [key, median(list)]),
  ) as Record<keyof typeof seconds, number>;
  const line = (name: string, value: number) =>
    console.log(
      `  ${name.padEnd(36)} ${value.toFixed(1).padStart(7)} s  ${(value / cold).toFixed(2)} x cold  ${(value / warm).toFixed(2)} x warm`,
    );
  line(`archway check --targets ${ONE}`, one);
  line('archway check --targets linux (13)', all);
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
