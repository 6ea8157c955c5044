// Checks of open documents while they are edited: the one that was edited last first, and a new version cancels what was under way.
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { checkDocument } from './editor-protocol.ts';
import { type EditorThread, NoAnswer } from './editor-thread.ts';
import type { FindingsStore } from './findings-store.ts';
import type { ServerLog } from './log.ts';

/** Documents that may only be affected by what was typed elsewhere wait until nothing was typed for so many milliseconds. */
const pause = 250;

/** Checks open documents on the editor worker, one at a time. */
export class LiveChecks {
  /** Paths to check, the most urgent first. */
  readonly #urgent = new Set<string>();
  readonly #patient = new Set<string>();
  /** Paths of which more is known once their whole package is checked; they count as settled. */
  readonly #provisional = new Set<string>();
  readonly #waiting = new Map<string, Set<() => void>>();
  #current: { readonly path: string; readonly cancellation: CancellationTokenSource } | undefined;
  #isRunning = false;
  #timer: NodeJS.Timeout | undefined;
  #lastEdit = 0;

  /** @param rootOf the root of the project that an open document belongs to; undefined where it is not checked */
  constructor(
    private readonly thread: EditorThread,
    private readonly store: FindingsStore,
    private readonly rootOf: (path: string) => string | undefined,
    private readonly log: ServerLog,
  ) {}

  /** A document has a new text. `affected` are open documents that may depend on it. */
  edited(path: string, affected: Iterable<string>): void {
    this.#lastEdit = Date.now();
    const others = [...this.#urgent].filter((one) => one !== path);
    this.#urgent.clear();
    for (const one of [path, ...others]) this.#urgent.add(one);
    this.#patient.delete(path);
    this.invalidate(affected);
  }

  /** Documents have to be checked again, though nobody typed in them. */
  invalidate(paths: Iterable<string>): void {
    for (const path of paths) if (!this.#urgent.has(path)) this.#patient.add(path);
    this.#current?.cancellation.cancel();
    void this.#run();
  }

  /** A document is not followed any more. */
  closed(path: string): void {
    this.#urgent.delete(path);
    this.#patient.delete(path);
    this.#provisional.delete(path);
    if (this.#current?.path === path) this.#current.cancellation.cancel();
    this.#settle(path);
  }

  /** Whether what is known of a document is what its present text says. */
  isSettled(path: string): boolean {
    return !this.#urgent.has(path) && !this.#patient.has(path);
  }

  /** Calls back once {@link isSettled} holds. Gives a function that takes the wish back. */
  whenSettled(path: string, callback: () => void): () => void {
    const callbacks = this.#waiting.get(path) ?? new Set();
    this.#waiting.set(path, callbacks.add(callback));
    // Somebody waits for it, so it is urgent.
    if (this.#patient.delete(path)) this.#urgent.add(path);
    void this.#run();
    return () => callbacks.delete(callback);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) await this.#check(next.path, next.whole);
    } finally {
      this.#isRunning = false;
    }
  }

  #next(): { readonly path: string; readonly whole: boolean } | undefined {
    const [urgent] = this.#urgent;
    if (urgent !== undefined) return { path: urgent, whole: false };
    const [patient] = this.#patient;
    const [provisional] = this.#provisional;
    const path = patient ?? provisional;
    const wait = this.#lastEdit + pause - Date.now();
    if (path === undefined) return undefined;
    if (wait <= 0) return { path, whole: patient === undefined };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), wait).unref();
    return undefined;
  }

  async #check(path: string, whole: boolean): Promise<void> {
    const root = this.rootOf(path);
    if (root === undefined) return this.closed(path);
    const cancellation = new CancellationTokenSource();
    this.#current = { path, cancellation };
    try {
      const answer = await this.thread.ask(checkDocument, { root, path, whole }, cancellation.token);
      if (cancellation.token.isCancellationRequested) return;
      const { files, isProvisional, incomplete } = answer;
      for (const one of [path, ...files.map((file) => file.path)]) {
        this.#urgent.delete(one);
        this.#patient.delete(one);
        if (!isProvisional) this.#provisional.delete(one);
      }
      if (isProvisional) this.#provisional.add(path);
      this.store.setLive(files);
      for (const one of [path, ...files.map((file) => file.path)]) this.#settle(one);
      for (const what of incomplete) this.log.incomplete(what);
    } catch (error) {
      const isCancelled = error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
      if (isCancelled || cancellation.token.isCancellationRequested) return;
      // The thread died of it and is back: once more.
      if (error instanceof NoAnswer && this.thread.answersFor(path)) return;
      if (!(error instanceof NoAnswer)) this.log.error(String(error));
      this.store.setLive([{ path, diagnostics: [] }]);
      this.closed(path);
    } finally {
      this.#current = undefined;
      cancellation.dispose();
    }
  }

  #settle(path: string): void {
    const callbacks = this.#waiting.get(path);
    this.#waiting.delete(path);
    for (const callback of callbacks ?? []) callback();
  }
}
