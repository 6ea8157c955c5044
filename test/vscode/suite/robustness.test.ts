// What can go wrong around a run: cancelling, two at once, unusual folders, and tools that are missing or wrong. Whatever happens, its
// message is shown, and neither a process nor a temporary file is left behind.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { findProgram } from '../../../src/toolchain/find-program.ts';
import { isAlive, processesWith } from '../../support/processes.ts';
import { revertAll } from '../support/editing.ts';
import { activeExtension, fileOf } from '../support/extension.ts';
import { layModule, removeModule } from '../support/module.ts';
import { exitStatus, taskSeconds, type WrittenTask, withTasks } from '../support/tasks.ts';
import { shownText } from '../support/terminal.ts';
import { runTests, testItem } from '../support/tests.ts';
import { until } from '../support/until.ts';

/** A name with a space, an ampersand and letters beyond ASCII. */
const folder = 'größe & 架';
const files = {
  'go.mod': 'module example.org/calm\n\ngo 1.21\n',
  // Without arguments it says what it is. `wait` starts a child and waits for it; `meet` waits for another program.
  'main.go': `package main

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"time"
)

func main() {
	switch {
	case len(os.Args) == 1:
		os.Stdout.WriteString("calm on " + runtime.GOARCH + "\\n")
	case os.Args[1] == "wait":
		child := exec.Command("/bin/sleep", "600")
		if err := child.Start(); err != nil {
			panic(err)
		}
		pids := strconv.Itoa(os.Getppid()) + " " + strconv.Itoa(os.Getpid()) + " " + strconv.Itoa(child.Process.Pid)
		os.WriteFile("pids.tmp", []byte(pids), 0o644)
		os.Rename("pids.tmp", "pids")
		child.Wait()
	case os.Args[1] == "meet":
		os.WriteFile(os.Args[2], nil, 0o644)
		for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			if _, err := os.Stat(os.Args[3]); err == nil {
				os.Exit(7)
			}
		}
	}
}
`,
  'main_test.go': 'package main\n\nimport "testing"\n\nfunc TestFails(t *testing.T) { t.Error("no") }\n',
  'wrong/wrong.go': 'package wrong\n\nvar Count int = "text"\n',
};

const runs = (label: string, more: object = {}): WrittenTask => {
  return { label, command: 'run', target: 'linux/arm64', cwd: folder, ...more };
};
const start = (task: vscode.Task | undefined) => exitStatus(() => vscode.tasks.executeTask(task!), task!.name);

describe('whatever happens', function () {
  this.timeout(taskSeconds * 1000);
  /** For programs that stand before others on PATH, and as the TMPDIR of all that is started, by which it is known. */
  const [bin, temporary] = ['bin', 'tmp'].map(() => mkdtempSync(join(tmpdir(), 'archway-robust-'))) as [string, string];

  /** Variables of tools, beside TMPDIR. */
  const setTools = (more: Record<string, string>) =>
    vscode.workspace
      .getConfiguration('archway')
      .update('toolsEnvironment', { TMPDIR: temporary, ...more }, vscode.ConfigurationTarget.Workspace);

  before(async () => {
    await activeExtension();
    await layModule(folder, files);
  });
  beforeEach(() => setTools({}));
  const started = () => processesWith('TMPDIR', temporary);
  afterEach(async () => {
    await until('all processes end', () => started().length === 0, started);
    assert.deepEqual(readdirSync(temporary), [], 'temporary files are left');
  });
  after(async () => {
    await revertAll();
    await vscode.commands.executeCommand('archway.pickTarget', null, '');
    await vscode.workspace
      .getConfiguration('archway')
      .update('toolsEnvironment', undefined, vscode.ConfigurationTarget.Workspace);
    await removeModule(folder);
    for (const made of [bin, temporary]) rmSync(made, { recursive: true });
  });

  it('a task that is ended takes its program along, and what that has started', async () => {
    await withTasks([runs('waits', { args: ['wait'] })], async (task) => {
      const execution = await vscode.tasks.executeTask(task!);
      const text = await until(
        'the program runs',
        () => vscode.workspace.fs.readFile(fileOf(`${folder}/pids`)).then(String, () => undefined),
        () => vscode.tasks.taskExecutions.length,
      );
      const pids = text.split(' ').map(Number);
      assert.deepEqual(pids.map(isAlive), [true, true, true]);
      execution.terminate();
      await until(
        'its processes end',
        () => !pids.some(isAlive),
        () => pids.filter(isAlive),
      );
    });
  });

  it('two tasks run at once, in terminals of their own', async () => {
    const two = [
      runs('meets arm64', { args: ['meet', 'a', 'b'] }),
      runs('meets s390x', { args: ['meet', 'b', 'a'], target: 'linux/s390x' }),
    ];
    await withTasks(two, async (...tasks) => {
      assert.deepEqual(await Promise.all(tasks.map(start)), [7, 7]);
    });
  });

  it('a folder with a space and letters beyond ASCII is a folder as others', async () => {
    const three = [runs('runs'), runs('builds', { command: 'build', output: `\${goarch} 架/` })];
    await withTasks([...three, runs('finds', { command: 'build', package: './...' })], async (run, build, find) => {
      assert.equal(await start(run), 0);
      await shownText(/^calm on arm64\n/);
      assert.equal(await start(build), 0);
      assert.ok((await vscode.workspace.fs.stat(fileOf(`${folder}/arm64 架/calm`))).size > 0);
      assert.equal(await start(find), 1);
    });
    const wrong = fileOf(`${folder}/wrong/wrong.go`);
    const [problem] = await until('the task finds the problem', () => {
      const found = vscode.languages.getDiagnostics(wrong).filter(({ source }) => source === 'archway build');
      return found.length > 0 && found;
    });
    assert.equal(problem!.range.start.line, 2);
    await vscode.commands.executeCommand('archway.pickTarget', null, 'linux/s390x');
    const { told } = await runTests([await testItem(folder)]);
    assert.deepEqual(told, { TestFails: 'failed main_test.go:5 no' });
  });

  it('programs and tests run in a folder that cannot be written to, and a build says that it cannot', async function () {
    const path = fileOf(folder).fsPath;
    const isRoot = process.getuid!() === 0;
    if (!isRoot) chmodSync(path, 0o555);
    // For root only the file system itself says no, and not every container lets it.
    else if (!mountReadOnly(path)) this.skip();
    try {
      await withTasks([runs('runs'), runs('builds', { command: 'build', output: 'out/' })], async (run, build) => {
        assert.equal(await start(run), 0);
        await shownText(/^calm on arm64\n/);
        assert.equal(await start(build), 1);
        await shownText(/read-only file system|permission denied/);
      });
      await vscode.commands.executeCommand('archway.pickTarget', null, 'linux/arm64');
      const { told } = await runTests([await testItem(folder)]);
      assert.deepEqual(told, { TestFails: 'failed main_test.go:5 no' });
    } finally {
      if (isRoot) spawnSync('umount', [path]);
      else chmodSync(path, 0o755);
    }
  });

  const go = dirname(findProgram(['go'], process.env)!);
  const own = () => `${bin}:${process.env.PATH}`;
  for (const [what, target, PATH, said] of [
    ['Go is missing', 'linux/arm64', () => '/none', /go is not on PATH\. \S/],
    [
      'QEMU is missing',
      'linux/s390x',
      () => go,
      /qemu-s390x, which runs linux\/s390x programs on this machine, is not on/,
    ],
    ['QEMU is no QEMU', 'linux/arm64', own, /qemu-aarch64 is not QEMU: it does not answer --version/],
    ['this Go does not have the port', 'linux/loong64', own, /go1\.13\.15 does not build for linux\/loong64;/],
  ] as const) {
    it(`${what}: the terminal and the Test Explorer say so`, async () => {
      if (what.startsWith('QEMU is no')) symlinkSync('/bin/true', join(bin, 'qemu-aarch64'));
      if (what.startsWith('this Go')) {
        // What Go 1.13 says of itself.
        const script =
          'case "$*" in version) echo go version go1.13.15 linux/amd64;; *) echo linux/amd64 linux/arm64;; esac';
        writeFileSync(join(bin, 'go'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      }
      await setTools({ PATH: PATH(), GOROOT: '' });
      const message = new RegExp(`archway: \\S*${said.source}`);
      await withTasks([runs('runs', { target })], async (task) => {
        assert.equal(await start(task), 2);
        await shownText(message);
      });
      await vscode.commands.executeCommand('archway.pickTarget', null, target);
      const { told } = await runTests([await testItem(folder)]);
      assert.match(told[folder]!, /^errored /);
      assert.match(told[folder]!, message);
    });
  }
});

/** Lays a folder over itself so that it cannot be written to. Whether that was allowed. */
function mountReadOnly(path: string): boolean {
  const mount = (...args: string[]) => spawnSync('mount', args).status === 0;
  if (!mount('--bind', path, path)) return false;
  if (mount('-o', 'remount,bind,ro', path)) return true;
  spawnSync('umount', [path]);
  return false;
}
