// Archway in Chinese.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sameAsCommandLine } from '../../support/command-line.ts';
import { activeExtension, fileOf } from '../../support/extension.ts';
import { finding } from '../../support/findings.ts';
import { until } from '../../support/until.ts';

const chinese = /\p{Script=Han}/u;

describe('in Chinese', () => {
  it('VS Code speaks it', () => assert.equal(vscode.env.language, 'zh-cn'));

  it('every command has its title', async () => {
    const { contributes } = (await activeExtension()).packageJSON;
    // VS Code keeps the English title as well.
    for (const { command, title } of contributes.commands) assert.match(title.value ?? title, chinese, command);
  });

  it('the findings are those of the command line', async () => {
    const found = await sameAsCommandLine(fileOf('').fsPath, { LC_ALL: 'zh_CN.UTF-8' });
    assert.match(found.find((line) => line.includes('unaligned-atomic'))!, chinese);
  });

  it('quick fixes say what they do', async () => {
    const { document } = await vscode.window.showTextDocument(fileOf('counter/counter.go'));
    const { range } = await finding(document.uri, 'unaligned-atomic');
    const actions = await until('quick fixes are offered', async () => {
      const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        'quickfix',
      );
      return offered.length > 0 && offered;
    });
    for (const { title } of actions) assert.match(title, chinese);
  });
});
