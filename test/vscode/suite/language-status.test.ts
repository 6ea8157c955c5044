// The language status of Go files: the target, what is installed for it, and how many problems there are.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Exports } from '../../../src/extension/extension.ts';
import type { WorkspaceChecked } from '../../../src/server/protocol.ts';
import { activeExtension } from '../support/extension.ts';
import { chooseTarget } from '../support/target.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;

describe('the language status', () => {
  let status: Exports['status'];
  before(async () => {
    ({ status } = (await activeExtension()).exports as Exports);
  });
  afterEach(() => chooseTarget(''));

  it('follows the target, and says what is installed for it', async () => {
    await chooseTarget('linux/s390x');
    assert.equal(status.target.text, 'linux/s390x');
    assert.match(status.target.detail!, /^64-bit, big-endian · /);
    assert.match(status.tools.text, /^installed: Go, QEMU/);
    assert.equal(status.tools.severity, vscode.LanguageStatusSeverity.Information);
    await chooseTarget('darwin/arm64');
    assert.equal(status.tools.severity, vscode.LanguageStatusSeverity.Warning);
    assert.match(status.tools.detail!, /darwin\/arm64/);
  });

  it('counts what was found', async () => {
    const { errors, warnings, infos } = await run<WorkspaceChecked>('archway.checkWorkspace');
    const text = `errors: ${errors}, warnings: ${warnings}, notes: ${infos}`;
    await until(
      'the counts are those of the check',
      () => status.findings.text === text,
      () => [status.findings.text, text],
    );
    assert.equal(status.findings.severity, vscode.LanguageStatusSeverity.Error);
    // The Problems panel counts the same, and beside that what tasks found, as the frames of a panic, and other extensions.
    const { Error: error, Warning: warning, Information: info } = vscode.DiagnosticSeverity;
    const problems = vscode.languages.getDiagnostics().flatMap(([, found]) => found);
    const ours = problems.filter(({ source }) => source === 'archway');
    const counts = [error, warning, info].map((severity) => ours.filter((one) => one.severity === severity).length);
    assert.deepEqual(counts, [errors, warnings, infos]);
    assert.ok((await vscode.commands.getCommands()).includes(status.findings.command!.command));
  });
});
