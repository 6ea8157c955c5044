// In a workspace that the user does not trust the code is checked, and no program is started.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Exports } from '../../../../src/extension/extension.ts';
import { say } from '../../../../src/messages/catalogue.ts';
import { activeExtension, fileOf } from '../../support/extension.ts';
import { portabilityRows } from '../../support/portability.ts';
import { serverProcess } from '../../support/server.ts';
import { answering } from '../../support/stubs.ts';
import { runTests, testItem } from '../../support/tests.ts';
import { until } from '../../support/until.ts';

const { executeCommand: run } = vscode.commands;

/** The processes of the machine: the parent of each, and the name of what it runs. */
function processes(): Map<number, { readonly parent: number; readonly name: string }> {
  const found = new Map<number, { parent: number; name: string }>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, 'utf8')) ?? [];
      found.set(Number(entry), { parent: Number(parent), name: name! });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

/** What runs below a process. */
function programsBelow(ancestor: number): string[] {
  const all = processes();
  const isBelow = (pid: number): boolean => {
    const parent = all.get(pid)?.parent;
    return parent !== undefined && (parent === ancestor || isBelow(parent));
  };
  return [...all].filter(([pid]) => isBelow(pid)).map(([, { name }]) => name);
}

/** VS Code and its own extensions start programs as well, but none of these. */
const ours = /^(?:go|qemu-.*|.*gcc.*|cc|clang|compile|link)$/;

describe('in a workspace that is not trusted', () => {
  const seen = new Set<string>();
  let watch: NodeJS.Timeout;
  before(async () => {
    await activeExtension();
    const server = await serverProcess();
    watch = setInterval(() => {
      for (const name of programsBelow(server)) seen.add(name);
      for (const name of programsBelow(process.pid).filter((name) => ours.test(name))) seen.add(name);
    }, 20);
  });
  after(() => clearInterval(watch));

  it('code is checked', async () => {
    const counter = fileOf('counter/counter.go');
    await vscode.window.showTextDocument(counter);
    await until('a finding', () => vscode.languages.getDiagnostics(counter).find(({ source }) => source === 'archway'));
  });

  for (const command of ['build', 'buildAll', 'run', 'doctor', 'testPackage', 'testFile', 'testAtCursor']) {
    it(`the command ${command} says why it does nothing`, async () => {
      await vscode.window.showTextDocument(fileOf('counter/counter_test.go'));
      const said: unknown[][] = [];
      const execution = await answering(
        'showWarningMessage',
        (...args) => void said.push(args),
        () => run(`archway.${command}`),
      );
      assert.equal(execution, undefined);
      assert.deepEqual(said, [[say('trust-needed', {}), say('trust-manage', {})]]);
    });
  }

  it('tests are listed, and a run of them says why it does nothing', async () => {
    const item = await testItem('counter');
    const said: unknown[][] = [];
    const { told } = await answering(
      'showWarningMessage',
      (...args) => void said.push(args),
      () => runTests([item]),
    );
    assert.ok(item.children.size > 0);
    assert.deepEqual(told, {});
    assert.deepEqual(said, [[say('trust-needed', {}), say('trust-manage', {})]]);
  });

  it('findings are listed', async () => {
    await until('the Portability view has rows', async () => (await portabilityRows()).length > 0);
  });

  it('tools are not asked for', async () => {
    const { toolchain } = (await activeExtension()).exports as Exports;
    assert.deepEqual(await toolchain.getChildren(), []);
  });

  it('nothing is offered that would start a program', async () => {
    const { document } = await vscode.window.showTextDocument(fileOf('cmd/tally/main.go'));
    assert.deepEqual(await run('vscode.executeCodeLensProvider', document.uri), []);
  });

  it('no program was started', async () => {
    await run('archway.checkWorkspace');
    assert.deepEqual([...seen], []);
    assert.deepEqual(vscode.tasks.taskExecutions, []);
  });
});
