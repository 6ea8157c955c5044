// The matrix: a real run in the panel, and what it leads to.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Exports } from '../../../src/extension/extension.ts';
import { verdictOf } from '../../../src/matrix/cell.ts';
import type { MatrixData } from '../../../src/matrix/matrix.ts';
import { isAlive } from '../../support/processes.ts';
import { activeExtension } from '../support/extension.ts';
import { layModule, removeModule } from '../support/module.ts';
import { slowProcess, slowTest } from '../support/slow-test.ts';
import { taskSeconds } from '../support/tasks.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;

describe('the build matrix', function () {
  this.timeout(taskSeconds * 1000);
  let shown: () => MatrixData | undefined;

  before(async () => {
    shown = ((await activeExtension()).exports as Exports).shownMatrix;
  });
  after(() => run('workbench.action.closeAllEditors'));

  const ended = () =>
    until('the matrix has ended', () => {
      const data = shown();
      return data?.status !== undefined && data;
    });
  const about = { cwd: undefined, packages: ['./limits', './clash', './words'], target: 'linux/386,linux/amd64' };

  it('shows what Go says of each package and target, and what was predicted', async () => {
    await run('archway.matrix', about);
    const data = await ended();
    const words = Object.fromEntries(
      data.rows.map(({ label, package: name }) => [
        label,
        data.columns.map(({ target }) => {
          const cell = data.cells[name]![target]!;
          return `${cell.state} ${verdictOf(cell, 'build')}`;
        }),
      ]),
    );
    assert.deepEqual(words, {
      './clash': ['ok agreed', 'ok agreed'],
      './limits': ['failed agreed', 'ok agreed'],
      './words': ['failed agreed', 'ok agreed'],
    });
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.equal(tab?.label, 'Build Matrix');
  });

  it('closing the panel ends what runs in it', async () => {
    await layModule('slow', { 'slow_test.go': slowTest });
    try {
      const subject = { ...about, packages: ['./slow'], target: 'linux/arm64', command: 'test' };
      const started = run('archway.matrix', subject);
      const pid = await slowProcess('slow');
      assert.ok(isAlive(pid));
      await run('workbench.action.closeActiveEditor');
      await started;
      assert.ok(!isAlive(pid), `process ${pid} is left`);
      assert.equal(shown(), undefined);
    } finally {
      await removeModule('slow');
    }
  });
});
