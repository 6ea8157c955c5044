// What the commands work with.
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { Client } from './client.ts';
import type { TargetStore } from './target-store.ts';
import type { Tasks } from './tasks.ts';

/** The parts of the extension, made once when it is activated. */
export interface Parts {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly client: Client;
  readonly targets: TargetStore;
  readonly tasks: Tasks;
}

/** The handlers of commands by their ids. */
export type Handlers = Readonly<Record<string, (...args: never[]) => unknown>>;
