// The Test Explorer: what it lists, and what becomes of tests that run under QEMU. VS Code tells an extension no states of tests:
// what the extension tells VS Code is written down on the way.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isAlive } from '../../support/processes.ts';
import { probeFile, useProbe } from '../support/probe.ts';
import { slowProcess, slowTest } from '../support/slow-test.ts';
import { chooseTarget } from '../support/target.ts';
import { taskSeconds } from '../support/tasks.ts';
import { labels, recorded, runTests, testItem, testItems } from '../support/tests.ts';
import { until } from '../support/until.ts';

const write = (path: string, text: string) =>
  vscode.workspace.fs.writeFile(probeFile(path), new TextEncoder().encode(text));

describe('the Test Explorer', function () {
  this.timeout(taskSeconds * 1000);
  useProbe();

  it('lists packages, and the tests of one when it is opened', async () => {
    const sums = await testItem('probe/sums');
    assert.ok((await testItems()).some(({ label }) => label === 'counter'));
    assert.deepEqual(labels((await testItem('probe/sums', 'TestBad')).parent), ['TestGood', 'TestBad', 'TestPanic']);
    assert.equal(sums.canResolveChildren, true);
    assert.equal((await testItem('probe/sums', 'TestBad')).range?.start.line, 10);
  });

  it('tells what passes, fails, is skipped and panics for another architecture, and where', async () => {
    await chooseTarget('linux/arm64');
    const { label, told } = await runTests([await testItem('probe/sums')]);
    assert.equal(label, 'linux/arm64');
    assert.deepEqual(told, {
      TestGood: 'passed',
      TestBad: 'failed',
      'TestBad/minus': 'failed sums_test.go:13 sum = 0, want 1',
      TestPanic: 'failed sums_test.go:19 panic: runtime error: index out of range [0] with length 0',
    });
  });

  it('runs what has failed again, for the target, and nothing else', async () => {
    await chooseTarget('linux/s390x');
    // VS Code runs again whatever has failed since.
    await vscode.commands.executeCommand('testing.clearTestResults');
    const { TestGood, ...failed } = (await runTests([await testItem('probe/sums')])).told;
    assert.equal(TestGood, 'passed');
    assert.deepEqual(Object.keys(failed).sort(), ['TestBad', 'TestBad/minus', 'TestPanic']);
    const again = await recorded(() => vscode.commands.executeCommand('testing.reRunFailTests'));
    assert.deepEqual(again, { targets: ['linux/s390x'], told: failed });
  });

  it('follows what is typed, created and deleted, and runs one subtest', async () => {
    const head = 'package made\n\nimport "testing"\n\n';
    await write('made/made_test.go', `${head}func TestOld(t *testing.T) {}\n`);
    await testItem('probe/made', 'TestOld');
    const editor = await vscode.window.showTextDocument(probeFile('made/made_test.go'));
    const typed = `func TestNew(t *testing.T) {
	t.Run("skipped", func(t *testing.T) { t.Skip("here") })
	t.Run("other", func(t *testing.T) { t.Fatal("must not run") })
}
`;
    await editor.edit((edit) => edit.insert(new vscode.Position(4, 0), typed));
    await testItem('probe/made', 'TestNew');
    await editor.document.save();
    await chooseTarget('linux/s390x');
    const first = await runTests([await testItem('probe/made')]);
    assert.deepEqual(first.told, {
      TestOld: 'passed',
      TestNew: 'failed',
      'TestNew/skipped': 'skipped',
      'TestNew/other': 'failed made_test.go:7 must not run',
    });
    const again = await runTests([await testItem('probe/made', 'TestNew', 'skipped')]);
    assert.deepEqual(again.told, { TestNew: 'passed', 'TestNew/skipped': 'skipped' });
    await vscode.workspace.fs.delete(probeFile('made'), { recursive: true });
    await until('the package is gone', async () => !(await testItems()).some(({ label }) => label === 'probe/made'));
  });

  it('tells a package that does not build, at its error', async () => {
    await write('wrong/wrong_test.go', 'package wrong\n\nimport "testing"\n\nfunc TestWrong(t *testing.T) {}\n');
    const { told } = await runTests([await testItem('probe/wrong')]);
    assert.deepEqual(told, {
      'probe/wrong':
        'errored wrong.go:4 cannot use "text" (untyped string constant) as int value in variable declaration',
    });
  });

  it('shows what the tests cover, on the target', async () => {
    await chooseTarget('linux/arm64');
    const { coverage } = await runTests([await testItem('probe/sums', 'TestGood')], vscode.TestRunProfileKind.Coverage);
    assert.deepEqual(coverage, { 'sums.go': { covered: 1, total: 1, ranges: ['3:24-3:40 1'] } });
  });

  it('ends all programs of a run that is cancelled', async () => {
    await write('slow/slow_test.go', slowTest);
    const item = await testItem('probe/slow', 'TestSlow');
    const cancel = new vscode.CancellationTokenSource();
    const run = runTests([item], vscode.TestRunProfileKind.Run, cancel);
    const pid = await slowProcess('probe/slow');
    assert.ok(isAlive(pid));
    cancel.cancel();
    const { told } = await run;
    assert.deepEqual(told, { TestSlow: 'started' });
    assert.ok(!isAlive(pid), `process ${pid} is left`);
  });

  it('says which tool is missing, and how to get it', async () => {
    const settings = vscode.workspace.getConfiguration('archway', probeFile(''));
    await settings.update('toolsEnvironment', { PATH: '/none', GOROOT: '' }, vscode.ConfigurationTarget.Workspace);
    try {
      const { told } = await runTests([await testItem('probe/sums')]);
      assert.match(told['probe/sums']!, /^errored archway: go is not on PATH\. \S/);
    } finally {
      await settings.update('toolsEnvironment', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
