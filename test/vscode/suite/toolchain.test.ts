// The Toolchain view: what `archway doctor` says of this machine, and how what is missing is got.
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Exports } from '../../../src/extension/extension.ts';
import type { ToolRow } from '../../../src/extension/toolchain/tool-rows.ts';
import { say } from '../../../src/messages/catalogue.ts';
import { findProgram } from '../../../src/toolchain/find-program.ts';
import { activeExtension, fileOf } from '../support/extension.ts';
import { answering } from '../support/stubs.ts';
import { exitStatus, taskSeconds, withTasks } from '../support/tasks.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;
const setTools = (environment: object | undefined) =>
  vscode.workspace
    .getConfiguration('archway')
    .update('toolsEnvironment', environment, vscode.ConfigurationTarget.Workspace);

async function rows(): Promise<ToolRow[]> {
  const { toolchain } = (await activeExtension()).exports as Exports;
  return toolchain.getChildren();
}

/** Waits for the row of a target for which something holds. */
const row = (label: string, holds: (row: ToolRow) => boolean) =>
  until(
    `the row of ${label} is as it should be`,
    async () => (await rows()).find((one) => one.label === label && holds(one)),
    rows,
  );

const goFolder = dirname(findProgram(['go'], process.env)!);

describe('the Toolchain view', function () {
  this.timeout(taskSeconds * 1000);
  before(activeExtension);
  afterEach(async () => {
    await setTools(undefined);
    await run('archway.pickTarget', null, '');
  });

  it('shows Go, the chosen target, and those that the code is checked for', async () => {
    await run('archway.pickTarget', null, 'linux/arm/6');
    const arm = await row('linux/arm/6', ({ state }) => state === 'enough');
    assert.match(arm.description, /QEMU \d+\.\d+/);
    const [go, first, ...others] = await rows();
    assert.match(go!.description, /^go1\.\d+.* · \d+ ports$/);
    assert.equal(first!.label, 'linux/arm/6');
    assert.ok(others.some(({ label }) => label === 'linux/s390x'));
  });

  it('tells what is missing, copies the command that installs it, and types it without running it', async () => {
    await setTools({ PATH: '/none', GOROOT: '' });
    const go = await row('Go', ({ state }) => state === 'missing');
    await run('archway.toolchain.copy', go);
    assert.equal(await vscode.env.clipboard.readText(), go.install);
    const before = vscode.window.terminals.length;
    // In a terminal of the test the command must not be run either.
    await run('archway.toolchain.install', { ...go, install: 'touch installed.txt' });
    const terminal = await until('a terminal is opened', () => vscode.window.terminals[before]);
    await terminal.processId;
    await assert.rejects(async () => vscode.workspace.fs.stat(fileOf('installed.txt')));
    terminal.dispose();
  });

  it('is what a message about a missing tool leads to', async () => {
    await run('archway.pickTarget', null, 'linux/arm64');
    await setTools({ PATH: goFolder });
    const said: unknown[][] = [];
    const execution = await answering(
      'showErrorMessage',
      (...args) => void said.push(args),
      () => run('archway.runProgramOf', fileOf('cmd/tally/main.go').toString()),
    );
    assert.equal(execution, undefined);
    assert.match(String(said[0]?.[0]), /qemu-aarch64/);
    assert.equal(said[0]?.[1], say('tools-show', {}));
    await run('archway.toolchain.show');
    const arm = await row('linux/arm64', ({ state }) => state === 'missing');
    assert.match(String(arm.install), /qemu|^undefined$/);
  });

  const lacks = [
    ['Go', '/none', { command: 'build', target: 'linux/arm64' }, /^go is not on PATH\. \S/],
    [
      'QEMU',
      goFolder,
      { command: 'run', target: 'linux/arm64' },
      /qemu-aarch64, which runs linux\/arm64 programs .*\. \S/,
    ],
    ['a C compiler', goFolder, { command: 'build', target: 'linux/s390x', cgo: true }, /s390x-linux-gnu-gcc.*\. \S/],
    ['ssh', goFolder, { command: 'run', target: 'linux/arm64', on: 'ssh://board' }, /^ssh is not on PATH\. \S/],
    ['nothing', process.env.PATH!, { command: 'run', target: 'linux/arm64', package: './no/such' }, undefined],
  ] as const;
  for (const [what, PATH, task, words] of lacks) {
    it(`is ${words ? '' : 'not '}offered where a task of tasks.json fails that lacks ${what}`, async () => {
      await setTools({ PATH, GOROOT: '', CC: '' });
      const said: unknown[][] = [];
      await withTasks([{ label: `lacks ${what}`, package: './cmd/tally', ...task }], async (found) => {
        const start = () => exitStatus(() => vscode.tasks.executeTask(found!));
        const status = await answering('showErrorMessage', (...args) => void said.push(args), start);
        assert.notEqual(status, 0);
      });
      assert.deepEqual(
        said.map(([, button]) => button),
        words ? [say('tools-show', {})] : [],
      );
      if (words) assert.match(String(said[0]![0]), words);
    });
  }
});
