// The end of process trees, by their process ids.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { execa } from 'execa';
import { archwayArgv, goTestEnv, makeFolder, removeFolder } from '../cli/cli-process.testing.ts';
import { runTask } from './process.ts';

interface Process {
  readonly pid: number;
  readonly group: number;
  readonly command: string;
}

/** The processes that live, from /proc; one that has ended and waits for its parent does not. */
function processes(): Process[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the name in parentheses, which may hold anything.
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return state === 'Z' || state === 'X' ? [] : [{ pid: Number(pid), group: Number(group), command }];
    } catch {
      return [];
    }
  });
}

/** Waits until `get` gives something; the time limit is mocha's. */
async function eventually<T>(get: () => T | undefined): Promise<T> {
  for (;;) {
    const value = get();
    if (value !== undefined) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const sleepingTest = {
  'go.mod': 'module example.com/sleeper\n\ngo 1.21\n',
  'sleep_test.go': `package sleeper

import (
	"os"
	"testing"
	"time"
)

func TestSleep(t *testing.T) {
	os.WriteFile("started", []byte("sleeping"), 0o644)
	time.Sleep(time.Hour)
}
`,
};

describe('process trees', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = makeFolder(sleepingTest);
  });
  afterEach(() => removeFolder(folder));

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`${signal} ends go test, QEMU and the test it runs`, async () => {
      const [file, args] = archwayArgv(['test', '--target', 'linux/arm64', '-timeout=2h', '.']);
      const child = execa(file, args, { cwd: folder, env: goTestEnv, reject: false });
      await eventually(() => existsSync(join(folder, 'started')) || undefined);
      const emulated = await eventually(() =>
        processes().find(({ command }) => command.includes('qemu-aarch64') && command.includes('sleeper.test')),
      );
      const tree = processes().filter(({ group }) => group === emulated.group);
      assert.ok(
        tree.some(({ command }) => /\bgo test /.test(command)),
        JSON.stringify(tree),
      );
      assert.ok(!tree.some(({ pid }) => pid === child.pid), 'archway is not in the group that it ends');

      child.kill(signal);
      const { exitCode } = await child;
      assert.equal(exitCode, signal === 'SIGINT' ? 130 : 143);
      assert.deepEqual(
        processes().filter(({ group }) => group === emulated.group),
        [],
      );
    });
  }

  it('kills what ignores the signal after the grace', async () => {
    const controller = new AbortController();
    const script = 'trap "" TERM; sleep 1000 & echo $$ $! > pids; wait; sleep 1000';
    const running = runTask(
      { argv: ['sh', '-c', script], env: {}, cwd: folder },
      { env: process.env, signal: controller.signal, grace: 200 },
    );
    const pids = await eventually(() => {
      const file = join(folder, 'pids');
      const words = existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').map(Number) : [];
      return words.length === 2 ? words : undefined;
    });
    assert.deepEqual(
      processes()
        .filter(({ pid }) => pids.includes(pid))
        .map(({ pid }) => pid)
        .sort(),
      [...pids].sort(),
    );
    controller.abort();
    const { status, endedBy } = await running;
    assert.deepEqual([status, endedBy], [137, 'SIGKILL']);
    assert.deepEqual(
      processes().filter(({ pid }) => pids.includes(pid)),
      [],
    );
  });

  it('leaves nothing behind when archway ends in a hurry', async () => {
    const [file, args] = archwayArgv(['test', '--target', 'linux/arm64', '.']);
    const child = execa(file, args, { cwd: folder, env: goTestEnv, reject: false });
    await eventually(() => existsSync(join(folder, 'started')) || undefined);
    const { group } = await eventually(() =>
      processes().find(({ command }) => command.includes('qemu-aarch64') && command.includes('sleeper.test')),
    );
    child.kill('SIGINT');
    child.kill('SIGINT');
    await child;
    await eventually(() => processes().every((one) => one.group !== group) || undefined);
  });
});

describe('runTask', () => {
  const run = (script: string, input?: NodeJS.ProcessEnv) =>
    runTask(
      { argv: ['sh', '-c', script], env: { ARCHWAY_WORD: 'of the task' }, cwd: '/' },
      { env: { PATH: process.env.PATH, ...input }, stdout: 'capture', stderr: 'capture' },
    );

  it('gives the exit status and both streams', async () => {
    assert.deepEqual(await run('echo out; echo err >&2; exit 7'), { status: 7, stdout: 'out\n', stderr: 'err\n' });
  });

  it('gives 128+n for a process ended by signal n', async () => {
    assert.deepEqual(await run('kill -SEGV $$'), { status: 139, endedBy: 'SIGSEGV', stdout: '', stderr: '' });
  });

  it("sets the task's variables over those of the environment, and no others", async () => {
    const { stdout } = await run('echo $ARCHWAY_WORD $OTHER $HOME', { ARCHWAY_WORD: 'outer', OTHER: 'kept' });
    assert.equal(stdout, 'of the task kept\n');
  });

  it('writes output to a stream and leaves it open', async () => {
    const stdout = new PassThrough();
    const written = text(stdout);
    const task = { argv: ['sh', '-c', 'head -c 300000 /dev/zero | tr "\\0" x'], env: {}, cwd: '/' } as const;
    const result = await runTask(task, { env: process.env, stdout });
    assert.deepEqual(result, { status: 0, stdout: '', stderr: '' });
    stdout.end('!');
    assert.equal(await written, `${'x'.repeat(300_000)}!`);
  });

  it('says which program cannot be started, and why', async () => {
    const task = { argv: ['/no/such/program'], env: {}, cwd: '/' } as const;
    await assert.rejects(runTask(task, { env: {} }), {
      name: 'ToolError',
      message: /\/no\/such\/program cannot be started: .*ENOENT/,
    });
  });

  it('starts nothing once aborted', async () => {
    const task = { argv: ['/no/such/program'], env: {}, cwd: '/' } as const;
    const { endedBy } = await runTask(task, { env: {}, signal: AbortSignal.abort('SIGINT') });
    assert.equal(endedBy, 'SIGINT');
  });
});
