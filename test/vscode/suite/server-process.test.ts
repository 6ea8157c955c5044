// The language server's process: started again by hand and after a crash, and not for ever.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { say } from '../../../src/messages/catalogue.ts';
import { retype, revertAll } from '../support/editing.ts';
import { fileOf } from '../support/extension.ts';
import { finding, noFinding } from '../support/findings.ts';
import { serverProcess } from '../support/server.ts';
import { answering } from '../support/stubs.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;
const counter = 'counter/counter.go';

/** The server's process, once it is another one. */
const next = (old: number) =>
  until('another server answers', async () => {
    const pid = await serverProcess().catch(() => old);
    return pid !== old && pid;
  });

/** Waits until the server finds what is wrong in a text that it has never seen, and that it is gone again. */
async function answers(): Promise<void> {
  const old = 'import "sync/atomic"';
  await retype(counter, old, `import (\n\t"sync/atomic"\n\t"syscall"\n)\n\nvar _ = syscall.Dup2(0, 1)`);
  await finding(fileOf(counter), 'undefined', 'Dup2');
  await revertAll();
  await noFinding(fileOf(counter), 'undefined', 'Dup2');
}

describe('the language server', function () {
  this.timeout(180_000);
  afterEach(revertAll);

  it('is started again by the command', async () => {
    const first = await serverProcess();
    await run('archway.restartServer');
    assert.notEqual(await serverProcess(), first);
  });

  it('is started again when it was killed, and goes on with what is open', async () => {
    await answers();
    const first = await serverProcess();
    process.kill(first, 'SIGKILL');
    await next(first);
    await answers();
  });

  it('is not started for ever when it ends again and again: the user is asked, once', async () => {
    await run('archway.restartServer');
    const asked: unknown[][] = [];
    const answer = (...args: unknown[]) => {
      asked.push(args);
      return say('client-restart', {});
    };
    await answering('showErrorMessage', answer, async () => {
      let pid = await serverProcess();
      // More often than it is forgiven: the last time it is the answer to the question that starts it.
      for (let i = 0; i < 5; i++) {
        process.kill(pid, 'SIGKILL');
        pid = await next(pid);
        assert.equal(asked.length, i < 4 ? 0 : 1, `asked after ${i + 1} ends`);
      }
    });
    const [question, ...answers] = asked[0]!;
    assert.equal(question, say('client-crashed-often', { count: 5, minutes: 3 }));
    assert.deepEqual(answers, [say('client-show-log', {}), say('client-restart', {})]);
  });
});
