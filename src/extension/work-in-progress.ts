// What the language server is busy with. It is shown in our own places: the status bar entry, and the notification of the command
// that has asked for it. The language client would show a notification by itself for every check in the background.
import { type Disposable, EventEmitter } from 'vscode';
import type {
  ProgressToken,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageclient/node';

/** Something that takes a while. */
export interface Work {
  readonly title: string;
  readonly message: string | undefined;
  /** From 0 to 100; undefined where nobody knows. */
  readonly percentage: number | undefined;
}

/** The works in progress. */
export class WorkInProgress implements Disposable {
  readonly #works = new Map<ProgressToken, Work>();
  readonly #changed = new EventEmitter<Work | undefined>();

  /** Fires with the work that began first, and with undefined when all is done. */
  readonly onDidChange = this.#changed.event;

  /** Takes what the server says of its progress. */
  handle(token: ProgressToken, params: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void {
    const known = this.#works.get(token);
    if (params.kind === 'end') this.#works.delete(token);
    else {
      const title = params.kind === 'begin' ? params.title : (known?.title ?? '');
      const { message = known?.message, percentage = known?.percentage } = params;
      this.#works.set(token, { title, message, percentage });
    }
    this.#tell();
  }

  /** Nothing is done any more: the server has ended. */
  clear(): void {
    this.#works.clear();
    this.#tell();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #tell(): void {
    const [first] = this.#works.values();
    this.#changed.fire(first);
  }
}
