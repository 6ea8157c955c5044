// What is wrong in which file, as the client is to show it now: put together from what the two kinds of checks found.
import { dirname } from 'node:path';
import { type Diagnostic, Emitter } from 'vscode-languageserver/node';
import type { FileDiagnostics } from './editor-protocol.ts';

/** The diagnostics of a file with a name for this state of them: it changes when they do. */
export interface Shown {
  readonly resultId: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Known extends Shown {
  /** For comparing. */
  readonly text: string;
}

/** Names of states must not mean anything to a server that was started later. */
const series = Date.now().toString(36);

const nothing: Shown = { resultId: `${series}-0`, diagnostics: [] };

/**
 * Diagnostics by absolute path. Where a package has open documents, what the editor worker found in its files counts, as it follows
 * what is typed; elsewhere what the background check found.
 */
export class FindingsStore {
  readonly #live = new Map<string, readonly Diagnostic[]>();
  readonly #background = new Map<string, readonly Diagnostic[]>();
  readonly #configuration = new Map<string, readonly Diagnostic[]>();
  readonly #shown = new Map<string, Known>();
  readonly #changed = new Emitter<readonly string[]>();
  #states = 0;

  /** The diagnostics of these files have changed. */
  readonly onChanged = this.#changed.event;

  /** What is shown for a file. */
  get(path: string): Shown {
    return this.#shown.get(path) ?? nothing;
  }

  /** The files that something is or was shown for. */
  paths(): Iterable<string> {
    return this.#shown.keys();
  }

  /** Takes in what the editor worker found. */
  setLive(files: readonly FileDiagnostics[]): void {
    for (const { path, diagnostics } of files) this.#live.set(path, diagnostics);
    this.#update(files.map((file) => file.path));
  }

  /**
   * The last open document that the editor worker looked at these files for is closed. What it found stays until the background
   * check finds anything else, or goes where there is none.
   */
  endLive(path: string, stays: boolean): void {
    const dir = dirname(path);
    const isGo = path.endsWith('.go');
    const ended = [...this.#live.keys()].filter((one) =>
      isGo ? one.endsWith('.go') && dirname(one) === dir : one === path,
    );
    for (const one of ended) {
      if (stays) this.#background.set(one, this.#live.get(one)!);
      this.#live.delete(one);
    }
    this.#update(ended);
  }

  /** Drops all that the editor worker found in some files. */
  dropLive(isDropped: (path: string) => boolean): void {
    const dropped = [...this.#live.keys()].filter(isDropped);
    for (const path of dropped) this.#live.delete(path);
    this.#update(dropped);
  }

  /** Takes in what a background check found: all there is in the files it covers. */
  setBackground(files: readonly FileDiagnostics[], covers: (path: string) => boolean): void {
    const before = [...this.#background.keys()].filter(covers);
    for (const path of before) this.#background.delete(path);
    for (const { path, diagnostics } of files) this.#background.set(path, diagnostics);
    this.#update([...before, ...files.map((file) => file.path)]);
  }

  /** What is wrong in a configuration file. */
  setConfiguration(path: string, diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.length > 0) this.#configuration.set(path, diagnostics);
    else this.#configuration.delete(path);
    this.#update([path]);
  }

  #update(paths: readonly string[]): void {
    const changed: string[] = [];
    for (const path of new Set(paths)) {
      const found = this.#live.get(path) ?? this.#background.get(path) ?? [];
      const diagnostics = [...(this.#configuration.get(path) ?? []), ...found];
      const text = JSON.stringify(diagnostics);
      if (text === (this.#shown.get(path)?.text ?? '[]')) continue;
      this.#shown.set(path, { resultId: `${series}-${++this.#states}`, diagnostics, text });
      changed.push(path);
    }
    if (changed.length > 0) this.#changed.fire(changed);
  }
}
