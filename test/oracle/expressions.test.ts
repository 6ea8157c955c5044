// Every expression of real packages against go/types, on all targets of one pass: its type, its value, and the layout of every declared
// struct. With ARCHWAY_ORACLE=all the whole standard library, the golang.org/x modules that Go vendors, and the modules of test/truth.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { setUpModule, truthModules } from '../../scripts/support/truth-modules.ts';
import { loadParsers } from '../../src/analysis/parsers.ts';
import { readEnvironment } from '../../src/module/environment.ts';
import { openWorkspace } from '../../src/module/open-workspace.ts';
import { parseTargets } from '../../src/platform/parse-targets.ts';
import { TargetList } from '../../src/platform/target.ts';
import { type Comparison, compareExpressions, type Difference } from '../support/expressions.ts';
import { goRoot } from '../support/go-sources.ts';
import { runsAll, sample } from '../support/sample.ts';

/** Why some differences are right. */
interface Explanation {
  /** Of the line that describes a difference. */
  readonly pattern: string;
  readonly reason: string;
}

const PORTS = runsAll ? 'linux,windows/amd64,darwin/arm64,freebsd/386' : 'linux';
/** Of the packages that are looked at in a short run. */
const SEED = 2;
const targets = new TargetList(parseTargets(PORTS, { cgo: false }));
const explanations: readonly Explanation[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'expressions.json'), 'utf8'),
);
const settings = { CGO_ENABLED: '0', GOPROXY: 'off', GOWORK: 'off', GOTOOLCHAIN: 'local' };
/** Go's own modules are as they are. */
const env = { ...settings, GOFLAGS: '' };
/** Others may have a vendor folder, of which the module proxy serves nothing but the list. */
const fetched = { ...settings, GOFLAGS: '-mod=mod' };
const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway/truth');

/** What the packages named by patterns in a folder come to. */
async function compare(oracle: string, dir: string, patterns: readonly string[], goEnv = env): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'archway-oracle-'));
  try {
    const written = new Set<string>();
    const names = targets.names(targets.all);
    const askNext = async () => {
      for (let name = names.pop(); name !== undefined; name = names.pop()) {
        const [GOOS, GOARCH] = name.split('/');
        const output = join(folder, name);
        mkdirSync(output, { recursive: true });
        await execa(oracle, [output, ...patterns], { cwd: dir, env: { ...goEnv, GOOS, GOARCH } });
        for (const file of readdirSync(output)) written.add(file.replace(/\.jsonl$/, '').replaceAll('+', '/'));
      }
    };
    await Promise.all([askNext(), askNext()]);
    const environment = readEnvironment({ variables: { ...process.env, ...goEnv } });
    const workspace = openWorkspace(dir, { environment });
    const packages = workspace.packages(patterns).filter(({ importPath }) => written.has(importPath));
    assert.equal(packages.length, written.size, 'go list names packages that we do not find');
    return compareExpressions(workspace, packages, targets, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function line({ place, expression, ours, theirs, targets: where }: Difference): string {
  const on = where === targets.all ? '' : ` (${targets.names(where).join(', ')})`;
  return `${place}: ${expression}: ours ${ours}, theirs ${theirs}${on}`;
}

function verify({ counts, differences, gaps }: Comparison): void {
  const { values, unseen, unknown, equal, different } = counts;
  if (runsAll) console.log(JSON.stringify(counts));
  const unexplained = differences
    .map(line)
    .filter((text) => !explanations.some(({ pattern }) => new RegExp(pattern).test(text)));
  assert.deepEqual(unexplained, []);
  assert.ok(equal / (equal + different) >= 0.999, `${different} of ${equal + different} differ`);
  const sample = () => gaps.slice(0, 20).join('\n');
  assert.ok(unknown / values <= 0.01, `${unknown} of ${values} are unknown: ${sample()}`);
  // Of *(*T)(x) the tree has the conversion and its star in one node, so the conversion is not looked at by itself.
  assert.ok(unseen / values <= 0.03, `${unseen} of ${values} are not looked at: ${sample()}`);
}

describe('expressions', function () {
  this.timeout(6_000_000);
  const build = mkdtempSync(join(tmpdir(), 'archway-oracle-'));
  const oracle = join(build, 'types');

  before(async () => {
    await loadParsers();
    await execa('go', ['build', '-o', oracle, '.'], { cwd: join(import.meta.dirname, 'types'), env });
  });
  after(() => rmSync(build, { recursive: true }));

  it('of the standard library have the types, values and layouts that go/types gives them', async () => {
    const dir = join(goRoot(), 'src');
    const { stdout } = await execa('go', ['list', 'std'], { cwd: dir, env });
    const packages = stdout.split('\n').filter((path) => path !== 'unsafe');
    // The package that differs most between targets is always there.
    verify(await compare(oracle, dir, [...new Set(['syscall', ...sample(packages, 6, SEED)])]));
  });

  if (!runsAll) return;
  it('of the modules that Go vendors have the types, values and layouts that go/types gives them', async () => {
    verify(await compare(oracle, join(goRoot(), 'src/cmd'), ['cmd/vendor/golang.org/x/...']));
  });

  for (const module of truthModules()) {
    it(`of ${module.name} have the types, values and layouts that go/types gives them`, async function () {
      const ready = await setUpModule(module, home);
      if ('problem' in ready) this.skip();
      verify(await compare(oracle, ready.dir, module.patterns, fetched));
    });
  }
});
