// npm run porting [-- NAME…]: ports the systems of scripts/porting/systems.ts to mips64le with the Go of their time: what Archway predicts against
// what the compiler says, what `archway fix` mends, the build, and programs that run under QEMU. Downloads some hundred MB once; works in
// the user's cache folder. --markdown prints the table for docs/porting-kubernetes.md, of all that was ever run.
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa, type Options } from 'execa';
import { applyChosenFixes } from './porting/chosen-fixes.ts';
import { errorPlaces, moduleOf, type Place } from './porting/compiled.ts';
import { signsOfLife } from './porting/signs-of-life.ts';
import { type System, systems } from './porting/systems.ts';
import { buildIfStale, root } from './prepare.mjs';
import { copyModule, moduleFolder } from './support/modules.ts';
import { type OldGo, oldGo } from './support/old-go.ts';

const TARGET = 'linux/mips64le';
/** Where the systems come from: there they compile. */
const HOME_TARGET = 'linux/amd64';
const TARGETS = `${HOME_TARGET},${TARGET}`;
const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway', 'porting');

interface Fixed {
  /** Predicted places that are still wrong. */
  readonly left: readonly Place[];
  /** The fixes that a user has to choose, by their titles. */
  readonly chosen: readonly string[];
}

const NOTHING_TO_FIX: Fixed = { left: [], chosen: [] };

/** What became of a system. */
interface Outcome extends Fixed {
  readonly name: string;
  readonly module: string;
  readonly version: string;
  readonly go: string;
  readonly programs: readonly string[];
  /** Lines that do not compile, as Archway says before anything is built, and in how many seconds. */
  readonly predicted: readonly Place[];
  readonly seconds: number;
  /** Those of the first build, which goes no further than to packages all of whose imports compile. */
  readonly said: readonly Place[];
  /** What the programs printed, or what else shows that they run. */
  readonly signs: readonly string[];
}

/** The parts of a finding that are looked at, as `archway check --format json` prints it. */
interface Finding {
  readonly kind: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly targets: readonly string[];
}

interface Workplace {
  readonly system: System;
  readonly go: OldGo;
  /** The module, and beside it in `modules` copies of the dependencies that are changed. */
  readonly folder: string;
  readonly modules: string;
  readonly bin: string;
  /** The module cache. */
  readonly cache: string;
}

async function port(system: System): Promise<Outcome> {
  const place = await layOut(system);
  const programs = system.programs.map((program) => program.package);
  const start = performance.now();
  const predicted = await predict(place, programs);
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  console.log(`  predicted in ${seconds} s: ${listed(predicted)}`);
  const said = await compile(place, programs);
  console.log(`  said by go${system.go}: ${listed(said)}`);
  const missed = said.filter((one) => !predicted.includes(one));
  demand(missed.length === 0, `not predicted: ${listed(missed)}`);
  const { left, chosen } = predicted.length === 0 ? NOTHING_TO_FIX : await fix(place, programs, predicted);
  for (const title of chosen) console.log(`  chosen: ${title}`);
  demand(left.length === 0, `not mended: ${listed(left)}`);
  const cgo = system.cgo ? ['--cgo', '--static'] : [];
  const flags = ['--target', TARGET, ...tagsOf(system), ...cgo, '-o', `${place.bin}/`];
  await archway(['build', ...flags, ...programs], { cwd: place.folder, env: place.go.env, stdout: 'inherit' });
  const signs = await signsOfLife(system, place, TARGET);
  const { name, module, version, go } = system;
  return { name, module, version, go, programs, predicted, seconds, said, left, chosen, signs };
}

async function layOut(system: System): Promise<Workplace> {
  const go = await oldGo(system.go);
  const base = join(home, system.name);
  const [folder, modules, bin] = ['source', 'modules', 'bin'].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ];
  rmSync(base, { recursive: true, force: true });
  for (const made of [modules, bin]) mkdirSync(made, { recursive: true });
  copyModule(await downloaded(system.module, system.version), folder);
  if (system.requirements !== undefined) {
    for (const name of ['go.mod', 'go.sum']) {
      writeFileSync(join(folder, name), readFileSync(join(root, system.requirements, name)));
    }
  }
  await execa('go', ['mod', 'download'], { cwd: folder, env: go.env });
  const { stdout: path } = await execa('go', ['env', 'GOPATH'], { env: go.env });
  return { system, go, folder, modules, bin, cache: join(path, 'pkg', 'mod') };
}

/** What Archway says does not compile, where no go command is on PATH; the standard library is that of the old Go. */
async function predict({ system, go, folder, cache }: Workplace, packages: readonly string[]): Promise<Place[]> {
  const env = { ...go.env, PATH: dirname(process.execPath), GOMODCACHE: cache };
  const flags = ['--deps', '--no-tests', '--targets', TARGETS, '--format', 'json', ...tagsOf(system)];
  const options = { cwd: folder, env, reject: false, stderr: 'inherit' } as const;
  const { stdout, exitCode } = await archway(['check', ...flags, ...packages], options);
  demand(exitCode === 0 || exitCode === 1, `archway check ended with status ${exitCode}`);
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  const compile = findings.filter(({ kind }) => kind === 'compile');
  const before = compile.filter(({ targets }) => targets.length > 1);
  demand(
    before.length === 0,
    `does not even compile for ${HOME_TARGET}: ${listed(before.map(({ message }) => message))}`,
  );
  return [
    ...new Set(compile.filter(({ targets }) => targets.includes(TARGET)).map(({ file, line }) => `${file}:${line}`)),
  ];
}

/** What the go command says, which is asked for every error of a package. */
async function compile({ system, go, folder, bin, cache }: Workplace, packages: readonly string[]): Promise<Place[]> {
  const env = { ...go.env, GOOS: 'linux', GOARCH: TARGET.split('/')[1]! };
  const tags = system.tags === undefined ? [] : ['-tags', system.tags.join(' ')];
  const args = ['build', '-gcflags=all=-e', ...tags, '-o', `${bin}/`, ...packages];
  const { stderr } = await execa('go', args, { cwd: folder, env, reject: false });
  return errorPlaces(stderr, cache);
}

/** Mends the module, and copies of dependencies that do not compile: with `archway fix`, then with fixes that a user chooses in the editor. */
async function fix(place: Workplace, packages: readonly string[], predicted: readonly Place[]): Promise<Fixed> {
  const { folder, modules, cache, go } = place;
  const flags = ['--no-tests', '--targets', TARGETS];
  const copies = [...new Set(predicted.map(moduleOf))].map((module) => {
    if (module === undefined) return folder;
    const copy = join(modules, module.replaceAll('/', '_'));
    copyModule(join(cache, module), copy);
    const name = module.replace(/@[^@]*$/, '').replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
    // The versions of what it imports are those of the whole build.
    const mod = readFileSync(join(folder, 'go.mod'), 'utf8').split('\n');
    const others = mod.filter((line) => !line.includes(` ${name} v`) && !line.includes(`\t${name} v`));
    writeFileSync(join(copy, 'go.mod'), others.join('\n').replace(/^module .*$/m, `module ${name}`));
    cpSync(join(folder, 'go.sum'), join(copy, 'go.sum'));
    appendFileSync(join(folder, 'go.mod'), `\nreplace ${name} => ${copy}\n`);
    return copy;
  });
  const env = { ...go.env, PATH: dirname(process.execPath), GOMODCACHE: cache };
  const chosen: string[] = [];
  for (const copy of copies) {
    const wrong = predicted.filter((one) => (copy === folder ? moduleOf(one) === undefined : isIn(copy, one)));
    const paths = [...new Set(wrong.map((one) => `./${dirname(withoutModule(one))}`))];
    const { stdout } = await archway(['fix', ...flags, ...paths], { cwd: copy, env, reject: false });
    console.log(`  ${stdout.trim().split('\n').at(-1)}`);
    chosen.push(...(await applyChosenFixes(copy, paths, TARGETS, env)));
  }
  const now = await predict(place, packages);
  return { left: predicted.filter((one) => now.some((found) => found.endsWith(withoutModule(one)))), chosen };
}

/** The file and line of a place, relative to the folder of its module. */
function withoutModule(place: Place): string {
  return place.slice((moduleOf(place) ?? '').length).replace(/^\//, '');
}

const isIn = (copy: string, one: Place) => basename(copy) === moduleOf(one)?.replaceAll('/', '_');

/** The folder of a module in the module cache. */
async function downloaded(module: string, version: string): Promise<string> {
  const found = await moduleFolder(module, version, home);
  if ('problem' in found) throw new Error(found.problem);
  return found.dir;
}

const tagsOf = ({ tags }: System) => (tags === undefined ? [] : ['--tags', tags.join()]);

/** Runs the bundled command line. */
function archway<T extends Options>(args: readonly string[], options: T) {
  return execa(process.execPath, [join(root, 'dist/cli.js'), ...args], { stderr: 'inherit', ...options });
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** How many there are, and the first of them. */
function listed(all: readonly string[]): string {
  return [`${all.length}`, ...all.slice(0, 10), ...(all.length > 10 ? ['…'] : [])].join('\n    ');
}

function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ name, version, go, programs, predicted, said, chosen, left, seconds }) => {
    const where = [...new Set(predicted.map((place) => moduleOf(place) ?? 'its own code'))].join(', ');
    const counts = [seconds, predicted.length, said.length, chosen.length, left.length].join(' | ');
    return `| ${name} ${version} | ${go} | ${programs.length} | ${counts} | ${where || '-'} |`;
  });
  return [
    '| system | Go | programs | seconds | lines predicted | said by Go | fixes chosen | left by hand | in |',
    '| --- | --- | --: | --: | --: | --: | --: | --: | --- |',
    ...rows,
  ].join('\n');
}

const { values, positionals } = parseArgs({ options: { markdown: { type: 'boolean' } }, allowPositionals: true });
const file = join(home, 'outcomes.json');
mkdirSync(home, { recursive: true });
const outcomes = new Map<string, Outcome>(
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome[]).map((one) => [one.name, one]) : [],
);
if (!values.markdown) {
  await buildIfStale();
  for (const system of systems.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    console.log(`${system.name} ${system.version}`);
    try {
      const outcome = await port(system);
      for (const sign of outcome.signs) console.log(`  ${sign}`);
      outcomes.set(system.name, outcome);
      writeFileSync(file, JSON.stringify([...outcomes.values()], null, 2));
    } catch (error) {
      console.error(`  failed: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
}
const ported = systems.flatMap(({ name }) => outcomes.get(name) ?? []);
if (values.markdown) console.log(table(ported));
