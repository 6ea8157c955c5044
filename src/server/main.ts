// The entry of the language server's process: `--node-ipc` as VS Code starts it, or `--stdio`.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

const connection = createConnection(ProposedFeatures.all);
// What nobody waits for and fails is told in the log; the server goes on.
process.on('unhandledRejection', (reason) => connection.console.error(describe(reason)));
process.on('uncaughtException', (error) => connection.console.error(describe(error)));
// Over IPC nothing else tells that the client is gone.
process.on('disconnect', () => process.exit(1));
serve(connection);

function describe(problem: unknown): string {
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
}
