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
const countsFile = join(folder, 'counts.json');
const patterns = process.argv.length > 2 ? process.argv.slice(2) : ['src/**/*.test.ts', 'test/**/*.test.ts'];
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/mocha/bin/mocha.js',
    '--import=tsx',
    '--parallel',
    `--jobs=${availableParallelism()}`,
    '--timeout=600000',
    '--reporter=scripts/mocha-reporter.cjs',
    ...patterns,
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ARCHWAY_TEST_COUNTS: countsFile } },
);

let counts = { passes: 0, failures: 0 };
try {
  counts = JSON.parse(readFileSync(countsFile, 'utf8'));
} catch {
  console.log('mocha ended without a result');
}
rmSync(folder, { recursive: true });
// A file that cannot be loaded ends mocha without a failed test.
const failed = counts.failures === 0 && status !== 0 ? 1 : counts.failures;
console.log(`${counts.passes} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

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
