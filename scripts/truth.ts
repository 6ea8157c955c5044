// npm run truth: checks the modules of test/truth and holds the findings against what the Go toolchain says of them.
// Needs Go and the module proxy. `npm run truth -- NAME…` checks only modules whose name contains one of the words.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { openWorkspace } from '../src/module/open-workspace.ts';
import type { GoPackage } from '../src/module/package.ts';
import { parseTargets } from '../src/platform/parse-targets.ts';
import { TargetList } from '../src/platform/target.ts';

interface Module {
  readonly name: string;
  readonly module: string;
  readonly version: string;
  readonly patterns: readonly string[];
  readonly not_on_amd64: readonly string[];
  readonly targets: Readonly<
    Record<string, { readonly masked: readonly string[]; readonly excluded: readonly string[] }>
  >;
}

interface TruthError {
  readonly name: string;
  readonly target: string;
  readonly package: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

interface JsonFinding {
  readonly rule: string;
  readonly kind: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly targets: readonly string[];
  readonly package: string;
}

/** What is counted for one family of errors. */
interface Score {
  found: number;
  missed: number;
  wrong: number;
}

const root = new URL('..', import.meta.url).pathname;
const truth = join(root, 'test/truth');
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'archway/truth');
const modules = JSON.parse(readFileSync(join(truth, 'modules.json'), 'utf8')) as Module[];
const errors = readFileSync(join(truth, 'compile.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as TruthError);
const words = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const verbose = process.argv.includes('--verbose');

/** The family of an error message: what rules answer for. */
function family(message: string): string {
  if (message.startsWith('undefined') || / undefined \(type /.test(message)) return 'undefined';
  if (message.startsWith('build constraints exclude') || message.startsWith('found packages')) return 'no-go-files';
  if (message.startsWith('missing function body')) return 'missing-function-body';
  if (message.includes('redeclared')) return 'redeclared';
  if (message.includes('overflow') || message.includes('truncated')) return 'constant-overflow';
  if (message.startsWith('declared and not used') || message.includes('imported and not used')) return 'unused';
  return 'types';
}

/** Downloads a module and puts the recorded versions of its dependencies in. */
async function setUp(module: Module): Promise<string | undefined> {
  const dir = join(cache, module.name);
  if (existsSync(join(dir, '.done'))) return dir;
  const { stdout, failed } = await execa('go', ['mod', 'download', '-json', `${module.module}@${module.version}`], {
    cwd: root,
    env: { GOFLAGS: '-mod=mod' },
    reject: false,
  });
  if (failed) return undefined;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  cpSync((JSON.parse(stdout) as { Dir: string }).Dir, dir, { recursive: true, mode: 0 });
  await execa('chmod', ['-R', 'u+w', dir]);
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('_test.go')) rmSync(join(dir, name));
  for (const name of readdirSync(join(truth, 'mods', module.name)))
    cpSync(join(truth, 'mods', module.name, name), join(dir, name));
  const download = await execa('go', ['mod', 'download'], {
    cwd: dir,
    env: { GOFLAGS: '-mod=mod', GOWORK: 'off' },
    reject: false,
  });
  if (download.failed) return undefined;
  writeFileSync(join(dir, '.done'), '');
  return dir;
}

/**
 * Per target the packages nothing is known of: those that import, perhaps through others, one that does not build there, and
 * those that only such packages need.
 */
function unseen(
  dir: string,
  module: Module,
  failing: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  process.env.GOWORK = 'off';
  const workspace = openWorkspace(dir);
  for (const target of [...Object.keys(module.targets), 'linux/amd64']) {
    const targets = new TargetList(parseTargets(target));
    const closure = workspace.closure(workspace.packages(module.patterns), targets);
    const broken = new Set([...(failing.get(target) ?? []), ...module.not_on_amd64]);
    const masked = new Set<string>();
    const imports = (pkg: GoPackage) =>
      pkg.files.filter((file) => !file.isTest && file.presence(targets) !== 0).flatMap((file) => file.imports);
    for (let size = -1; size !== masked.size; ) {
      size = masked.size;
      for (const pkg of closure) {
        if (!masked.has(pkg.importPath) && imports(pkg).some(({ path }) => broken.has(path) || masked.has(path)))
          masked.add(pkg.importPath);
      }
    }
    const excluded = new Set(module.targets[target]?.excluded ?? []);
    const refused = (pkg: GoPackage) => workspace.closure([pkg], targets).some((one) => excluded.has(one.importPath));
    const roots = workspace.packages(module.patterns).filter((pkg) => excluded.size === 0 || !refused(pkg));
    const built = new Set(workspace.closure(roots, targets).map((pkg) => pkg.importPath));
    for (const pkg of closure) if (!built.has(pkg.importPath)) masked.add(pkg.importPath);
    found.set(target, masked);
  }
  return found;
}

const scores = new Map<string, Score>();
const dirty: string[] = [];
let seconds = 0;
const score = (name: string): Score => {
  let found = scores.get(name);
  if (found === undefined) {
    found = { found: 0, missed: 0, wrong: 0 };
    scores.set(name, found);
  }
  return found;
};

for (const module of modules) {
  if (words.length > 0 && !words.some((word) => module.name.includes(word))) continue;
  const dir = await setUp(module);
  if (dir === undefined) {
    console.log(`not fetched: ${module.name}`);
    continue;
  }
  const targets = [...Object.keys(module.targets), 'linux/amd64'];
  const args = [
    'check',
    '--deps',
    '--format',
    'json',
    '--fail-on',
    'never',
    '--targets',
    targets.join(','),
    ...module.patterns,
  ];
  const begin = performance.now();
  const { stdout } = await execa('node', [join(root, 'dist/cli.js'), ...args], {
    cwd: dir,
    maxBuffer: 2 ** 29,
    env: { GOWORK: 'off' },
  });
  seconds += (performance.now() - begin) / 1000;
  const findings = (JSON.parse(stdout) as { findings: JsonFinding[] }).findings.filter(
    (finding) => finding.kind === 'compile',
  );
  const expected = errors.filter(
    (error) => error.name === module.name && error.file !== '' && !error.file.endsWith('.s'),
  );
  const own = (file: string) => (file.includes('@v') ? 'dependencies' : 'own');
  const key = (target: string, file: string, line: number) => `${target} ${file}:${line}`;
  const wanted = new Map<string, TruthError>();
  const failing = new Map<string, Set<string>>();
  for (const error of errors.filter((one) => one.name === module.name)) {
    const set = failing.get(error.target) ?? new Set();
    failing.set(error.target, set.add(error.package));
  }
  for (const error of expected) wanted.set(key(error.target, error.file, error.line), error);
  const found = new Set<string>();
  const hidden = unseen(dir, module, failing);
  let isDirty = false;
  for (const finding of findings) {
    for (const target of finding.targets) {
      const at = key(target, finding.file, finding.line);
      if (wanted.has(at)) {
        found.add(at);
        continue;
      }
      const masked =
        module.targets[target]?.masked.includes(finding.package) || hidden.get(target)?.has(finding.package);
      if (masked || module.not_on_amd64.includes(finding.package)) continue;
      score(`${family(finding.message)} ${own(finding.file)}`).wrong++;
      isDirty = true;
      if (verbose) console.log(`WRONG  ${module.name} ${at} ${finding.message}`);
    }
  }
  for (const [at, error] of wanted) {
    const one = score(`${family(error.message)} ${own(error.file)}`);
    if (found.has(at)) one.found++;
    else {
      one.missed++;
      if (verbose) console.log(`MISSED ${module.name} ${at} ${error.message}`);
    }
  }
  if (expected.length === 0 && isDirty && !errors.some((error) => error.name === module.name)) dirty.push(module.name);
}

console.log('family                             found missed wrong  recall precision');
for (const [name, { found, missed, wrong }] of [...scores].sort()) {
  const ratio = (part: number, whole: number) => (whole === 0 ? '-' : (part / whole).toFixed(4));
  const columns = [found, missed, wrong].map((n) => String(n).padStart(6)).join('');
  console.log(`${name.padEnd(34)}${columns}  ${ratio(found, found + missed)} ${ratio(found, found + wrong)}`);
}
console.log(`clean modules with findings: ${dirty.length === 0 ? 'none' : dirty.join(', ')}`);
console.log(`checked in ${seconds.toFixed(1)} s`);
