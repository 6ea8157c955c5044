// npm run flagship: the port of Kubernetes 1.18.3 to mips64le, from the eight lines that do not compile to a kubelet
// that prints its version under QEMU. Downloads about 700 MB once and keeps everything in the user's cache folder.
//
//   npm run flagship                       all steps
//   npm run flagship -- --step check       one step (repeat --step for several)
//   npm run flagship -- --clean            start from nothing but the module cache
//   npm run flagship -- --step record      ask go/types about every port again, for test/flagship/kubernetes-1.18.3/ports.json
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { buildIfStale, root } from './prepare.mjs';
import { copyModule, moduleFolder } from './support/modules.ts';
import { oldGo } from './support/old-go.ts';

const KUBERNETES = 'k8s.io/kubernetes@v1.18.3';
const CADVISOR = 'github.com/google/cadvisor@v0.35.0';
// The Go release of that time.
const RELEASE = '1.13.15';
const TARGET = 'linux/mips64le';
const VERSION = 'Kubernetes v0.0.0-master+$Format:%h$';

/**
 * What go1.13.15 says it cannot use as uint64 when it builds the kubelet: fields of syscall.Stat_t. Its columns are those of the
 * dot of `buf.Dev`; Archway's, as those of today's compiler, are those of `buf`.
 */
const PLACES = ['513:20', '514:20', '755:65', '755:86', '756:66', '756:88', '758:23', '758:44'].map((position) => {
  const [line, dot] = position.split(':').map(Number);
  return `${CADVISOR}/fs/fs.go:${line}:${dot - 'buf'.length}`;
});

/** Where the compiler of that Go, as go/types has it, sees errors in what the kubelet is made of, for each of its ports. */
const PORTS = join(root, 'test/flagship/kubernetes-1.18.3/ports.json');

const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway', 'flagship');
const tree = join(home, 'kubernetes');
const cadvisor = join(home, 'cadvisor');
const kubelet = join(home, 'kubelet');

/** Go settings that do not depend on this machine's. */
const goEnv = { GOENV: 'off', GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local', CGO_ENABLED: '0' };
/** Those of the old Go, with a build cache of its own, so that --clean makes the build a cold one. */
const oldGoEnv = async () => ({ ...(await oldGo(RELEASE)).env, GOCACHE: join(home, 'go-build') });

const steps = {
  download: async () => {
    for (const module of [KUBERNETES, CADVISOR]) await downloaded(module);
    await oldGo(RELEASE);
    const requirements = join(home, 'requirements');
    cpSync(join(root, 'test/flagship/kubernetes-1.18.3'), requirements, { recursive: true });
    await execa('go', ['mod', 'download'], { cwd: requirements, env: goEnv });
  },

  layout: async () => {
    lay(tree, await downloaded(KUBERNETES));
  },

  check: async () => {
    requireModules();
    const args = ['check', '--deps', '--no-tests', '--targets', TARGET, '--format', 'json', './cmd/kubelet/...'];
    const { findings, stats } = await checkWithoutGo(args, tree);
    const compile = findings.filter(({ kind }) => kind === 'compile');
    const found = compile.map(({ file, line, column }) => `${file}:${line}:${column}`);
    for (const [i, { message }] of compile.slice(0, 20).entries()) console.log(`  ${found[i]}: ${message}`);
    console.log(`  ${compile.length} findings, ${JSON.stringify(stats)}`);
    const missed = PLACES.filter((place) => !found.includes(place));
    const wrong = found.filter((place) => !PLACES.includes(place));
    demand(missed.length === 0, `not found: ${missed.join(', ')}`);
    demand(wrong.length === 0, `${wrong.length} found to which the compiler has no objection`);
  },

  ports: async () => {
    requireModules();
    const recorded = JSON.parse(readFileSync(PORTS, 'utf8'));
    const targets = Object.keys(recorded);
    const flags = ['--deps', '--no-tests', '--targets', targets.join(), '--format', 'json'];
    const { findings } = await checkWithoutGo(['check', ...flags, './cmd/kubelet'], tree, (await oldGo(RELEASE)).root);
    const compile = findings.filter(({ kind }) => kind === 'compile');
    for (const target of targets) {
      const found = compile
        .filter((finding) => finding.targets.includes(target))
        .map(({ file, line, column }) => `${file}:${line}:${column}`);
      const same = found.length === recorded[target].length && recorded[target].every((place) => found.includes(place));
      demand(same, `${target}: found ${found.join(', ')}, and not ${recorded[target].join(', ')}`);
    }
    console.log(`  ${targets.length} ports, ${compile.length} findings`);
  },

  fix: async () => {
    const source = await downloaded(CADVISOR);
    lay(cadvisor, source);
    writeFileSync(join(cadvisor, 'go.mod'), 'module github.com/google/cadvisor\n');
    const flags = ['--no-tests', '--targets', TARGET];
    await archway(['fix', ...flags, './fs'], { cwd: cadvisor, stdout: 'inherit', reject: false });
    const { findings } = await checkWithoutGo(['check', ...flags, '--format', 'json', './fs'], cadvisor);
    const left = findings.filter(({ kind }) => kind === 'compile').map(({ line, message }) => `${line}: ${message}`);
    demand(left.length === 0, `not fixed: ${left.join('; ')}`);
    const changed = changedLines(join(source, 'fs/fs.go'), join(cadvisor, 'fs/fs.go'));
    const expected = [...new Set(PLACES.map((place) => Number(place.split(':').at(-2))))];
    demand(String(changed) === String(expected), `the fix changed lines ${changed} of fs.go, and not ${expected}`);
  },

  build: async () => {
    requireModules('replace github.com/google/cadvisor => ../cadvisor\n');
    const args = ['build', '--target', TARGET, '-o', kubelet, './cmd/kubelet'];
    await archway(args, { cwd: tree, env: await oldGoEnv(), stdout: 'inherit' });
  },

  run: async () => {
    const qemu = ['qemu-mips64el', 'qemu-mips64el-static'].find((name) =>
      process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, name))),
    );
    demand(qemu !== undefined, 'qemu-mips64el is not on PATH: run archway doctor');
    const { stdout } = await execa(qemu, [kubelet, '--version']);
    console.log(`  ${stdout}`);
    demand(stdout === VERSION, `the kubelet printed ${stdout}, and not ${VERSION}`);
  },
};

/** What is done only when it is asked for. */
const occasional = {
  record: async () => {
    requireModules();
    const oracle = join(home, 'errors');
    await execa('go', ['build', '-o', oracle, '.'], { cwd: join(root, 'test/oracle/errors'), env: goEnv });
    const { stdout: list } = await execa('go', ['tool', 'dist', 'list'], { cwd: tree, env: await oldGoEnv() });
    const { stdout: modules } = await execa('go', ['env', 'GOMODCACHE'], { env: goEnv });
    const recorded = {};
    for (const port of list.split('\n')) {
      const [GOOS, GOARCH] = port.split('/');
      const env = { ...(await oldGoEnv()), GOOS, GOARCH };
      const { stdout } = await execa(oracle, ['./cmd/kubelet'], { cwd: tree, env });
      const places = [...stdout.matchAll(/^(\/.*?:\d+:\d+): /gm)].map(([, place]) => place);
      recorded[port] = places.map((place) => place.replace(`${modules}/`, '').replace(`${tree}/`, ''));
      console.log(`  ${port}: ${places.length} errors`);
    }
    writeFileSync(PORTS, `${JSON.stringify(recorded, null, 2)}\n`);
  },
};

/** Runs the bundled command line. */
function archway(args, options) {
  return execa(process.execPath, [join(root, 'dist/cli.js'), ...args], { ...options, stderr: 'inherit' });
}

/**
 * `archway check --format json` where no go command is on PATH: it must not need one.
 * @param standard the GOROOT whose standard library counts, Archway's own copy by default
 */
async function checkWithoutGo(args, cwd, standard = '') {
  const modules = (await execa('go', ['env', 'GOMODCACHE'], { env: goEnv })).stdout;
  const env = { ...goEnv, PATH: dirname(process.execPath), GOROOT: standard, GOMODCACHE: modules };
  const { stdout, exitCode } = await archway(args, { cwd, env, reject: false });
  demand(exitCode === 0 || exitCode === 1, `archway check ended with status ${exitCode}`);
  return JSON.parse(stdout);
}

/** The folder of `module@version` in the module cache, downloaded where it is not there. */
async function downloaded(module) {
  const found = await moduleFolder(...module.split('@'), home);
  demand('dir' in found, found.problem);
  return found.dir;
}

/** Copies a folder of the module cache in place of what was there. */
function lay(folder, source) {
  rmSync(folder, { recursive: true, force: true });
  copyModule(source, folder);
}

/** Gives Kubernetes the go.mod and go.sum that fetch its dependencies as modules, and a line more. */
function requireModules(line = '') {
  const [mod, sum] = ['go.mod', 'go.sum'].map((name) =>
    readFileSync(join(root, 'test/flagship/kubernetes-1.18.3', name), 'utf8'),
  );
  writeFileSync(join(tree, 'go.mod'), mod + line);
  writeFileSync(join(tree, 'go.sum'), sum);
}

/** The numbers of the lines that differ between two files of as many lines. */
function changedLines(before, after) {
  const [old, now] = [before, after].map((path) => readFileSync(path, 'utf8').split('\n'));
  demand(old.length === now.length, `${after} has ${now.length - old.length} more lines than before`);
  return old.flatMap((line, i) => (line === now[i] ? [] : [i + 1]));
}

function demand(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

const { values } = parseArgs({
  options: { step: { type: 'string', multiple: true }, clean: { type: 'boolean' }, help: { type: 'boolean' } },
});
const names = Object.keys(steps);
const all = { ...steps, ...occasional };
const unknown = values.step?.find((name) => !(name in all));
if (values.help || unknown !== undefined) {
  if (unknown !== undefined) console.error(`no such step: ${unknown}`);
  console.log(`usage: npm run flagship -- [--clean] [--step NAME]...\nsteps: ${Object.keys(all).join(', ')}`);
  process.exit(unknown === undefined ? 0 : 2);
}
if (values.clean) rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });
await buildIfStale();

const times = [];
let failure;
for (const name of values.step ?? names) {
  console.log(`${name} …`);
  const start = performance.now();
  try {
    await all[name]();
  } catch (error) {
    failure = error.shortMessage ?? error.message;
  }
  times.push(`${name.padEnd(20)}${((performance.now() - start) / 1000).toFixed(1).padStart(8)} s`);
  if (failure !== undefined) break;
}
console.log(`\n${times.join('\n')}`);
if (failure !== undefined) {
  console.error(`\nfailed: ${failure}`);
  process.exitCode = 1;
}
