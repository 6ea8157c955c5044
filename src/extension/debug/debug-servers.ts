// Programs that wait under QEMU for a debugger: `archway debug --server` as tasks, each in a terminal, which is the program's own.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CancellationToken,
  type DebugSession,
  type TaskExecution,
  tasks as taskRunner,
  type WorkspaceFolder,
} from 'vscode';
import type { DebugServerInfo } from '../../toolchain/debug-server-info.ts';
import type { Tasks } from '../tasks.ts';
import type { ArchwayDebug } from './debug-definition.ts';

const POLL_INTERVAL = 50;
/** How long a program may take to end together with its debug session. */
const GRACE = 2_000;

/** A program that waits, and the task it runs in. */
export interface RunningServer {
  readonly info: DebugServerInfo;
  readonly execution: TaskExecution;
}

/** The servers whose programs have not ended. */
export class DebugServers {
  readonly #tasks: Tasks;
  readonly #running = new Set<RunningServer>();

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  /**
   * Builds and starts a program. Undefined where it does not get as far as waiting, which its terminal says why, or where
   * the user cancels.
   */
  async start(
    { task }: ArchwayDebug,
    folder: WorkspaceFolder,
    token: CancellationToken | undefined,
  ): Promise<RunningServer | undefined> {
    const temporary = mkdtempSync(join(tmpdir(), 'archway-attach-'));
    const file = join(temporary, 'server.json');
    let hasEnded = false;
    const execution = await taskRunner.executeTask(this.#tasks.make(task, folder, [`--server=${file}`]));
    const ending = taskRunner.onDidEndTask((event) => {
      if (event.execution !== execution) return;
      hasEnded = true;
      ending.dispose();
      for (const server of this.#running) if (server.execution === execution) this.#running.delete(server);
    });
    try {
      while (!existsSync(file)) {
        if (token?.isCancellationRequested) execution.terminate();
        if (hasEnded || token?.isCancellationRequested) return undefined;
        await delay(POLL_INTERVAL);
      }
      const server = { info: JSON.parse(readFileSync(file, 'utf8')) as DebugServerInfo, execution };
      if (!hasEnded) this.#running.add(server);
      return server;
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }

  /** Ends the program of a debug session. Sessions are known by the address that they attach to, which no two share. */
  endOf({ configuration }: DebugSession): void {
    const text = JSON.stringify(configuration);
    for (const server of this.#running) if (text.includes(server.info.address)) void this.#end(server);
  }

  /** A program that has come to its end takes its task with it, which then has an exit status: it is ended only where it goes on. */
  async #end(server: RunningServer): Promise<void> {
    await delay(GRACE);
    if (this.#running.has(server)) server.execution.terminate();
  }
}
