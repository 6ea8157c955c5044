// vet, test and install-std for several targets, what a terminal shows meanwhile, and how all of it is interrupted.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '../../test/support/processes.ts';
import { archway, archwayArgv, goTestEnv, makeFolder, removeFolder } from './cli-process.testing.ts';

const files = {
  'go.mod': 'module example.com/tools\n\ngo 1.21\n',
  'fine/fine.go': 'package fine\n',
  'fine/fine_test.go':
    'package fine\n\nimport ("runtime"; "testing")\n\nfunc TestArch(t *testing.T) { t.Log("on", runtime.GOARCH) }\n',
  'wide/wide.go': 'package wide\n\nvar Max int = 1 << 40\n',
  'odd/odd_test.go':
    'package odd\n\nimport ("runtime"; "testing")\n\nfunc TestOdd(t *testing.T) {\n\tif runtime.GOARCH == "s390x" {\n\t\tt.Error("odd")\n\t}\n}\n',
};

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !holds(); await delay(20)) assert.ok(Date.now() < end, 'it took too long');
}

describe('several targets', function () {
  this.timeout(600_000);
  let cwd: string;
  before(() => {
    cwd = makeFolder(files);
  });
  after(() => removeFolder(cwd));

  it('vet says for each how it ended, and of each what is wrong in one piece', async () => {
    const args = ['vet', '--target', 'linux/arm,linux/arm64,linux/386', './fine', './wide'];
    const { status, stdout, stderr } = await archway(args, { cwd });
    assert.equal(status, 1);
    const [, ...rows] = stdout.split('\n');
    assert.match(rows[0]!, /^linux\/arm +\S+ +failed: wide\/wide\.go:3:15: /);
    assert.match(rows[1]!, /^linux\/arm64 +\S+ +ok$/);
    assert.match(rows[2]!, /^linux\/386 +\S+ +failed: wide\/wide\.go:3:15: /);
    // The one with two targets of which each is told by itself.
    const pieces = stderr.split(/^# linux\//m).slice(1);
    assert.deepEqual(pieces.map((piece) => piece.split('\n')[0]).sort(), ['386', 'arm']);
    for (const piece of pieces) assert.match(piece, /wide\/wide\.go:3:15: /);
  });

  it('vet for one target says what go vet says', async () => {
    const { status, stdout } = await archway(['vet', '--target', 'linux/arm64', './...'], { cwd });
    assert.deepEqual([status, stdout], [0, 'linux/arm64: ok']);
    assert.equal((await archway(['vet', '--target', 'linux/arm', './...'], { cwd })).status, 1);
  });

  it('test does not mix what is said of each', async () => {
    const args = ['test', '--target', 'linux/arm64,linux/s390x', '-v', '--count=1', './fine', './odd'];
    const { status, stdout } = await archway(args, { cwd });
    assert.equal(status, 1);
    const table = stdout.slice(stdout.search(/^target /m));
    const said = stdout.slice(0, -table.length);
    const [arm64 = '', s390x = ''] = ['arm64', 's390x'].map(
      (goarch) => said.split(/^(?=# )/m).find((piece) => piece.startsWith(`# linux/${goarch}\n`))!,
    );
    assert.match(arm64, /on arm64\n(?:.*\n)*--- PASS: TestOdd/);
    assert.match(s390x, /on s390x\n(?:.*\n)*--- FAIL: TestOdd/);
    assert.doesNotMatch(arm64, /s390x|FAIL: /);
    assert.match(table, /^linux\/arm64 +\S+ +ok\nlinux\/s390x +\S+ +failed: TestOdd$/m);
  });

  it('test gives events of one target only, and a coverage profile for each', async () => {
    const events = await archway(['test', '--target', 'linux/arm64,linux/arm', '--json', './fine'], { cwd });
    assert.equal(events.status, 2);
    assert.match(events.stderr, /^archway: --json takes one target, not 2/);
    const cover = (path: string) =>
      archway(['test', '--target', 'linux/arm64,linux/386', `--coverprofile=${path}`, './fine'], { cwd });
    assert.match((await cover('cover.out')).stderr, /^archway: the path cover\.out is the same for linux\/arm64 and /);
    assert.equal((await cover(`\${goarch}.out`)).status, 0);
    assert.ok(existsSync(join(cwd, '386.out')) && existsSync(join(cwd, 'arm64.out')));
  });

  it('install-std fills the build cache', async () => {
    const cache = makeFolder({});
    const env = { GOCACHE: join(cache, 'go build') };
    const { status, stdout } = await archway(['install-std', '--target', 'linux/riscv64'], { cwd, env });
    assert.equal(status, 0);
    assert.match(stdout, /^linux\/riscv64: ready: [1-9]\d+ MB in the build cache, built in \d+\.\d s$/);
    const go = { cwd, env: { ...process.env, ...goTestEnv, ...env, GOARCH: 'riscv64', CGO_ENABLED: '0' } };
    const built = execFileSync('go', ['build', '-v', 'net/http'], { ...go, stdio: 'pipe', encoding: 'utf8' });
    removeFolder(cache);
    assert.equal(built, '');
  });

  it('shows a live table on a terminal, and leaves the last one', async function () {
    if (process.platform !== 'linux') this.skip();
    const [program, args] = archwayArgv(['build', '--target', 'linux/arm,linux/arm64', './wide']);
    // script gives the program a terminal.
    const words = [program, ...args].map((word) => `'${word}'`).join(' ');
    const run = spawn('script', ['-qec', words, '/dev/null'], {
      cwd,
      env: { ...process.env, ...goTestEnv } as NodeJS.ProcessEnv,
    });
    let said = '';
    run.stdout.on('data', (chunk) => (said += chunk));
    assert.equal(await new Promise((end) => run.on('close', end)), 1);
    assert.match(said, /linux\/arm +0\.0 +running/);
    assert.match(said, /\d of 2 targets/);
    // What was drawn is erased, and the table stays.
    const last = said.slice(said.lastIndexOf('\x1b[0J'));
    assert.match(
      last,
      /target +seconds +result\r\nlinux\/arm +\S+ +failed: wide\/wide\.go:3:\d+: .*\r\nlinux\/arm64 +\S+ +ok\r\n$/,
    );
  });

  it('Ctrl-C ends the process trees of all targets', async () => {
    const folder = makeFolder({
      'go.mod': 'module example.com/slow\n\ngo 1.21\n',
      'slow_test.go': `package slow

import ("fmt"; "os"; "runtime"; "testing"; "time")

func TestSlow(t *testing.T) {
	os.WriteFile(runtime.GOARCH+".pid", []byte(fmt.Sprint(os.Getpid())), 0o644)
	time.Sleep(10 * time.Minute)
}
`,
    });
    const [program, args] = archwayArgv(['test', '--target', 'linux/amd64,linux/arm64', '.']);
    const run = spawn(program, args, { cwd: folder, env: { ...process.env, ...goTestEnv } as NodeJS.ProcessEnv });
    let said = '';
    run.stderr.on('data', (chunk) => (said += chunk));
    const ended = new Promise((end) => run.on('close', end));
    const pid = (goarch: string) => {
      const file = join(folder, `${goarch}.pid`);
      return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    };
    // On one core the second waits for the first.
    await until(() => pid('amd64') > 0 && (pid('arm64') > 0 || availableParallelism() === 1));
    const pids = [pid('amd64'), pid('arm64')].filter((one) => one > 0);
    run.kill('SIGINT');
    assert.equal(await ended, 130);
    await until(() => !pids.some(isAlive));
    removeFolder(folder);
    assert.doesNotMatch(said, /internal error/);
  });
});
