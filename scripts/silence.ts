// npm run silence [-- NAME…]: checks code that builds, for all ports of Go, and holds every error that is found against the go tool itself,
// which is asked for the package and the port that the finding names. Looks at Go's own source code, at modules of golang.org/x, and at
// the modules of test/truth without recorded errors; with words only at those whose name contains one. Needs Go and the module
// proxy. Ends with status 1 where something was found that the go tool does not say.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { GoTool } from './support/go-tool.ts';
import { moduleWithDependencies } from './support/modules.ts';
import { setUpModule, truthErrors, truthModules } from './support/truth-modules.ts';

interface Finding {
  readonly kind: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly targets: readonly string[];
}

/** What is checked. */
interface Subject {
  readonly name: string;
  readonly dir: string;
  readonly paths: readonly string[];
  /** What GOFLAGS is. */
  readonly flags: string;
}

/** The newest ones when this was written. */
const MODULES = {
  sys: 'v0.49.0',
  net: 'v0.62.0',
  crypto: 'v0.58.0',
  text: 'v0.43.0',
  tools: 'v0.52.0',
  mod: 'v0.42.0',
  sync: 'v0.24.0',
  term: 'v0.47.0',
};
const root = new URL('..', import.meta.url).pathname;
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway');
const settings = { CGO_ENABLED: '0', GOWORK: 'off', GOTOOLCHAIN: 'local' };
const words = process.argv.slice(2);
const isWanted = (name: string) => words.length === 0 || words.some((word) => name.includes(word));

async function* subjects(): AsyncGenerator<Subject | { name: string; problem: string }> {
  const { stdout } = await execa('go', ['env', 'GOVERSION', 'GOROOT']);
  const [version = '', goroot = ''] = stdout.split('\n');
  if (isWanted(version)) yield { name: `${version}, std and cmd`, dir: join(goroot, 'src'), paths: ['.'], flags: '' };
  for (const [module, release] of Object.entries(MODULES)) {
    const name = `golang.org/x/${module}@${release}`;
    if (!isWanted(name)) continue;
    const ready = await moduleWithDependencies(`golang.org/x/${module}`, release, join(cache, 'silence'));
    yield 'problem' in ready ? { name, ...ready } : { name, dir: ready.dir, paths: ['.'], flags: '-mod=mod' };
  }
  const broken = new Set(truthErrors().map(({ name }) => name));
  for (const module of truthModules()) {
    const { name, patterns } = module;
    if (broken.has(name) || !isWanted(name)) continue;
    const ready = await setUpModule(module, join(cache, 'truth'));
    yield 'problem' in ready ? { name, ...ready } : { name, dir: ready.dir, paths: patterns, flags: '-mod=mod' };
  }
}

const total = { errors: 0, open: 0, wrong: 0 };
console.log('| code | packages | files | errors found | said by the go tool | not compiled | not said |');
console.log('| --- | --: | --: | --: | --: | --: | --: |');
for await (const subject of subjects()) {
  if ('problem' in subject) {
    console.log(`| ${subject.name} | not fetched: ${subject.problem.trim().split('\n').at(-1)} |`);
    continue;
  }
  const { name, dir, paths, flags } = subject;
  const env = { ...settings, GOFLAGS: flags };
  const args = ['check', '--no-cache', '--targets', 'all', '--format', 'json', '--fail-on', 'never', ...paths];
  const { stdout } = await execa('node', [join(root, 'dist/cli.js'), ...args], { cwd: dir, env, maxBuffer: 2 ** 29 });
  const { findings, stats } = JSON.parse(stdout) as {
    findings: Finding[];
    stats: { packages: number; files: number };
  };
  const errors = findings.filter(({ kind, severity }) => kind === 'compile' && severity === 'error');
  const go = new GoTool(dir, env);
  let [said, open] = [0, 0];
  const wrong: string[] = [];
  for (const { file, line, message, targets } of errors) {
    for (const target of targets) {
      const verdict = await go.verdict(target, { file, line, message });
      if (verdict === 'said') said++;
      else if (verdict === 'not compiled') open++;
      else wrong.push(`${target} ${file}:${line}: ${message}`);
    }
  }
  const found = said + open + wrong.length;
  total.errors += found;
  total.open += open;
  total.wrong += wrong.length;
  console.log(`| ${[name, stats.packages, stats.files, found, said, open, wrong.length].join(' | ')} |`);
  for (const text of wrong) console.error(`not said by the go tool: ${text}`);
}
const told = total.errors - total.open - total.wrong;
console.log(`| all | | | ${total.errors} | ${told} | ${total.open} | ${total.wrong} |`);
process.exitCode = total.wrong === 0 ? 0 : 1;
