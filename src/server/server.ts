// The language server: what it can do, and which part answers what.
import {
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import manifest from '../../package.json' with { type: 'json' };
import { say } from '../messages/catalogue.ts';
import { setLanguage } from '../messages/set-language.ts';
import { abilitiesOf, type ClientAbilities, optionsOf } from './client.ts';
import { codeActionKinds, codeActions } from './code-actions.ts';
import { Core } from './core.ts';
import { extensionRequests } from './extension-requests.ts';
import { announceFindings } from './findings-list.ts';
import { hoversAndLenses } from './hovers-and-lenses.ts';
import { pullDiagnostics } from './pull-diagnostics.ts';
import { pushDiagnostics } from './push-diagnostics.ts';
import { announceTestChanges } from './test-changes.ts';
import { registerWatchers, watch } from './watching.ts';

/** Serves a client. Begins to listen. */
export function serve(connection: Connection): void {
  let core: Core | undefined;
  connection.onInitialize((params) => {
    if (core) return new ResponseError(ErrorCodes.InvalidRequest, 'initialize was sent twice');
    const client = abilitiesOf(params);
    const options = optionsOf(params);
    setLanguage(options.locale);
    core = new Core(connection, client, options);
    if (client.pullsDiagnostics) pullDiagnostics(core);
    else pushDiagnostics(core);
    codeActions(core);
    hoversAndLenses(core);
    extensionRequests(core);
    announceTestChanges(core);
    announceFindings(core);
    watch(core);
    followFolders(core, params);
    return initializeResult(client);
  });
  connection.onShutdown(() => core?.close());
  connection.listen();
}

/** Opens the folders of the workspace once the client is ready, and follows them. */
function followFolders(core: Core, params: InitializeParams): void {
  const { connection, projects } = core;
  const root = params.rootUri ?? undefined;
  const folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (root === undefined ? [] : [root]);
  connection.onInitialized(() => {
    const { pid, versions } = process;
    core.log.info(say('server-started', { version: manifest.version, pid, node: versions.node }));
    registerWatchers(core);
    void projects.changeFolders(folders, []);
    if (params.capabilities.workspace?.workspaceFolders !== true) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const uris = (list: typeof added) => list.map((folder) => folder.uri);
      void projects.changeFolders(uris(added), uris(removed));
    });
  });
}

function initializeResult({ pullsDiagnostics }: ClientAbilities): InitializeResult {
  return {
    serverInfo: { name: manifest.name, version: manifest.version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      ...(pullsDiagnostics && {
        diagnosticProvider: { identifier: 'archway', interFileDependencies: true, workspaceDiagnostics: true },
      }),
      codeActionProvider: { codeActionKinds, resolveProvider: true },
      hoverProvider: true,
      codeLensProvider: { resolveProvider: false },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
