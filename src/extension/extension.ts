// The extension's entry: what VS Code calls when a Go workspace is opened.
import { commands, type ExtensionContext, env, type LogOutputChannel, l10n, tasks as taskRunner, window } from 'vscode';
import type { MatrixData } from '../matrix/matrix.ts';
import { say } from '../messages/catalogue.ts';
import { findLanguage } from '../messages/language.ts';
import { useTranslations } from '../messages/translation.ts';
import { Client, NotRunningError } from './client.ts';
import { buildHandlers } from './commands/build.ts';
import { checkHandlers } from './commands/check.ts';
import { debugHandlers } from './commands/debug.ts';
import { continueWalkthrough, exampleHandlers } from './commands/example.ts';
import { layoutHandlers } from './commands/layout.ts';
import { matrixHandlers } from './commands/matrix.ts';
import { testHandlers } from './commands/test.ts';
import { workspaceHandlers } from './commands/workspace.ts';
import { offerDebugging } from './debug/debug-provider.ts';
import { followGopls } from './gopls/follow-gopls.ts';
import { type ShownStatus, showLanguageStatus } from './language-status.ts';
import { MatrixPanel, matrixViewType } from './matrix/matrix-panel.ts';
import { offerMissingTools } from './missing-tool-tasks.ts';
import { offerRestart } from './offer-restart.ts';
import type { Handlers, Parts } from './parts.ts';
import { type PortabilityTree, showPortability } from './portability/portability-view.ts';
import { showStatusBar } from './status-bar.ts';
import { TargetStore } from './target-store.ts';
import { taskType } from './task-definition.ts';
import { Tasks } from './tasks.ts';
import { type ShownTests, showTests } from './test-explorer/test-explorer.ts';
import { showToolchain, type ToolchainTree } from './toolchain/toolchain-view.ts';
import { ruleLinks } from './uri-handler.ts';

let running: Client | undefined;

/** What other extensions get from this one, and its tests. */
export interface Exports {
  /** Asks the language server, once it has started: see `src/server/protocol.ts`. */
  request<Result>(method: string, params?: object): Promise<Result>;
  /** What the Test Explorer shows of this extension; undefined where the user has switched it off. */
  shownTests(): ShownTests | undefined;
  /** The rows of the Portability view. */
  readonly portability: PortabilityTree;
  /** The language status of Go files. */
  readonly status: ShownStatus;
  /** The rows of the Toolchain view. */
  readonly toolchain: ToolchainTree;
  /** What the panel of the matrix shows; undefined where it is closed or nothing has run. */
  shownMatrix(): MatrixData | undefined;
}

/** Starts the language server in the background, and offers commands, tasks and the status bar entry. */
export function activate(context: ExtensionContext): Exports {
  useTranslations(findLanguage(env.language) ?? 'en', (l10n.bundle ?? {}) as Record<string, string>);
  const log = window.createOutputChannel(say('client-name', {}), { log: true });
  const targets = new TargetStore(context.workspaceState);
  const client = new Client(context, log, targets);
  const tasks = new Tasks(context, targets, client);
  const parts: Parts = { context, log, client, targets, tasks };
  const portability = showPortability(parts);
  const toolchain = showToolchain(parts);
  const matrix = new MatrixPanel(context, tasks);
  const handlers: Handlers = {
    ...workspaceHandlers(parts),
    ...checkHandlers(parts),
    ...layoutHandlers(parts),
    ...buildHandlers(parts),
    ...matrixHandlers(parts, matrix),
    ...testHandlers(parts),
    ...debugHandlers(parts),
    ...exampleHandlers(parts),
    ...followGopls(parts),
    ...portability.handlers,
    ...toolchain.handlers,
  };
  context.subscriptions.push(
    log,
    targets,
    matrix,
    window.registerWebviewPanelSerializer(matrixViewType, matrix),
    taskRunner.registerTaskProvider(taskType, tasks),
    offerMissingTools(targets),
    ...offerDebugging(parts),
    window.registerUriHandler(ruleLinks((rule) => commands.executeCommand('archway.explainRule', rule))),
    ...Object.entries(handlers).map(([id, handler]) => commands.registerCommand(id, withServer(handler, log))),
  );
  showStatusBar(context, targets, client);
  const status = showLanguageStatus(context, targets, client);
  const shownTests = showTests(parts);
  running = client;
  client.start();
  continueWalkthrough(context);
  return {
    request: (method, params) => client.request(method, params),
    shownTests,
    portability: portability.tree,
    toolchain: toolchain.tree,
    shownMatrix: () => matrix.data,
    status,
  };
}

/** Ends the language server. */
export function deactivate(): Promise<void> | undefined {
  return running?.dispose();
}

/** A command that has need of a server which does not run says so, with the ways on. */
function withServer(handler: Handlers[string], log: LogOutputChannel) {
  return async (...args: never[]) => {
    try {
      return await handler(...args);
    } catch (error) {
      if (!(error instanceof NotRunningError)) throw error;
      await offerRestart(error.message, log);
    }
  };
}
