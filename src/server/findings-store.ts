// What is wrong in which file, as the client is to show it now: put together from what the two kinds of checks found.
import { dirname } from 'node:path';
import { type Diagnostic, Emitter, type TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import type { PackageDiagnostics } from './background-protocol.ts';
import type { FileDiagnostics } from './editor-protocol.ts';
import { rangeAfter } from './moved-range.ts';

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
 * what is typed; elsewhere what the background check found. That looks at the packages around, too: what the check of one found in a
 * file of another (a field that its atomic operations misalign) counts in any case.
 */
export class FindingsStore {
  readonly #live = new Map<string, readonly Diagnostic[]>();
  /** By path, then by the package whose check found it. */
  readonly #background = new Map<string, Map<string, PackageDiagnostics>>();
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

  /** The files that something is or was shown for; `resultId` tells of those that nothing is shown for any more. */
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
      const foreign = this.#foreign(one);
      const own = { path: one, origin: '', isForeign: false, diagnostics: this.#live.get(one)! };
      this.#background.set(one, new Map([...foreign, ...(stays ? [own] : [])].map((found) => [found.origin, found])));
      this.#live.delete(one);
    }
    this.#update(ended);
  }

  /** Drops what the editor worker found in some files. */
  dropLive(isDropped: (path: string) => boolean): void {
    const dropped = [...this.#live.keys()].filter(isDropped);
    for (const path of dropped) this.#live.delete(path);
    this.#update(dropped);
  }

  /** Drops all that is known of some files. */
  drop(paths: ReadonlySet<string>): void {
    for (const path of paths) {
      this.#live.delete(path);
      this.#background.delete(path);
      this.#configuration.delete(path);
    }
    this.#update([...paths]);
  }

  /** Takes in what a background check found: all there is of what it covers. */
  setBackground(files: readonly PackageDiagnostics[], covers: (found: PackageDiagnostics) => boolean): void {
    const changed = new Set(files.map((file) => file.path));
    for (const [path, byPackage] of this.#background) {
      for (const found of [...byPackage.values()].filter(covers)) {
        byPackage.delete(found.origin);
        changed.add(path);
      }
      if (byPackage.size === 0) this.#background.delete(path);
    }
    for (const file of files) {
      const byPackage = this.#background.get(file.path) ?? new Map<string, PackageDiagnostics>();
      this.#background.set(file.path, byPackage.set(file.origin, file));
    }
    this.#update([...changed]);
  }

  /** An open document has changed: what other packages' checks found in it moves along, and goes where the text was that changed. */
  edited(path: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    const byPackage = this.#background.get(path);
    for (const found of this.#foreign(path)) {
      const diagnostics = found.diagnostics.flatMap((diagnostic) => {
        const range = rangeAfter(diagnostic.range, changes);
        return range ? [{ ...diagnostic, range }] : [];
      });
      byPackage?.set(found.origin, { ...found, diagnostics });
    }
  }

  #foreign(path: string): PackageDiagnostics[] {
    return [...(this.#background.get(path)?.values() ?? [])].filter((found) => found.isForeign);
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
      const live = this.#live.get(path);
      const background = live ? this.#foreign(path) : [...(this.#background.get(path)?.values() ?? [])];
      const diagnostics = [
        ...(this.#configuration.get(path) ?? []),
        ...(live ?? []),
        ...background.flatMap((found) => found.diagnostics),
      ];
      const text = JSON.stringify(diagnostics);
      if (text === (this.#shown.get(path)?.text ?? '[]')) continue;
      this.#shown.set(path, { resultId: `${series}-${++this.#states}`, diagnostics, text });
      changed.push(path);
    }
    if (changed.length > 0) this.#changed.fire(changed);
  }
}
