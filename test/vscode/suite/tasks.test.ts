// Tasks of type archway: detected ones, those of tasks.json, and those commands start; in a module below the workspace folder.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { say } from '../../../src/messages/catalogue.ts';
import { checkTargets } from '../../../src/server/protocol.ts';
import { fileOf } from '../support/extension.ts';
import { probeFile, useProbe } from '../support/probe.ts';
import { ask } from '../support/server.ts';
import { answering } from '../support/stubs.ts';
import { chooseTarget } from '../support/target.ts';
import { exitStatus, findTask, taskSeconds, withTasks } from '../support/tasks.ts';
import { shownText } from '../support/terminal.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;

/** Problems that tasks have found in a file: what the language server finds has another source. */
function taskProblems(uri: vscode.Uri) {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source !== 'archway')
    .map(({ source, message, severity, range: { start } }) => ({
      source,
      message,
      severity: vscode.DiagnosticSeverity[severity],
      line: start.line + 1,
      column: start.character + 1,
    }));
}

const problemsIn = (uri: vscode.Uri) =>
  until(
    `a task finds problems in ${uri.path}`,
    () => {
      const found = taskProblems(uri);
      return found.length > 0 && found;
    },
    () => vscode.languages.getDiagnostics().filter(([, found]) => found.length > 0),
  );

/** Opens a file of the module with the cursor behind a text. */
async function open(path: string, text = 'package'): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(probeFile(path));
  const at = editor.document.positionAt(editor.document.getText().indexOf(text) + text.length);
  editor.selection = new vscode.Selection(at, at);
  return editor;
}

describe('tasks', function () {
  this.timeout(taskSeconds * 1000);
  useProbe();

  const tell = () =>
    findTask('runs probe/cmd/tell', ({ definition: { command, cwd, package: path } }) => {
      return command === 'run' && cwd === 'probe' && path === './cmd/tell';
    });

  it('run for the one of several targets that the user chooses', async () => {
    await chooseTarget('linux/arm,linux/arm64');
    const task = await tell();
    const pick = (items: { label: string }[]) => items.find(({ label }) => label === 'linux/arm64');
    const start = () => exitStatus(() => vscode.tasks.executeTask(task));
    assert.equal(await answering('showQuickPick', pick, start), 8);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(probeFile('told.txt')));
    assert.equal(text, 'linux/arm64 little');
  });

  it('are offered for each program and module, and named after them', async () => {
    await tell();
    const tasks = (await vscode.tasks.fetchTasks({ type: 'archway' })).filter(({ source }) => source === 'archway');
    const names = tasks.map(({ name }) => name).sort();
    const expected = ['harbour', 'tally'].flatMap((name) => [`build ./cmd/${name}`, `run ./cmd/${name}`]);
    expected.push('build ./probe/cmd/tell', 'run ./probe/cmd/tell', 'test ./...', 'test ./probe/...');
    assert.deepEqual(names, expected.sort());
  });

  it('of tasks.json are run as they are written there', async () => {
    const task = await findTask('tests counter for mips64le', ({ definition: { command, target } }) => {
      return command === 'test' && target === 'linux/mips64le';
    });
    await chooseTarget('linux/arm');
    assert.equal(await exitStatus(() => vscode.tasks.executeTask(task)), 0);
  });

  it('of tasks.json put programs where the placeholders say', async () => {
    const label = 'builds tally for two';
    const output = `out/\${goos}-\${goarch}/`;
    const more = { command: 'build', package: './cmd/tally', target: 'linux/arm64,linux/386', ldflags: '-s -w' };
    await withTasks([{ label, ...more, output }], async (task) => {
      assert.equal(await exitStatus(() => vscode.tasks.executeTask(task!)), 0);
      for (const folder of ['linux-arm64', 'linux-386']) {
        assert.ok((await vscode.workspace.fs.stat(fileOf(`out/${folder}/tally`))).size > 0);
      }
      await vscode.workspace.fs.delete(fileOf('out'), { recursive: true });
    });
  });

  it('point to the frames of a panic in the workspace, and to none in the Go tree', async () => {
    const task = await findTask('runs tally for arm', ({ definition: { command, target } }) => {
      return command === 'run' && target === 'linux/arm';
    });
    assert.equal(await exitStatus(() => vscode.tasks.executeTask(task)), 2);
    const counter = fileOf('counter/counter.go');
    const [frame] = await problemsIn(counter);
    const text = await vscode.workspace.openTextDocument(counter);
    assert.match(text.lineAt(frame!.line - 1).text, /atomic\./);
    assert.deepEqual([frame!.source, frame!.severity], ['stack', 'Information']);
    assert.match(frame!.message, /^example\.org\/harbour\/counter\.\(\*Stats\)\.\w+$/);
    const files = vscode.languages
      .getDiagnostics()
      .filter(([, found]) => found.some(({ source }) => source === 'stack'));
    const root = vscode.workspace.workspaceFolders![0]!.uri.path;
    assert.deepEqual(
      files.map(([uri]) => uri.path).filter((path) => !path.startsWith(root)),
      [],
    );
  });

  it('find compile errors where they are, in a nested module', async () => {
    await chooseTarget('linux/arm64');
    const pick = (items: { label: string }[]) =>
      items.find(({ label }) => label === say('command-all-packages', { module: 'probe' }));
    await open('wrong/wrong.go');
    const status = await answering('showQuickPick', pick, () => exitStatus(() => run('archway.build')));
    assert.equal(status, 1);
    assert.deepEqual(await problemsIn(probeFile('wrong/wrong.go')), [
      {
        source: 'archway build',
        message: 'cannot use "text" (untyped string constant) as int value in variable declaration',
        severity: 'Error',
        line: 4,
        column: 17,
      },
    ]);
  });

  it('build a program for several targets', async () => {
    await chooseTarget('linux/arm64,linux/s390x');
    const pick = (items: { label: string }[]) => items.find(({ label }) => label === './probe/cmd/tell');
    assert.equal(await answering('showQuickPick', pick, () => exitStatus(() => run('archway.build'))), 0);
    for (const folder of ['linux_arm64', 'linux_s390x']) {
      const { size } = await vscode.workspace.fs.stat(probeFile(`bin/${folder}/tell`));
      assert.ok(size > 100_000, folder);
    }
  });

  it('build for all targets that are checked', async () => {
    const settings = vscode.workspace.getConfiguration('archway', probeFile(''));
    const pick = (items: { label: string }[]) => items.find(({ label }) => label === './probe/cmd/tell');
    await settings.update('targets', ['linux/ppc64le', 'linux/386'], vscode.ConfigurationTarget.Workspace);
    try {
      const folder = vscode.workspace.workspaceFolders![0]!.uri.toString();
      await until('the server takes the setting', async () => {
        return (await ask<string[]>(checkTargets, { folder })).join() === 'linux/ppc64le,linux/386';
      });
      assert.equal(await answering('showQuickPick', pick, () => exitStatus(() => run('archway.buildAll'))), 0);
    } finally {
      await settings.update('targets', undefined, vscode.ConfigurationTarget.Workspace);
    }
    const built = (await vscode.workspace.fs.readDirectory(probeFile('bin'))).map(([name]) => name);
    assert.ok(built.includes('linux_ppc64le') && built.includes('linux_386'), built.join());
  });

  it('test the function at the cursor, and only that', async () => {
    await chooseTarget('linux/riscv64');
    await open('sums/sums_test.go', 'func TestGood');
    assert.equal(await exitStatus(() => run('archway.testAtCursor')), 0);
  });

  it('find failures of a subtest where they are', async () => {
    await chooseTarget('linux/arm');
    await open('sums/sums_test.go', 't.Errorf("sum');
    assert.equal(await exitStatus(() => run('archway.testAtCursor')), 1);
    const [failure] = await problemsIn(probeFile('sums/sums_test.go'));
    assert.deepEqual(failure, {
      source: 'archway test',
      message: 'sum = 0, want 1',
      severity: 'Error',
      line: 13,
      column: 1,
    });
  });

  it('test a file, and one of several targets as the user chooses', async () => {
    await chooseTarget('linux/arm,linux/s390x');
    await open('sums/sums_test.go');
    let asked: string[] = [];
    const pick = (items: { label: string }[]) => {
      asked = items.map(({ label }) => label);
      return items[1];
    };
    const names: string[] = [];
    const started = vscode.tasks.onDidStartTask(({ execution }) => names.push(execution.task.name));
    const status = await answering('showQuickPick', pick, () => exitStatus(() => run('archway.testFile')));
    started.dispose();
    assert.deepEqual(asked, ['linux/arm', 'linux/s390x']);
    assert.equal(status, 1);
    assert.match(names.join(), /linux\/s390x/);
    // Read from the terminal: of one that VS Code resizes while it prints, as it does with the first, problem matchers can miss lines.
    const shown = await shownText(/^FAIL\s+example\.org\/probe\/sums/m);
    assert.match(shown, /sums_test\.go:13: sum = 0, want 1\n/);
    assert.match(shown, /^example\.org\/probe\/sums\.TestPanic\(.*\n\s*\S*\/sums_test\.go:19 /m);
  });

  it('say that there is no test at the cursor', async () => {
    await open('sums/sums_test.go');
    const said: string[] = [];
    const note = (text: string) => void said.push(text);
    await answering('showInformationMessage', note, () => run('archway.testAtCursor'));
    assert.deepEqual(said, [say('command-no-test', {})]);
  });
});
