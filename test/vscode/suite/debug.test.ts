// Debugging under QEMU: what is said where the editor has no debugger for it, and the terminal, which needs none.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import * as vscode from 'vscode';
import { newerGdb } from '../../../scripts/support/newer-gdb.ts';
import { activeExtension, fileOf } from '../support/extension.ts';
import { layProbe, probeFile, removeProbe } from '../support/probe.ts';
import { answering } from '../support/stubs.ts';
import { exitStatus, taskSeconds } from '../support/tasks.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;

const configuration: vscode.DebugConfiguration = {
  type: 'archway',
  request: 'launch',
  name: 'Tell',
  target: 'linux/arm64',
  package: './cmd/tell',
  cwd: 'probe',
};

/** The emulators that wait for a debugger. */
const waiting = () =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && /qemu-.*\0-g\0.*archway-debug-/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    } catch {
      return false;
    }
  });

describe('debugging', function () {
  this.timeout(taskSeconds * 1000);
  const before_ = waiting();
  before(async () => {
    await activeExtension();
    await layProbe();
  });
  after(async () => {
    await run('archway.pickTarget', null, '');
    await removeProbe();
  });

  it('says which debuggers there are where none is installed, and leaves nothing behind', async () => {
    const folder = vscode.workspace.getWorkspaceFolder(fileOf('go.mod'));
    const asked: string[][] = [];
    const answer = (...words: string[]) => void asked.push(words);
    await answering('showWarningMessage', answer, async () => {
      assert.equal(await vscode.debug.startDebugging(folder, configuration), false);
      await until('the user is told', () => asked.length > 0);
    });
    assert.match(asked[0]![0]!, /linux\/arm64 programs under QEMU\. Install the extension C\/C\+\+ or Native Debug/);
    assert.deepEqual(asked[0]!.slice(1), ['Debug in Terminal', 'Find Extensions']);
    await until('the program is ended', () => waiting().every((pid) => before_.includes(pid)), waiting);
  });

  it('stops at a breakpoint by GDB 14 or newer alone, shows variables, and ends with the program', async function () {
    const gdb = newerGdbOrSkip(this);
    const settings = vscode.workspace.getConfiguration('archway', fileOf('go.mod'));
    const path = { PATH: `${gdb}${delimiter}${process.env.PATH}` };
    await settings.update('toolsEnvironment', path, vscode.ConfigurationTarget.Workspace);
    const file = probeFile('cmd/tell/main.go');
    const document = await vscode.workspace.openTextDocument(file);
    const line = document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('os.WriteFile'));
    const breakpoint = new vscode.SourceBreakpoint(new vscode.Location(file, new vscode.Position(line, 0)));
    vscode.debug.addBreakpoints([breakpoint]);
    const ended: vscode.DebugSession[] = [];
    const ending = vscode.debug.onDidTerminateDebugSession((session) => ended.push(session));
    try {
      const folder = vscode.workspace.getWorkspaceFolder(fileOf('go.mod'));
      const status = exitStatus(() => vscode.debug.startDebugging(folder, { ...configuration, target: 'linux/s390x' }));
      // The frame that the editor shows by itself.
      const frame = await until('the program stops', () => {
        const item = vscode.debug.activeStackItem;
        return item instanceof vscode.DebugStackFrame && item;
      });
      const session = frame.session;
      const editor = await until('the line is shown', () => vscode.window.activeTextEditor);
      assert.equal(editor.document.uri.fsPath, file.fsPath);
      assert.equal(editor.selection.active.line, line);
      const ask = (expression: string) =>
        session.customRequest('evaluate', { expression, frameId: frame.frameId, context: 'watch' });
      assert.equal((await ask('told')).result, 'linux/s390x big');
      await run('workbench.action.debug.continue');
      assert.equal(await status, 8);
      await until('the session ends', () => ended.includes(session));
      await until('the program is ended', () => waiting().every((pid) => before_.includes(pid)), waiting);
      await vscode.workspace.fs.delete(probeFile('told.txt'));
    } finally {
      ending.dispose();
      vscode.debug.removeBreakpoints([breakpoint]);
      for (const terminal of vscode.window.terminals) terminal.dispose();
      await settings.update('toolsEnvironment', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('starts no session where the program does not build, which its terminal says why', async () => {
    const folder = vscode.workspace.getWorkspaceFolder(fileOf('go.mod'));
    const wrong = { ...configuration, package: './wrong' };
    assert.equal(await exitStatus(async () => (await vscode.debug.startDebugging(folder, wrong)) === false), 1);
  });

  it('says what is wrong with a configuration', async () => {
    const folder = vscode.workspace.getWorkspaceFolder(fileOf('go.mod'));
    const said: string[] = [];
    await answering(
      'showErrorMessage',
      (text) => void said.push(text),
      async () => {
        await vscode.debug.startDebugging(folder, { ...configuration, debugger: 'windbg' });
        await until('the user is told', () => said.length > 0);
      },
    );
    assert.match(said[0]!, /^The debug configuration Tell is not valid: debugger must be one of auto, go, cppdbg/);
  });

  it('works in the terminal, in which GDB takes what is typed', async () => {
    await run('archway.pickTarget', null, 'linux/s390x');
    const pick = (items: { label: string }[]) => items.find(({ label }) => label.includes('tell'));
    const start = async () => {
      const execution = await answering('showQuickPick', pick, () => run('archway.debugInTerminal'));
      const terminal = await until('its terminal opens', () =>
        vscode.window.terminals.find(({ name }) => name.includes('tell')),
      );
      terminal.sendText('continue\nquit');
      return execution;
    };
    assert.equal(await exitStatus(start as () => Promise<unknown>), 8);
    const told = await vscode.workspace.fs.readFile(probeFile('told.txt'));
    assert.equal(new TextDecoder().decode(told), 'linux/s390x big');
    await vscode.workspace.fs.delete(probeFile('told.txt'));
  });
});

function newerGdbOrSkip(test: Mocha.Context): string {
  try {
    return newerGdb();
  } catch (error) {
    console.log(`left out: ${(error as Error).message}`);
    return test.skip();
  }
}
