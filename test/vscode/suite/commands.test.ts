// The commands that start no program.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { say } from '../../../src/messages/catalogue.ts';
import { clientCommands, type WorkspaceChecked } from '../../../src/server/protocol.ts';
import { revertAll } from '../support/editing.ts';
import { activeExtension, fileOf } from '../support/extension.ts';
import { finding, noFinding } from '../support/findings.ts';
import { answering } from '../support/stubs.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;
const counter = fileOf('counter/counter.go');

/** Waits for a page to be shown in a preview. */
const preview = (name: string) =>
  until(
    `a preview of ${name} is shown`,
    () => tabs().find((label) => label.includes(name) && label.startsWith('Preview')),
    tabs,
  );
const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

describe('the commands', () => {
  let extension: vscode.Extension<unknown>;
  before(async () => {
    extension = await activeExtension();
  });
  afterEach(revertAll);

  it('are those that package.json declares', async () => {
    // VS Code has some for each view.
    const ofViews = /\.(?:focus|open|removeView|resetViewLocation|toggleVisibility)$/;
    const registered = (await vscode.commands.getCommands(true)).filter(
      (id) => id.startsWith('archway.') && !ofViews.test(id),
    );
    const declared = extension.packageJSON.contributes.commands.map(({ command }: { command: string }) => command);
    // Tasks and lenses call these.
    const hidden = ['archway.oneTarget', clientCommands.runProgram, clientCommands.runTests];
    assert.deepEqual(registered.sort(), [...declared, ...hidden].sort());
  });

  it('check the workspace and say what was found', async () => {
    const said: string[] = [];
    const note = (text: string) => void said.push(text);
    const { errors, warnings, infos, packages, files, seconds } = await answering('showInformationMessage', note, () =>
      run<WorkspaceChecked>('archway.checkWorkspace'),
    );
    assert.ok(errors > 0 && packages > 0, JSON.stringify({ errors, packages }));
    const words = { errors, warnings, infos, packages, files, seconds: seconds.toFixed(1) };
    assert.deepEqual(said, [say('command-checked', words)]);
  });

  it('explain a rule', async () => {
    await run('archway.explainRule', 'unaligned-atomic');
    await preview('unaligned-atomic.md');
  });

  it('explain the rule that is chosen', async () => {
    const pick = (items: { label: string; detail: string }[]) => items.find(({ label }) => label === 'kernel-struct');
    await answering('showQuickPick', pick, () => run('archway.explainRule'));
    await preview('kernel-struct.md');
  });

  it('explain no file that is not a page of a rule', async () => {
    const said: string[] = [];
    const rules = ['../../README', 'no-such-rule', 'README'];
    for (const rule of rules) {
      await answering(
        'showWarningMessage',
        (text: string) => void said.push(text),
        () => run('archway.explainRule', rule),
      );
    }
    assert.deepEqual(
      said,
      rules.map((rule) => say('command-no-rule', { rule })),
    );
    assert.deepEqual(
      tabs().filter((label) => label.startsWith('Preview')),
      [],
    );
  });

  it('open the page of a rule by the link that is the code of a finding', async () => {
    await vscode.window.showTextDocument(counter);
    const { code } = await finding(counter, 'unaligned-atomic');
    assert.ok(typeof code === 'object', JSON.stringify(code));
    await run('vscode.open', code.target);
    await preview('unaligned-atomic.md');
  });

  it('show the layout of a struct', async () => {
    const editor = await vscode.window.showTextDocument(counter);
    const { document } = editor;
    const at = document.positionAt(document.getText().indexOf('Stats struct'));
    editor.selection = new vscode.Selection(at, at);
    const page = await run<vscode.Uri>('archway.showLayout');
    const text = (await vscode.workspace.openTextDocument(page)).getText();
    assert.match(text, /closed/);
    assert.match(text, /\b386, arm,/);
    await preview('Stats');
  });

  it('suppress a finding with the reason that the user gives', async () => {
    const { document } = await vscode.window.showTextDocument(counter);
    const { range } = await finding(counter, 'unaligned-atomic');
    const problems: unknown[] = [];
    const answer = ({ validateInput }: vscode.InputBoxOptions) => {
      problems.push(validateInput!(' '), validateInput!('a\nb'), validateInput!('a reason'));
      return ' only one goroutine ';
    };
    const suppress = () => run('archway.suppress', counter.toString(), range.start.line, 'unaligned-atomic');
    await answering('showInputBox', answer, suppress);
    assert.deepEqual(problems, [
      say('command-suppress-no-reason', {}),
      say('command-suppress-one-line', {}),
      undefined,
    ]);
    assert.match(document.getText(), /\/\/archway:ignore unaligned-atomic only one goroutine$/m);
    await noFinding(counter, 'unaligned-atomic');
  });

  it('fix everything in a file, in one step for undo', async () => {
    const { document } = await vscode.window.showTextDocument(counter);
    const before = document.getText();
    await finding(counter, 'unaligned-atomic');
    await run('archway.fixAll');
    await until('the text is changed', () => document.getText() !== before);
    await noFinding(counter, 'unaligned-atomic');
    await run('undo');
    assert.equal(document.getText(), before);
  });

  it('open archway.json, and write one where there is none', async () => {
    const config = fileOf('archway.json');
    const present = await vscode.workspace.fs.readFile(config);
    await run('archway.createConfig');
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, config.path);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'jsonc');
    await run('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(config);
    try {
      await run('archway.createConfig');
      const written = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(config)));
      assert.deepEqual(written, { targets: ['linux'], exclude: [] });
    } finally {
      await vscode.workspace.fs.writeFile(config, present);
    }
  });
});
