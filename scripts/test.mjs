// npm test: installs what the tests need, builds, runs them all, and ends with the line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale, installPackages, root } from './prepare.mjs';

installPackages();
installDebianPackages();
adviseOnGo();
await buildIfStale();

const folder = mkdtempSync(join(tmpdir(), 'archway-test-'));
const totals = { passes: 0, failures: 0 };
const patterns = process.argv.slice(2);
if (patterns.length > 0) {
  runMocha(['--parallel', ...patterns]);
} else {
  runMocha(['--parallel', '--ignore=test/vscode/**', 'src/**/*.test.ts', 'test/**/*.test.ts']);
  await runInVSCode();
}
rmSync(folder, { recursive: true });
console.log(`${totals.passes} passed, ${totals.failures} failed`);
process.exitCode = totals.failures === 0 ? 0 : 1;

/** Runs the tests in the extension host of VS Code, and those that look at its window: one after the other, as each takes the machine. */
async function runInVSCode() {
  const { tsImport } = await import('tsx/esm/api');
  const { whyNoHost } = await tsImport('./vscode/install-host.ts', import.meta.url);
  const reason = whyNoHost();
  if (reason) {
    console.log(`The tests in VS Code are left out: ${reason}. npm run test:electron runs most of them.`);
    return;
  }
  run(['--import=tsx', 'scripts/vscode/run-tests.ts']);
  runMocha(['test/vscode/*.test.ts']);
}

function runMocha(args) {
  const flags = [
    '--import=tsx',
    '--timeout=600000',
    '--reporter=scripts/mocha-reporter.cjs',
    `--jobs=${availableParallelism()}`,
  ];
  run(['node_modules/mocha/bin/mocha.js', ...flags, ...args]);
}

/** Runs Node.js, and adds up the numbers of passed and failed tests that it leaves in the file ARCHWAY_TEST_COUNTS names. */
function run(args) {
  const countsFile = join(folder, 'counts.json');
  rmSync(countsFile, { force: true });
  // Tests compare with English words, in whatever language those who run them work.
  const env = { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '', ARCHWAY_TEST_COUNTS: countsFile };
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  let counts = { passes: 0, failures: 0 };
  try {
    counts = JSON.parse(readFileSync(countsFile, 'utf8'));
  } catch {
    console.log(`${args.find((arg) => !arg.startsWith('-'))} ended without a result`);
  }
  totals.passes += counts.passes;
  // A test file that cannot be loaded ends mocha without a failed test.
  totals.failures += counts.failures === 0 && status !== 0 ? 1 : counts.failures;
}

function installDebianPackages() {
  const wanted = readFileSync(new URL('debian-packages.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const missing = wanted.filter((name) => {
    const { stdout } = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' });
    return !stdout?.includes('Status: install ok installed');
  });
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    console.log(`Some tests need Debian packages which are not installed. Install them with:\n  sudo ${install}`);
    return;
  }
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  const [command, ...args] = install.split(' ');
  if (spawnSync(command, [...args, '-qq'], options).status !== 0) console.log(`This failed: ${install}`);
}

function adviseOnGo() {
  const { stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  const minor = Number(/^go1\.(\d+)/.exec(stdout ?? '')?.[1] ?? 0);
  if (minor >= 22) return;
  console.log(
    `Many tests compare Archway with the go command, and need Go 1.22 or newer${minor > 0 ? ` (this is 1.${minor})` : ''}.
Debian's golang-go is often older. Install Go from https://go.dev/dl/, for example:
  curl -fsSL https://go.dev/dl/go1.26.8.linux-${process.arch === 'x64' ? 'amd64' : process.arch}.tar.gz | sudo tar -C /usr/local -xz
  export PATH=$PATH:/usr/local/go/bin`,
  );
}
