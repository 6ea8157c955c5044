// Quick fixes: what they make of the text, and that one undo takes them back.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { archway } from '../support/command-line.ts';
import { open, retype, revertAll, undo } from '../support/editing.ts';
import { activeExtension, fileOf } from '../support/extension.ts';
import { finding, noFinding } from '../support/findings.ts';
import { until } from '../support/until.ts';

/** The actions offered at a range, with their edits. VS Code hands the problems to the server, so they must have arrived there. */
function actionsAt(uri: vscode.Uri, range: vscode.Range, kind: string): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind, 20);
}

/** Waits for an action whose title has some words. */
function action(uri: vscode.Uri, range: vscode.Range, kind: string, words: string): Promise<vscode.CodeAction> {
  let titles: string[] = [];
  return until(
    `${words} is offered`,
    async () => {
      const actions = await actionsAt(uri, range, kind);
      titles = actions.map(({ title }) => title);
      return actions.find(({ title, edit }) => title.includes(words) && edit !== undefined);
    },
    () => titles,
  );
}

const all = new vscode.Range(0, 0, 1000, 0);

describe('quick fixes', () => {
  before(activeExtension);
  afterEach(revertAll);

  it('reorder the fields of a struct with their comments, which one undo takes back', async () => {
    const { document } = await open('counter/counter.go');
    const before = document.getText();
    const { range } = await finding(document.uri, 'unaligned-atomic');
    const { edit, isPreferred } = await action(document.uri, range, 'quickfix', 'Move sent to the front of Stats');
    assert.equal(isPreferred, true);
    assert.ok(await vscode.workspace.applyEdit(edit!));
    const fields = /type Stats struct \{\n(.*?)\n\}/s;
    const [closed, sent] = fields.exec(before)![1]!.split('\n\n');
    assert.equal(document.getText(), before.replace(fields, `type Stats struct {\n${sent}\n\n${closed}\n}`));
    await noFinding(document.uri, 'unaligned-atomic');
    await undo();
    assert.equal(document.getText(), before);
    await finding(document.uri, 'unaligned-atomic');
  });

  for (const path of ['Dockerfile', 'epoll/epoll.go', 'dup/dup.go', 'stat/stat.go', 'deploy/daemonset.yaml']) {
    it(`fix all of ${path} as the command line does, which one undo takes back`, async () => {
      const { document } = await open(path);
      const before = document.getText();
      const wanted = await fixedByCommandLine(path);
      assert.notEqual(wanted, before);
      const { edit } = await action(document.uri, all, 'source.fixAll.archway', '');
      assert.ok(await vscode.workspace.applyEdit(edit!));
      assert.equal(document.getText(), wanted);
      await undo();
      assert.equal(document.getText(), before);
    });
  }

  it('fix all when a file is saved, if the user wants that', async () => {
    const wanted = await fixedByCommandLine('stat/stat.go');
    const original = await readFile(fileOf('stat/stat.go').fsPath);
    const go = vscode.workspace.getConfiguration('editor', { languageId: 'go' });
    const set = (value: object | undefined) =>
      go.update('codeActionsOnSave', value, vscode.ConfigurationTarget.Workspace, true);
    const present = go.inspect<object>('codeActionsOnSave')?.workspaceLanguageValue;
    await set({ 'source.fixAll.archway': 'explicit' });
    try {
      const document = await retype('stat/stat.go', 'package stat', 'package stat '); // a change, to have something to save
      await finding(document.uri, 'kernel-struct');
      await vscode.commands.executeCommand('workbench.action.files.save');
      await until(
        'the saved file is fixed',
        () => document.getText().replace('package stat ', 'package stat') === wanted,
        () => document.getText(),
      );
      await until('it is saved so', () => !document.isDirty);
    } finally {
      await set(present);
      await vscode.workspace.fs.writeFile(fileOf('stat/stat.go'), original);
    }
  });
});

/** The text of a file after `archway fix`, which works on a copy of the workspace. */
async function fixedByCommandLine(path: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'archway-fix-'));
  try {
    await cp(fileOf('').fsPath, copy, { recursive: true });
    await archway(copy, ['fix', path]).catch(({ stdout }) => stdout);
    return await readFile(join(copy, path), 'utf8');
  } finally {
    await rm(copy, { recursive: true });
  }
}
