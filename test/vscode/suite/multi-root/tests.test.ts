// The Test Explorer in a window with several folders: each has an item, and its own target.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeExtension } from '../../support/extension.ts';
import { chooseTarget } from '../../support/target.ts';
import { taskSeconds } from '../../support/tasks.ts';
import { labels, runTests, testItem, testItems } from '../../support/tests.ts';

const [first, second] = vscode.workspace.workspaceFolders!;

describe('the Test Explorer of two folders', function () {
  this.timeout(taskSeconds * 1000);
  before(activeExtension);
  after(async () => {
    for (const folder of [first!, second!]) await chooseTarget('', folder);
  });

  it('runs the tests of each for its own target', async () => {
    await chooseTarget('linux/arm', first!);
    await chooseTarget('linux/arm64', second!);
    assert.deepEqual((await testItems()).map(({ label }) => label).sort(), [first!.name, second!.name].sort());
    const counter = await testItem(first!.name, 'counter');
    assert.deepEqual(labels(counter.parent), ['counter']);
    const { label, told, targets } = await runTests([counter, await testItem(second!.name)]);
    assert.equal(label, 'linux/arm, linux/arm64');
    assert.deepEqual(targets, ['linux/arm', 'linux/arm64']);
    assert.match(told['counter/TestAdd']!, /^failed counter\.go:\d+ panic: unaligned 64-bit atomic operation$/);
    assert.equal(told[`${second!.name}/TestDevice`], 'passed');
  });
});
