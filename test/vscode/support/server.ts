// Asking the language server of the extension under test.
import type { Exports } from '../../../src/extension/extension.ts';
import { type ServerStatus, serverStatus } from '../../../src/server/protocol.ts';
import { activeExtension } from './extension.ts';

/** Asks the server, once it has started. */
export async function ask<Result>(method: string, params?: object): Promise<Result> {
  const extension = await activeExtension();
  return (extension.exports as Exports).request<Result>(method, params);
}

/** The id of the server's process. */
export async function serverProcess(): Promise<number> {
  return (await ask<ServerStatus>(serverStatus)).processId;
}
