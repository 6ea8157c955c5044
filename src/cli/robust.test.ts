// What run and test leave behind, whatever happens: nothing. Two at once, read-only folders, and cancelling.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { findProgram } from '../toolchain/find-program.ts';
import { archway, archwayArgv, goTestEnv, makeFolder, removeFolder } from './cli-process.testing.ts';

const files = {
  'go.mod': 'module example.com/calm\n\ngo 1.21\n',
  'main.go': `package main

import (
	"os"
	"runtime"
	"time"
)

func main() {
	if len(os.Args) > 1 {
		os.WriteFile(os.Args[1], nil, 0o644)
		for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			if _, err := os.Stat(os.Args[2]); err == nil {
				break
			}
		}
	}
	os.Stdout.WriteString(runtime.GOARCH)
}
`,
  'main_test.go': 'package main\n\nimport "testing"\n\nfunc TestFails(t *testing.T) { t.Error("no") }\n',
  'broken/broken.go': 'package main\n\nfunc main() { missing() }\n',
};

describe('run and test', function () {
  this.timeout(300_000);
  let cwd: string;
  let temporary: string;
  let env: Record<string, string>;
  beforeEach(() => {
    cwd = makeFolder(files);
    temporary = join(cwd, 'for temporary files');
    mkdirSync(temporary);
    env = { TMPDIR: temporary };
  });
  afterEach(() => {
    const left = readdirSync(temporary);
    removeFolder(cwd);
    // What tsx keeps compiled is not ours.
    assert.deepEqual(
      left.filter((name) => !/^(tsx-|node-compile-cache)/.test(name)),
      [],
    );
  });

  it('leave nothing behind where the build fails, a test fails, or a tool is missing', async () => {
    const target = ['--target', 'linux/arm64'];
    assert.equal((await archway(['run', ...target, './broken'], { cwd, env })).status, 1);
    assert.equal((await archway(['test', ...target, '.'], { cwd, env })).status, 1);
    const PATH = dirname(findProgram(['go'], process.env)!);
    assert.equal((await archway(['run', ...target, '.'], { cwd, env: { ...env, PATH } })).status, 2);
    assert.equal(
      (await archway(['run', '--target', 'linux/arm64', '--on', 'ssh://127.0.0.1:1', '.'], { cwd, env })).status,
      2,
    );
  });

  it('do not disturb each other: each program waits for the other', async () => {
    const [a, b] = [join(cwd, 'a'), join(cwd, 'b')];
    const [first, second] = await Promise.all([
      archway(['run', '--target', 'linux/arm64', '.', '--', a, b], { cwd, env }),
      archway(['run', '--target', 'linux/s390x', '.', '--', b, a], { cwd, env }),
    ]);
    assert.deepEqual([first.stdout, second.stdout], ['arm64', 's390x'], first.stderr + second.stderr);
  });

  it('leave nothing behind when they are cancelled', async () => {
    const started = join(cwd, 'started');
    const [file, args] = archwayArgv(['run', '--target', 'linux/mips64le', '.', '--', started, join(cwd, 'never')]);
    const child = execa(file, args, { cwd, env: { ...goTestEnv, ...env }, reject: false });
    while (!existsSync(started) && child.exitCode === null) await delay(20);
    child.kill('SIGTERM');
    assert.equal((await child).exitCode, 143);
  });

  it('leave nothing behind when they are cancelled while they build', async () => {
    // With an empty cache there is much to do.
    const GOCACHE = join(cwd, 'cache');
    const [file, args] = archwayArgv(['test', '--target', 'linux/arm64', '.']);
    const child = execa(file, args, { cwd, env: { ...goTestEnv, ...env, GOCACHE }, reject: false });
    // From then on it has something to leave behind.
    const builds = () =>
      readdirSync(temporary, { recursive: true }).some((name) => /go-build\d+.b\d+$/.test(String(name)));
    while (!builds() && child.exitCode === null) await delay(20);
    assert.ok(builds());
    child.kill('SIGTERM');
    assert.equal((await child).exitCode, 143);
  });

  it('work in a folder that cannot be written to, and build says that it cannot', async function () {
    const isRoot = process.getuid?.() === 0;
    const parts = ['go.mod', 'main.go', 'main_test.go'].map((name) => join(cwd, name));
    // For root only the file system itself says no.
    const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' });
    if (isRoot) {
      try {
        mount('--bind', cwd, cwd);
        mount('--bind', temporary, temporary);
        mount('-o', 'remount,bind,ro', cwd);
      } catch {
        spawnSync('umount', ['-R', cwd]);
        this.skip();
      }
    } else chmodSync(cwd, 0o555);
    try {
      assert.ok(parts.every(existsSync));
      const run = await archway(['run', '--target', 'linux/arm64', '.'], { cwd, env });
      assert.deepEqual(run, { status: 0, stdout: 'arm64', stderr: '' });
      const test = await archway(['test', '--target', 'linux/arm64', '.'], { cwd, env });
      assert.match(test.stdout, /main_test\.go:5: no/);
      const build = await archway(['build', '--target', 'linux/arm64', '.'], { cwd, env });
      assert.equal(build.status, 1);
      assert.match(
        build.stderr,
        /calm: (read-only file system|permission denied)|copying .*(read-only file system|permission denied)/,
      );
    } finally {
      if (isRoot) spawnSync('umount', ['-R', cwd]);
      else chmodSync(cwd, 0o755);
    }
  });
});
