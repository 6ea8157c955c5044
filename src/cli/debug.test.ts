// archway debug: programs and tests under QEMU with a real GDB, and what is left of them.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { archwayArgv, goTestEnv, makeFolder, removeFolder, archway as run } from './cli-process.testing.ts';
import { debuggedProgram } from './debugged-program.testing.ts';

const files = {
  ...debuggedProgram('\n'),
  'main_test.go': `package main

import (
	"os"
	"testing"
)

func TestJoin(t *testing.T) {
	folder, _ := os.Getwd()
	got := join([]string{"x", "y"})
	t.Log(folder, got.name)
}

func TestOther(t *testing.T) {}
`,
};

/** The ports on which Debian's QEMU 7.2 and GDB 13.1 are tried. */
const ports = [
  '386',
  'amd64',
  'arm',
  'arm64',
  'mips',
  'mips64',
  'mips64le',
  'mipsle',
  'ppc64',
  'ppc64le',
  'riscv64',
  's390x',
];

describe('archway debug', function () {
  this.timeout(300_000);
  let cwd: string;
  /** Programs are built here; it has no spaces, as sockets in it have to do without. */
  let temporary: string;
  before(() => {
    cwd = makeFolder(files);
    temporary = mkdtempSync('/tmp/archway-test-');
  });
  after(() => {
    removeFolder(cwd);
    removeFolder(temporary);
  });

  const archway = (args: string[], options: { cwd: string; input?: string; env?: Record<string, string> }) =>
    run(args, { ...options, env: { TMPDIR: temporary, ...options.env } });

  /** What stops at the end of \`join\`, shows it, steps out of it, and lets the program go on. */
  const session = 'break main.go:15\ncontinue\nprint joined\nprint words\nfinish\nnext\nprint joined.count\ncontinue\n';

  for (const goarch of ports) {
    it(`stops, steps, shows variables and ends with the program's status on linux/${goarch}`, async () => {
      const args = ['debug', '--target', `linux/${goarch}`, '.', '--', 'two words', 'grün'];
      const { status, stdout, stderr } = await archway(args, { cwd, input: session });
      const said = stdout + stderr;
      assert.match(stdout, /breakpoint 1, main\.main \(\)\s+at .*main\.go:1[89]/, said);
      assert.match(stdout, /Breakpoint 2, main\.join \(words=.*\s+at .*main\.go:15/, said);
      assert.match(stdout, /\$1 = \{name = "two words\+grün", count = 2\}/, said);
      assert.match(stdout, /\$2 = \[\]string = \{"two words", "grün"\}/, said);
      assert.match(stdout, /^(?:\(gdb\) )?20\t/m, said);
      assert.match(stdout, /\$3 = 2\n/, said);
      assert.match(stdout, /^two words\+grün$/m, said);
      assert.equal(status, 42, said);
      assert.deepEqual(remains(), []);
    });
  }

  it('debugs tests in the folder of their package', async () => {
    const args = ['debug', '--target', 'linux/arm64', '--test', '--run', '^TestJoin$', '.'];
    const input = 'info breakpoints\nbreak main_test.go:11\ncontinue\nprint got\ncontinue\n';
    const { status, stdout, stderr } = await archway(args, { cwd, input });
    assert.match(stdout, /testing\.tRunner/, stdout + stderr);
    assert.match(stdout, /\$1 = \{name = "x\+y", count = 2\}/, stdout + stderr);
    assert.ok(stdout.includes(`${cwd} x+y`), stdout + stderr);
    assert.doesNotMatch(stdout, /TestOther/);
    assert.equal(status, 0);
  });

  it('says what is missing before it builds anything', async () => {
    const bin = join(cwd, 'bin');
    mkdirSync(bin);
    symlinkSync('/usr/bin/qemu-aarch64-static', join(bin, 'qemu-aarch64-static'));
    symlinkSync(join((await execa('go', ['env', 'GOROOT'])).stdout, 'bin', 'go'), join(bin, 'go'));
    const args = ['debug', '--target', 'linux/arm64', '.'];
    const noGdb = await archway(args, { cwd, env: { PATH: bin } });
    assert.equal(noGdb.status, 2);
    assert.match(noGdb.stderr, /^archway: no GDB on PATH \(gdb-multiarch, gdb\) debugs linux\/arm64 programs\. /);
    // Debian's gdb knows its own architecture only.
    symlinkSync('/usr/bin/gdb', join(bin, 'gdb'));
    assert.equal((await archway(args, { cwd, env: { PATH: bin } })).stderr, noGdb.stderr);
    symlinkSync('/usr/bin/gdb-multiarch', join(bin, 'gdb-multiarch'));
    const noQemu = await archway(['debug', '--target', 'linux/s390x', '.'], { cwd, env: { PATH: bin } });
    assert.match(noQemu.stderr, /qemu-s390x, which runs linux\/s390x/);
    const tooOld = await archway(['debug', '--target', 'linux/loong64', '.'], { cwd });
    assert.match(tooOld.stderr, /gdb-multiarch 13\.1 does not know the architecture of linux\/loong64/);
    const noTest = await archway([...args, '--run', 'X'], { cwd });
    assert.match(noTest.stderr, /--test/);
  });

  it('waits as a server for a debugger, says how to attach, and ends all of it when it is ended', async () => {
    const file = join(cwd, 'server.json');
    const [node, argv] = archwayArgv(['debug', '--target', 'linux/mips64le', '--server', file, '.', '--', 'one']);
    const server = execa(node, argv, { cwd, env: { ...goTestEnv, TMPDIR: temporary }, reject: false });
    await until(() => existsSync(file));
    const info = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual([info.target, info.entry, info.cwd], ['linux/mips64le', 'main.main', cwd]);
    const [qemu] = remains();
    assert.ok(qemu?.includes(info.address), qemu);
    // What closing a terminal sends.
    server.kill('SIGHUP');
    const { exitCode, stderr } = await server;
    assert.equal(exitCode, 129);
    assert.match(stderr, /linux\/mips64le waits for a debugger\. In another terminal: .*target remote/);
    assert.deepEqual(remains(), []);
    assert.ok(!existsSync(info.program));
  });

  it('leaves Ctrl-C to GDB, and is ended by SIGTERM with everything it started', async () => {
    const [node, argv] = archwayArgv(['debug', '--target', 'linux/arm64', '.']);
    const child = execa(node, argv, { cwd, env: { ...goTestEnv, TMPDIR: temporary }, reject: false });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    await until(() => said.includes('main.main ()'));
    child.kill('SIGINT');
    child.stdin.write('print 6*7\n');
    await until(() => said.includes('= 42'));
    assert.equal(remains().length, 2);
    child.kill('SIGTERM');
    assert.equal((await child).exitCode, 143);
    assert.deepEqual(remains(), []);
  });

  /** The command lines of processes that have to do with this test's programs. */
  function remains(): string[] {
    return readdirSync('/proc').flatMap((pid) => {
      try {
        const line = /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') : '';
        return line.includes(temporary) ? [line] : [];
      } catch {
        return [];
      }
    });
  }
});

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, 'waited in vain');
    await delay(30);
  }
}
