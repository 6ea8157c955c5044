// npm run truth: checks the modules of test/truth and holds the findings against what the Go toolchain says of them.
// Needs Go and the module proxy. `npm run truth -- NAME…` checks only modules whose name contains one of the words; --verbose
// lists what was missed and what was wrong, --markdown prints the table for docs/accuracy.md. What follows from an error that was
// found is counted apart: the compiler is asked again with the undefined names declared (support/mended.ts).
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { openWorkspace } from '../src/module/open-workspace.ts';
import type { GoPackage } from '../src/module/package.ts';
import { parseTargets } from '../src/platform/parse-targets.ts';
import { TargetList } from '../src/platform/target.ts';
import { mended } from './support/mended.ts';
import { setUpModule, type TruthError, type TruthModule, truthErrors, truthModules } from './support/truth-modules.ts';

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
  /** Reported by the compiler alone, and gone when what both report as undefined is declared. */
  follows: number;
  wrong: number;
}

const root = new URL('..', import.meta.url).pathname;
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'archway/truth');
const modules = truthModules();
const errors = truthErrors();
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

/**
 * Per target the packages nothing is known of: those that import, perhaps through others, one that does not build there, and
 * those that only such packages need.
 */
function unseen(
  dir: string,
  module: TruthModule,
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

/** Of the errors that were not found those which follow from undefined names that were. */
async function consequences(
  dir: string,
  expected: readonly TruthError[],
  isFound: (error: TruthError) => boolean,
): Promise<Set<TruthError>> {
  const groups = new Map<string, { errors: TruthError[]; names: Set<string> }>();
  for (const error of expected) {
    const key = `${error.target} ${error.package}`;
    const group = groups.get(key) ?? { errors: [], names: new Set() };
    groups.set(key, group);
    if (!isFound(error)) group.errors.push(error);
    const name = /^undefined(?:: | array length )(\w+)(?: or missing type constraint)?$/.exec(error.message)?.[1];
    if (isFound(error) && name !== undefined) group.names.add(name);
  }
  const following = new Set<TruthError>();
  for (const { errors: missed, names } of groups.values()) {
    const [first] = missed;
    if (first === undefined || names.size === 0) continue;
    const places = await mended({ dir, path: first.package, target: first.target, names }, missed);
    for (const error of missed) if (places.includes(error)) following.add(error);
  }
  return following;
}

const scores = new Map<string, Score>();
const dirty: string[] = [];
const unfetched: { readonly name: string; readonly problem: string }[] = [];
let checked = 0;
let seconds = 0;
const score = (name: string): Score => {
  let found = scores.get(name);
  if (found === undefined) {
    found = { found: 0, missed: 0, follows: 0, wrong: 0 };
    scores.set(name, found);
  }
  return found;
};

for (const module of modules) {
  if (words.length > 0 && !words.some((word) => module.name.includes(word))) continue;
  const ready = await setUpModule(module, cache);
  if ('problem' in ready) {
    unfetched.push({ name: module.name, problem: ready.problem.trim().split('\n').at(-1) ?? '' });
    continue;
  }
  const { dir } = ready;
  checked++;
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
  // The go command refuses whole packages without naming a file: found by a finding there, or at an import of it.
  const refused = errors.filter(
    (error) => error.name === module.name && error.file === '' && family(error.message) === 'no-go-files',
  );
  const foundRefused = new Set<TruthError>();
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
      const refusal = refused.find(
        (error) =>
          error.target === target &&
          family(finding.message) === 'no-go-files' &&
          (finding.package === error.package || finding.message === error.message),
      );
      if (refusal !== undefined) {
        foundRefused.add(refusal);
        continue;
      }
      // Of a package with errors of types the compiler never comes to say which functions have no body.
      const unreached =
        family(finding.message) === 'missing-function-body' && failing.get(target)?.has(finding.package);
      const masked =
        unreached ||
        module.targets[target]?.masked.includes(finding.package) ||
        hidden.get(target)?.has(finding.package);
      if (masked || module.not_on_amd64.includes(finding.package)) continue;
      score(`${family(finding.message)} ${own(finding.file)}`).wrong++;
      isDirty = true;
      if (verbose) console.log(`WRONG  ${module.name} ${at} ${finding.message}`);
    }
  }
  const isFound = (error: TruthError) => found.has(key(error.target, error.file, error.line));
  const following = await consequences(dir, expected, isFound);
  for (const [at, error] of wanted) {
    const one = score(`${family(error.message)} ${own(error.file)}`);
    if (found.has(at)) one.found++;
    else if (following.has(error)) one.follows++;
    else {
      one.missed++;
      if (verbose) console.log(`MISSED ${module.name} ${at} ${error.message}`);
    }
  }
  for (const error of refused) {
    const one = score('no-go-files own');
    if (foundRefused.has(error)) one.found++;
    else {
      one.missed++;
      if (verbose) console.log(`MISSED ${module.name} ${error.target} ${error.package} ${error.message}`);
    }
  }
  if (expected.length === 0 && isDirty && !errors.some((error) => error.name === module.name)) dirty.push(module.name);
}

const ratio = (part: number, whole: number) => (whole === 0 ? '-' : (part / whole).toFixed(4));
const rows = [...scores].sort().map(([name, { found, missed, follows, wrong }]) => {
  const [group = '', where = ''] = name.split(' ');
  const counts = [found, missed, wrong, ratio(found, found + missed), ratio(found, found + wrong), follows];
  return [group, where, ...counts].map(String);
});
const titles = ['family', 'code', 'found', 'missed', 'wrong', 'recall', 'precision', 'follow'];
if (process.argv.includes('--markdown')) {
  for (const row of [titles, ['---', '---', '--:', '--:', '--:', '--:', '--:', '--:'], ...rows])
    console.log(`| ${row.join(' | ')} |`);
} else {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const pad = (text: string, i: number) => (i < 2 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!));
  for (const row of [titles, ...rows]) console.log(row.map(pad).join('  '));
}
console.log(`clean modules with findings: ${dirty.length === 0 ? 'none' : dirty.join(', ')}`);
for (const { name, problem } of unfetched) console.log(`not fetched: ${name}: ${problem}`);
console.log(`${checked} of ${checked + unfetched.length} modules checked in ${seconds.toFixed(1)} s`);
