// The language client: how the server's process is started, what it is told, and what happens when it ends.
import { join } from 'node:path';
import { type ExtensionContext, env, type LogOutputChannel, window, workspace } from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { say } from '../messages/catalogue.ts';
import { currentLanguage } from '../messages/translation.ts';
import {
  type FindingsChanged,
  findingsChanged,
  type InitializationOptions,
  type TestsChanged,
  testsChanged,
} from '../server/protocol.ts';
import { type CrashPolicy, MAX_CRASHES, WINDOW } from './crash-policy.ts';
import { documentSelector } from './document-selector.ts';
import { offerRestart } from './offer-restart.ts';
import type { TargetStore } from './target-store.ts';
import { traceChannel } from './trace-channel.ts';
import { rulePageBase } from './uri-handler.ts';
import type { WorkInProgress } from './work-in-progress.ts';

/** What the client works with. */
export interface ClientParts {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly targets: TargetStore;
  readonly work: WorkInProgress;
  readonly crashes: CrashPolicy;
  /** Called when the server starts, and when it has ended for good. */
  readonly onHealth: (isAlive: boolean) => void;
  readonly onTestsChanged: (changed: TestsChanged) => void;
  readonly onFindingsChanged: (changed: FindingsChanged) => void;
}

/** A client whose server is not started yet. */
export function createLanguageClient(parts: ClientParts): LanguageClient {
  const { context, log } = parts;
  const module = join(context.extensionPath, 'dist', 'server.js');
  const trace = traceChannel(window.createOutputChannel(say('client-trace-name', {}), { log: true }));
  context.subscriptions.push(trace);
  const options: LanguageClientOptions = {
    documentSelector: [...documentSelector] as LanguageClientOptions['documentSelector'],
    initializationOptions: () => initializationOptions(parts.targets),
    outputChannel: log,
    traceOutputChannel: trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware: { handleWorkDoneProgress: (token, params) => parts.work.handle(token, params) },
    markdown: { isTrusted: { enabledCommands: ['archway.pickTarget', 'archway.showLayout'] }, supportHtml: false },
    errorHandler: {
      error: (error) => ({
        action: ErrorAction.Continue,
        message: say('client-connection-error', { reason: error.message }),
        handled: true,
      }),
      closed: () => afterEnd(parts),
    },
  };
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--inspect=6010'] } };
  const client = new QuietClient('archway', say('client-name', {}), { run, debug }, options);
  client.onNotification(testsChanged, parts.onTestsChanged);
  client.onNotification(findingsChanged, parts.onFindingsChanged);
  client.onDidChangeState(({ newState }) => parts.onHealth(newState === State.Running || newState === State.Starting));
  return client;
}

/** Its complaints go to the log. The user is told by this extension: once, and with a way on. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

function initializationOptions(targets: TargetStore): InitializationOptions {
  return {
    trusted: workspace.isTrusted,
    targets: targets.all(),
    cgo: (workspace.workspaceFolders ?? []).flatMap((folder) => (targets.cgo(folder) ? folder.uri.toString() : [])),
    locale: currentLanguage(),
    rulePageBase: rulePageBase(env.uriScheme),
    followsTests: true,
    followsFindings: true,
  };
}

/** Starts a server that ended again, unless it ends all the time: then the user is told once, and decides. */
function afterEnd({ log, crashes, work }: ClientParts): CloseHandlerResult {
  work.clear();
  if (crashes.ended()) return { action: CloseAction.Restart, message: say('client-crashed', {}), handled: true };
  const message = say('client-crashed-often', { count: MAX_CRASHES + 1, minutes: WINDOW / 60_000 });
  void offerRestart(message, log);
  return { action: CloseAction.DoNotRestart, message, handled: true };
}
