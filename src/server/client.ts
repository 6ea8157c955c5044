// What the client can do, as it said when it was initialized.
import type { InitializeParams } from 'vscode-languageserver/node';
import type { InitializationOptions } from './protocol.ts';

/** The abilities of the client that the server's answers depend on. */
export interface ClientAbilities {
  /** Asks for diagnostics itself; it is not sent any. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** Tells of changed settings when it is asked to. */
  readonly registersConfiguration: boolean;
  /** Watches files when it is asked to. */
  readonly watchesFiles: boolean;
  /** Shows the progress of what the server begins. */
  readonly progress: boolean;
  /** Asks for the edits of a code action when it is chosen. */
  readonly resolvesActions: boolean;
  /** Shows code actions that cannot be chosen, with the reason. */
  readonly disabledActions: boolean;
  /** Takes edits of documents in a certain version, and new files. */
  readonly documentChanges: boolean;
}

/** Reads them from what is sent to initialize. */
export function abilitiesOf({ capabilities: { textDocument, workspace, window } }: InitializeParams): ClientAbilities {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    progress: window?.workDoneProgress === true,
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    documentChanges:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
  };
}

/** The initialization options, whatever a client sends. */
export function optionsOf({ initializationOptions, locale }: InitializeParams): InitializationOptions {
  const given: Partial<Record<keyof InitializationOptions, unknown>> =
    typeof initializationOptions === 'object' && initializationOptions !== null ? initializationOptions : {};
  const targets = typeof given.targets === 'object' && given.targets !== null ? Object.entries(given.targets) : [];
  return {
    trusted: given.trusted === true,
    targets: Object.fromEntries(targets.filter(([, target]) => typeof target === 'string')),
    cgo: Array.isArray(given.cgo) ? given.cgo.filter((folder) => typeof folder === 'string') : [],
    locale: typeof given.locale === 'string' ? given.locale : (locale ?? 'en'),
    ...(typeof given.rulePageBase === 'string' && { rulePageBase: given.rulePageBase }),
    followsTests: given.followsTests === true,
    followsFindings: given.followsFindings === true,
  };
}
