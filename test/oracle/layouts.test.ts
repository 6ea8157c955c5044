// The layout of declared structs on every port of Go, as archway layout shows it, against go/types. With ARCHWAY_ORACLE=all of the whole
// standard library, golang.org/x/sys and the modules of test/truth; ARCHWAY_LAYOUTS=WORD looks only at what has the word in its name.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { moduleWithDependencies } from '../../scripts/support/modules.ts';
import { setUpModule, truthModules } from '../../scripts/support/truth-modules.ts';
import { targetBatches } from '../../src/analysis/batches.ts';
import { loadParsers } from '../../src/analysis/parsers.ts';
import { readEnvironment } from '../../src/module/environment.ts';
import { openWorkspace } from '../../src/module/open-workspace.ts';
import type { GoPackage } from '../../src/module/package.ts';
import type { Workspace } from '../../src/module/workspace.ts';
import { parseTargets } from '../../src/platform/parse-targets.ts';
import { type Target, type TargetList, targetName } from '../../src/platform/target.ts';
import { CachedTrees } from '../../src/syntax/trees.ts';
import { Checker } from '../../src/types/checker.ts';
import { goRoot } from '../support/go-sources.ts';
import { OurPackage } from '../support/recorded-expressions.ts';
import { runsAll, sample } from '../support/sample.ts';

const settings = { CGO_ENABLED: '0', GOPROXY: 'off', GOWORK: 'off', GOTOOLCHAIN: 'local' };
const fetched = { ...settings, GOFLAGS: '-mod=mod' };
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway');
const X_SYS = 'v0.49.0';

interface Found {
  readonly structs: number;
  readonly different: readonly string[];
}

/** What the packages named by patterns in a folder come to, on each target that go/types finds no error on. */
async function compare(
  oracle: string,
  dir: string,
  patterns: readonly string[],
  goEnv: typeof fetched,
): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), 'archway-oracle-'));
  const ports = sample(parseTargets('all', { cgo: false }), 6);
  try {
    const rest = [...ports];
    const askNext = async () => {
      for (let port = rest.pop(); port !== undefined; port = rest.pop()) {
        const output = join(folder, targetName(port));
        mkdirSync(output, { recursive: true });
        const env = { ...goEnv, GOOS: port.goos, GOARCH: port.goarch };
        await execa(oracle, ['-declarations', output, ...patterns], { cwd: dir, env });
      }
    };
    await Promise.all([askNext(), askNext()]);
    const environment = readEnvironment({ variables: { ...process.env, ...goEnv } });
    const workspace = openWorkspace(dir, { environment });
    const results = targetBatches(ports).map((batch) =>
      compareBatch(workspace, workspace.packages(patterns), batch, folder),
    );
    const written = new Set(ports.flatMap((port: Target) => readdirSync(join(folder, targetName(port)))));
    assert.notEqual(written.size, 0);
    return {
      structs: results.reduce((sum, { structs }) => sum + structs, 0),
      different: results.flatMap(({ different }) => different),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compareBatch(
  workspace: Workspace,
  packages: readonly GoPackage[],
  targets: TargetList,
  folder: string,
): Found {
  const readText = (path: string) => workspace.fileSystem.readText(path);
  const checker = new Checker(targets, workspace.source, new CachedTrees({ readText, skipBodies: () => true }));
  let structs = 0;
  const different: string[] = [];
  for (const found of packages) {
    const ours = new OurPackage(checker, found);
    for (const [i, target] of targets.targets.entries()) {
      const path = join(folder, targetName(target), `${found.importPath.replaceAll('/', '+')}.jsonl`);
      if (!existsSync(path)) continue;
      const theirs = JSON.parse(readFileSync(path, 'utf8')) as { errors: number; structs: Record<string, number[]> };
      if (theirs.errors > 0) continue;
      for (const [name, layout] of Object.entries(theirs.structs)) {
        structs++;
        const [own, wanted] = [ours.layout(name, 1 << i), layout.join(' ')];
        if (own !== wanted)
          different.push(`${targetName(target)} ${found.importPath}.${name}: ours ${own}, theirs ${wanted}`);
      }
    }
  }
  return { structs, different };
}

describe('layouts on every port', function () {
  this.timeout(6_000_000);
  const build = mkdtempSync(join(tmpdir(), 'archway-oracle-'));
  const oracle = join(build, 'types');
  const isWanted = (name: string) => name.includes(process.env.ARCHWAY_LAYOUTS ?? '');

  before(async () => {
    await loadParsers();
    await execa('go', ['build', '-o', oracle, '.'], { cwd: join(import.meta.dirname, 'types'), env: settings });
  });
  after(() => rmSync(build, { recursive: true }));

  /** Compares, and says how much there was. */
  const verify = async (dir: string, patterns: readonly string[], env: typeof fetched): Promise<number> => {
    const { structs, different } = await compare(oracle, dir, patterns, env);
    if (runsAll) console.log(`${structs} structs`);
    assert.deepEqual(different, []);
    return structs;
  };

  if (isWanted('std')) {
    it('of the standard library are those of go/types', async () => {
      const packages = runsAll ? ['std'] : ['syscall', 'runtime', 'net', 'sync/atomic', 'internal/trace'];
      assert.notEqual(await verify(join(goRoot(), 'src'), packages, { ...settings, GOFLAGS: '' }), 0);
    });
  }

  if (!runsAll) return;
  if (isWanted('golang.org/x/sys')) {
    it('of golang.org/x/sys are those of go/types', async () => {
      const ready = await moduleWithDependencies('golang.org/x/sys', X_SYS, join(cache, 'silence'));
      assert.ok('dir' in ready);
      assert.notEqual(await verify(ready.dir, ['./...'], fetched), 0);
    });
  }

  for (const module of truthModules().filter(({ name }) => isWanted(name))) {
    it(`of ${module.name} are those of go/types`, async function () {
      const ready = await setUpModule(module, join(cache, 'truth'));
      if ('problem' in ready) this.skip();
      await verify(ready.dir, module.patterns, fetched);
    });
  }
});
