// The server's log, which the client shows as the output of Archway.
import type { Connection } from 'vscode-languageserver/node';
import { say } from '../messages/catalogue.ts';

/** Where something says what happened to it. */
export interface Log {
  error(text: string): void;
  info(text: string): void;
}

/** So many different things that could not be seen are told. */
const incompleteLogged = 1000;

/** Writes to the client's log. */
export class ServerLog implements Log {
  readonly #incomplete = new Set<string>();

  constructor(private readonly connection: Connection) {}

  error(text: string): void {
    this.connection.console.error(text);
  }

  info(text: string): void {
    this.connection.console.info(text);
  }

  /** Something could not be seen. It is told once. */
  incomplete(what: string): void {
    if (this.#incomplete.has(what) || this.#incomplete.size >= incompleteLogged) return;
    this.#incomplete.add(what);
    this.info(say('server-incomplete', { what }));
  }
}
