// npm run truth:fixes: applies the automatic fixes to copies of the modules of test/truth, and proves what comes of it with the go command on every
// linux port; a second run of the fixes must have nothing to do. Needs Go and the module proxy. `-- NAME…` takes only modules whose name contains
// one of the words; --titles=ID,… applies the fixes whose titles are these messages instead; --markdown prints the table for docs/accuracy.md.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { check } from '../src/analysis/driver.ts';
import { applyFixes } from '../src/analysis/edits.ts';
import { type FixOutcome, fixAll } from '../src/analysis/fix.ts';
import { readEnvironment } from '../src/module/environment.ts';
import { diskFileSystem } from '../src/module/file-system.ts';
import { openWorkspace } from '../src/module/open-workspace.ts';
import type { GoPackage } from '../src/module/package.ts';
import { parseTargets } from '../src/platform/parse-targets.ts';
import { type Target, TargetList, targetName } from '../src/platform/target.ts';
import { requireGo } from '../src/toolchain/go.ts';
import {
  complaints,
  newComplaints,
  type Prover,
  requireGofmt,
  unformatted,
  withStage,
} from '../src/toolchain/prove.ts';
import { moduleWithDependencies } from './support/modules.ts';
import { setUpModule, truthModules } from './support/truth-modules.ts';

interface Version {
  readonly module: string;
  readonly version: string;
}

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'archway');
const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const titles = process.argv.find((arg) => arg.startsWith('--titles='))?.slice('--titles='.length);
const markdown = process.argv.includes('--markdown');
const environment = readEnvironment();
const targets = parseTargets('linux');
const env = { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' };

function records(name: string): Version[] {
  const lines = readFileSync(new URL(`../test/truth/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Version);
}

/** The modules, by name, each with what puts it into a folder. */
function modules(): Map<string, () => Promise<{ dir: string } | { problem: string }>> {
  const found = new Map<string, () => Promise<{ dir: string } | { problem: string }>>();
  for (const one of truthModules()) found.set(one.name, () => setUpModule(one, join(cache, 'truth')));
  for (const { module, version } of [...records('atomic.jsonl'), ...records('atomic-clean.jsonl')]) {
    const name = `${module.replaceAll('/', '_')}@${version}`;
    if (!found.has(name)) found.set(name, () => moduleWithDependencies(module, version, join(cache, 'truth-atomic')));
  }
  return new Map([...found].filter(([name]) => words.length === 0 || words.some((word) => name.includes(word))));
}

function request(dir: string) {
  return {
    cwd: dir,
    paths: ['.'],
    targets,
    deps: false,
    tests: true,
    severities: {},
    excluded: () => false,
    environment,
  };
}

/** The fixes that are asked for, in memory. */
async function fix(dir: string): Promise<Pick<FixOutcome, 'applied' | 'changes'>> {
  if (titles === undefined) return fixAll(request(dir));
  const chosen = titles.split(',');
  const { findings, root } = await check(request(dir));
  const round = applyFixes(findings, diskFileSystem, root, ({ fixes }) =>
    fixes.find(({ title }) => chosen.includes(title.id)),
  );
  const changes = [...round.texts].map(([path, after]) => [path, { before: undefined, after }] as const);
  return { applied: round.applied, changes: new Map(changes) };
}

/** The packages of files, and those that import them, by the names of their folders; on a target only where a file of it is one of these. */
function packagesAround(dir: string, files: readonly string[], target: Target): GoPackage[] {
  const list = new TargetList([target]);
  const workspace = openWorkspace(dir, { environment });
  const own = [...new Set(files.map((name) => dirname(join(dir, name))))].flatMap((folder) => {
    const found = openWorkspace(folder, { environment }).packageIn(folder);
    const isTouched = found?.files.some(
      (file) => files.includes(relative(dir, file.path)) && file.presence(list) !== 0,
    );
    return isTouched ? [found!] : [];
  });
  const around = own.flatMap((one) => [one, ...workspace.importersOf(one)]);
  return [...new Map(around.map((one) => [one.dir, one])).values()];
}

/** What is wrong with fixed files on all targets. */
async function problems(before: string, after: string, files: readonly string[], prover: Prover): Promise<string[]> {
  const found: string[] = [];
  const goFiles = files.filter((name) => name.endsWith('.go'));
  const odd = async (dir: string) => {
    const texts = goFiles.map((name) => [join(dir, name), diskFileSystem.readText(join(dir, name)) ?? ''] as const);
    return withStage(new Map(texts), (stage) => unformatted(prover, stage));
  };
  const oddBefore = (await odd(before)).map((path) => relative(before, path));
  for (const path of await odd(after))
    if (!oddBefore.includes(relative(after, path))) found.push(`gofmt: ${relative(after, path)}`);
  for (const target of targets) {
    const now = await complaints(prover, target, packagesAround(after, goFiles, target));
    if (now.length === 0) continue;
    const old = await complaints(prover, target, packagesAround(before, goFiles, target));
    for (const line of newComplaints(old, now)) found.push(`${targetName(target)}: ${line}`);
  }
  return found;
}

const go = await requireGo({ cwd: process.cwd(), env });
const prover: Prover = {
  go,
  gofmt: await requireGofmt(go, { cwd: process.cwd(), env }),
  env,
  signal: new AbortController().signal,
};
const rows: (readonly [string, string, number, number, number])[] = [];
for (const [name, setUp] of modules()) {
  const setting = await setUp();
  if ('problem' in setting) {
    console.log(`not fetched: ${name}: ${setting.problem.split('\n')[0]}`);
    continue;
  }
  const copy = join(cache, 'truth-fixes', name);
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(setting.dir, copy, { recursive: true, verbatimSymlinks: true });
  const { applied, changes } = await fix(copy);
  for (const [path, { after }] of changes) writeFileSync(path, after);
  const again = titles === undefined ? await fix(copy) : undefined;
  const files = [...changes.keys()].map((path) => relative(copy, path));
  const found = applied.length === 0 ? [] : await problems(setting.dir, copy, files, prover);
  if (again?.changes.size) found.push('a second run has something to do');
  const ruleIds = applied.map(({ finding }) => finding.rule);
  for (const rule of new Set(ruleIds))
    rows.push([name, rule, ruleIds.filter((one) => one === rule).length, files.length, found.length]);
  console.error(`${name}: ${applied.length} fixed in ${files.length} files, ${found.length} problems`);
  for (const problem of found) console.log(`WRONG  ${name} ${problem}`);
  rmSync(copy, { recursive: true, force: true });
}
const bar = markdown ? ' | ' : '\t';
const edge = markdown ? '| ' : '';
for (const row of [['module', 'rule', 'fixed', 'files', 'problems'], ...rows])
  console.log(`${edge}${row.join(bar)}${edge.trimEnd()}`);
