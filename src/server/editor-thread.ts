// The editor worker as the main thread sees it: asked and told over a port, and started again when it dies.
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  CancellationToken,
  CancellationTokenSource,
  createMessageConnection,
  Emitter,
  type MessageConnection,
  type NotificationType,
  PortMessageReader,
  PortMessageWriter,
  type RequestType,
  SharedArraySenderStrategy,
} from 'vscode-languageserver/node';
import { say } from '../messages/catalogue.ts';
import { type EditorWorkerData, heapUsed, type InProject } from './editor-protocol.ts';
import type { Log } from './log.ts';
import { workerFile } from './worker-files.ts';

/** Memory of the worker's heap in MB at most; the arrays of trees are not part of it. */
const maximumHeap = 4096;

/** Stack in MB: see `analysis/runner.ts`. */
const stackSize = 64;

/** So long may an answer take, in milliseconds. A thread that takes longer hangs, and is ended. */
const longestAnswer = 120_000;

/** So often a folder may kill the thread before it is left alone. */
const deathsBeforeLeftAlone = 2;

/** So often the thread may die without ever answering before it is not started again. */
const failuresToStart = 3;

/** The thread has died while it worked on an answer, or does not work on that folder any more. */
export class NoAnswer extends Error {}

interface Pending {
  readonly folder: string;
  readonly timer: NodeJS.Timeout;
}

/** The thread that holds the editor sessions. */
export class EditorThread {
  #worker: Worker | undefined;
  #connection: MessageConnection | undefined;
  #answers = 0;
  #failures = 0;
  #isClosed = false;
  /** What is asked and not answered, in order: the thread works on the first. */
  readonly #pending = new Set<Pending>();
  readonly #deaths = new Map<string, number>();
  readonly #restarted = new Emitter<void>();

  /** The thread has been started again and knows nothing: everything has to be told it again. */
  readonly onRestarted = this.#restarted.event;

  constructor(
    private readonly data: EditorWorkerData,
    private readonly log: Log,
  ) {
    this.#start();
  }

  /** Tells something. */
  tell<P>(type: NotificationType<P>, params: P): void {
    void this.#connection?.sendNotification(type.method, params);
  }

  /**
   * Asks something about a document. Rejects with {@link NoAnswer} where the thread dies of it, with a ResponseError where it is
   * cancelled or fails.
   */
  async ask<P extends InProject, R>(type: RequestType<P, R, void>, params: P, token?: CancellationToken): Promise<R> {
    const folder = dirname(params.path);
    if (this.#isLeftAlone(folder)) throw new NoAnswer(say('server-left-alone', { folder }));
    return this.#ask(type, params, folder, token);
  }

  /** Bytes of the thread's heap in use. */
  heapBytes(): Promise<number> {
    return this.#ask(heapUsed, {}, '', undefined);
  }

  /** Whether it makes sense to ask about a document: not where there is no thread, or its folder has killed it too often. */
  answersFor(path: string): boolean {
    return this.#connection !== undefined && !this.#isLeftAlone(dirname(path));
  }

  /** Gives the folder of a document another chance. */
  forgive(path: string): void {
    this.#deaths.delete(dirname(path));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#connection?.dispose();
    await this.#worker?.terminate();
  }

  #isLeftAlone(folder: string): boolean {
    return (this.#deaths.get(folder) ?? 0) >= deathsBeforeLeftAlone;
  }

  async #ask<P, R>(
    type: RequestType<P, R, void>,
    params: P,
    folder: string,
    token: CancellationToken | undefined,
  ): Promise<R> {
    const connection = this.#connection;
    if (!connection) throw new NoAnswer(say('server-no-thread', {}));
    const worker = this.#worker;
    const timer = setTimeout(() => {
      this.log.error(say('server-thread-hangs', { seconds: longestAnswer / 1000, folder }));
      void worker?.terminate();
    }, longestAnswer);
    const pending = { folder, timer };
    this.#pending.add(pending);
    try {
      const answer = await connection.sendRequest<R>(type.method, params, token ?? CancellationToken.None);
      this.#answers++;
      return answer;
    } catch (error) {
      if (connection !== this.#connection) throw new NoAnswer(say('server-thread-died', { folder }));
      throw error;
    } finally {
      clearTimeout(timer);
      this.#pending.delete(pending);
    }
  }

  #start(): void {
    const { log } = this;
    const heap = Math.min(maximumHeap, Math.floor((totalmem() / 2 ** 20) * 0.5));
    const worker = new Worker(workerFile('editor-worker'), {
      name: 'archway editor',
      workerData: this.data,
      resourceLimits: { maxOldGenerationSizeMb: heap, stackSizeMb: stackSize },
      // What it writes would get between the messages of the protocol.
      stdout: true,
      stderr: true,
    });
    worker.stderr.on('data', (chunk) => this.log.error(String(chunk).trimEnd()));
    let problem: string | undefined;
    worker.on('error', (error) => {
      problem = error.stack ?? String(error);
    });
    worker.on('exit', (code) => {
      if (!this.#isClosed) this.#died(problem ?? say('server-exit-code', { code }));
    });
    this.#worker = worker;
    this.#answers = 0;
    this.#connection = createMessageConnection(
      new PortMessageReader(worker),
      new PortMessageWriter(worker),
      { error: (text) => log.error(text), warn: (text) => log.error(text), info: () => {}, log: () => {} },
      {
        // Reaches the thread while it is busy.
        cancellationStrategy: {
          sender: new SharedArraySenderStrategy(),
          receiver: { createCancellationTokenSource: () => new CancellationTokenSource() },
        },
      },
    );
    this.#connection.listen();
  }

  #died(problem: string): void {
    const [first] = this.#pending;
    const old = this.#connection;
    this.#connection = undefined;
    this.log.error(say('server-thread-ended', { folder: first?.folder ?? '', problem }));
    if (first && first.folder !== '') {
      const deaths = (this.#deaths.get(first.folder) ?? 0) + 1;
      this.#deaths.set(first.folder, deaths);
      if (deaths >= deathsBeforeLeftAlone) this.log.error(say('server-left-alone', { folder: first.folder }));
    }
    this.#failures = this.#answers > 0 ? 0 : this.#failures + 1;
    old?.dispose();
    if (this.#failures >= failuresToStart) {
      this.log.error(say('server-not-started', {}));
      return;
    }
    this.#start();
    this.#restarted.fire();
  }
}
