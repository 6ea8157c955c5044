// The problems of a workspace that nobody has opened a file of.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import * as vscode from 'vscode';
import { sameAsCommandLine } from '../support/command-line.ts';
import { activeExtension, fileOf } from '../support/extension.ts';
import { finding } from '../support/findings.ts';

describe('the problems of the example', () => {
  it('are those that the command line finds, with some of every rule', async () => {
    const found = await sameAsCommandLine(fileOf('').fsPath);
    const { extensionPath } = await activeExtension();
    const rules = readdirSync(`${extensionPath}/docs/rules`).map((name) => name.replace('.md', ''));
    // The example has no dependencies that could be broken.
    const left = ['README', 'dependency-build'];
    const missing = rules.filter((rule) => !left.includes(rule) && !found.some((line) => line.includes(` ${rule}: `)));
    assert.deepEqual(missing, []);
  });

  it('name the targets, and where else to look', async () => {
    const uri = fileOf('counter/counter.go');
    const { message, relatedInformation } = await finding(uri, 'unaligned-atomic');
    assert.match(message, /^Stats\.sent is at offset 4; .*\nlinux\/\{386,arm,mips,mipsle\}$/);
    const document = await vscode.workspace.openTextDocument(uri);
    const places = relatedInformation!.map(({ location }) => document.lineAt(location.range.start.line).text.trim());
    assert.deepEqual(places, ['atomic.AddInt64(&s.sent, n)', 'return atomic.LoadInt64(&s.sent)']);
  });
});
