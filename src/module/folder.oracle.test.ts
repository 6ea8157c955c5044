// Compares the files Archway chooses with those `go list` chooses: std, cmd and the newest golang.org/x/sys at hand, on
// every port. A seeded sample of the configurations, all of them with ARCHWAY_ORACLE=all.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseTargets } from '../platform/parse-targets.ts';
import { MAX_TARGETS, type Target, TargetList, targetName } from '../platform/target.ts';
import type { BuildContext } from './build-context.ts';
import { diskFileSystem } from './file-system.ts';
import { type PackageFolder, readPackageFolder } from './folder.ts';
import type { GoFile, PackageFile } from './package.ts';

/** The lists of `go list -json`, by the extension of the files where that decides. */
const byExtension: Readonly<Record<string, string>> = {
  '.c': 'CFiles',
  '.cc': 'CXXFiles',
  '.cpp': 'CXXFiles',
  '.cxx': 'CXXFiles',
  '.m': 'MFiles',
  '.h': 'HFiles',
  '.hh': 'HFiles',
  '.hpp': 'HFiles',
  '.hxx': 'HFiles',
  '.f': 'FFiles',
  '.F': 'FFiles',
  '.for': 'FFiles',
  '.f90': 'FFiles',
  '.s': 'SFiles',
  '.S': 'SFiles',
  '.sx': 'SFiles',
  '.swig': 'SwigFiles',
  '.swigcxx': 'SwigCXXFiles',
  '.syso': 'SysoFiles',
};
const lists = [
  ...['GoFiles', 'CgoFiles', 'TestGoFiles', 'XTestGoFiles', 'IgnoredGoFiles', 'IgnoredOtherFiles'],
  ...new Set(Object.values(byExtension)),
];

type Listed = { Dir: string; ImportPath: string } & Record<string, string[] | undefined>;

const go = (args: string[], cwd: string, env: Record<string, string> = {}) =>
  execFileSync('go', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, GOFLAGS: '', ...env } });

/** What the go command chooses for a target. */
function goList(cwd: string, patterns: string[], target: Target): Listed[] {
  const env = { GOOS: target.goos, GOARCH: target.goarch, CGO_ENABLED: target.cgo ? '1' : '0', GOWORK: 'off' };
  const args = ['list', '-e', `-tags=${target.tags.join(',')}`, `-json=Dir,ImportPath,${lists.join(',')}`, ...patterns];
  const output = go(args, cwd, { ...env, ...target.levels });
  return JSON.parse(`[${output.replaceAll('}\n{', '},\n{')}]`);
}

/** Without cgo, `go list` shows C files in no list, unless their name or constraint excludes them. Neither counts here. */
function isDroppedC(name: string, target: Target): boolean {
  return !target.cgo && /\.(c|cc|cpp|cxx|m|swig|swigcxx)$/.test(name);
}

/** What Archway chooses for the i-th target of a list, in the form of `go list`. */
function chosen(folder: PackageFolder, targets: TargetList, i: number): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  const add = (list: string, file: PackageFile) => {
    result[list] = [...(result[list] ?? []), file.name];
  };
  const isPresent = (file: PackageFile) => (file.presence(targets) & (1 << i)) !== 0;
  const isHidden = (file: PackageFile) => /^[_.]/.test(file.name);
  const packageName = folder.files.find((file) => isPresent(file) && !file.isTest)?.packageName;
  const listOf = (file: GoFile) => {
    if (!file.isTest) return file.usesCgo ? 'CgoFiles' : 'GoFiles';
    return file.packageName.endsWith('_test') && file.packageName !== packageName ? 'XTestGoFiles' : 'TestGoFiles';
  };
  for (const file of folder.files) {
    if (isPresent(file)) add(listOf(file), file);
    else if (!isHidden(file)) add('IgnoredGoFiles', file);
  }
  for (const file of folder.otherFiles) {
    if (isPresent(file)) add(byExtension[path.extname(file.name)]!, file);
    else if (!isHidden(file) && !isDroppedC(file.name, targets.targets[i]!)) add('IgnoredOtherFiles', file);
  }
  return result;
}

/** Every port without cgo, and what else changes the choice: cgo, tags, levels. */
function configurations(): Target[] {
  const withCgo = parseTargets('linux,darwin/arm64,windows/amd64,android/arm64,illumos/amd64', { cgo: true });
  const withTags = parseTargets('linux/arm64,windows/386', {
    tags: ['purego', 'netgo', 'race', 'boringcrypto', 'plan9', 'x_y.z'],
  });
  const atLevels = parseTargets(
    'linux/arm/5,linux/amd64/v3,linux/arm64/v9.1,linux/mips/softfloat,linux/riscv64/rva22u64',
  );
  return [...parseTargets('all'), ...withCgo, ...withTags, ...atLevels];
}

function sample<T>(all: readonly T[], size: number): T[] {
  if (process.env.ARCHWAY_ORACLE === 'all') return [...all];
  let seed = Number(process.env.ARCHWAY_SEED ?? 1);
  const rest = [...all];
  return Array.from({ length: size }, () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return rest.splice(seed % rest.length, 1)[0]!;
  });
}

function newestSys(moduleCache: string): string {
  const versions = readdirSync(path.join(moduleCache, 'golang.org/x')).filter((name) => name.startsWith('sys@'));
  const newest = versions.sort(new Intl.Collator('en', { numeric: true }).compare).at(-1);
  assert.ok(newest, 'golang.org/x/sys is not in the module cache');
  return path.join(moduleCache, 'golang.org/x', newest);
}

describe('the files go list chooses', function () {
  this.timeout(600_000);
  const [goroot = '', moduleCache = '', goVersion = ''] = go(['env', 'GOROOT', 'GOMODCACHE', 'GOVERSION'], '/').split(
    '\n',
  );
  const context: BuildContext = { goVersion, compiler: 'gc' };
  const targets = sample(configurations(), 6);
  const folders = new Map<string, PackageFolder>();

  const compare = (cwd: string, patterns: string[], list: TargetList, i: number) => {
    const packages = goList(cwd, patterns, list.targets[i]!);
    assert.ok(packages.length > 2, `go list ${patterns.join(' ')} found ${packages.length} packages`);
    for (const listed of packages) {
      const folder = folders.get(listed.Dir) ?? readPackageFolder(listed.Dir, diskFileSystem, context);
      folders.set(listed.Dir, folder);
      const ours = chosen(folder, list, i);
      for (const name of lists) {
        const theirs = (listed[name] ?? []).filter(
          (file) => name !== 'IgnoredOtherFiles' || !isDroppedC(file, list.targets[i]!),
        );
        assert.deepEqual(ours[name] ?? [], theirs, `${name} of ${listed.ImportPath}`);
      }
    }
  };

  for (let from = 0; from < targets.length; from += MAX_TARGETS) {
    const list = new TargetList(targets.slice(from, from + MAX_TARGETS));
    for (const [i, target] of list.targets.entries()) {
      const { cgo, tags } = target;
      const title = [targetName(target), cgo ? 'with cgo' : '', tags.length > 0 ? 'with tags' : ''].join(' ').trim();
      it(`std and cmd on ${title}`, () => compare(path.join(goroot, 'src'), ['std', 'cmd'], list, i));
      it(`golang.org/x/sys on ${title}`, () => compare(newestSys(moduleCache), ['./...'], list, i));
    }
  }
});
