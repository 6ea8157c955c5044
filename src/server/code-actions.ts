// Code actions: the quick-fixes of findings, with their edits when they are chosen, fix-all, suppressing and explaining.
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Command,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import { say } from '../messages/catalogue.ts';
import { ruleById } from '../rules/registry.ts';
import type { Core } from './core.ts';
import {
  actionsIn,
  changeOf,
  fixAllChange,
  type OfferedAction,
  refactoringChange,
  refactoringsAt,
} from './editor-protocol.ts';
import type { DiagnosticData } from './present.ts';
import { clientCommands } from './protocol.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** The kind that is run on save by `"editor.codeActionsOnSave": { "source.fixAll.archway": "explicit" }`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.archway`;

/** The kinds of code actions there are. */
export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind];

/** What an action carries until it is resolved. */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly start: number;
  readonly end: number;
  /** Which of the quick-fixes; a refactoring is found by its title. */
  readonly index?: number;
}

/** Answers requests for code actions. */
export function codeActions(core: Core): void {
  const { connection, client } = core;
  connection.onCodeAction(async (params, token) => {
    const actions = [
      ...(wants(params, CodeActionKind.QuickFix) ? await quickFixes(core, params, token) : []),
      ...(wantsRefactorings(params) ? await refactorings(core, params, token) : []),
      ...(wants(params, fixAllKind) ? await fixAll(core, params, token) : []),
    ];
    if (client.resolvesActions) return actions;
    const resolved = await Promise.all(actions.map((action) => (action.data ? resolve(core, action, token) : action)));
    // What makes new files is nothing for a client that cannot.
    return resolved.filter(({ edit }) => !edit?.changes || Object.keys(edit.changes).length > 0);
  });
  connection.onCodeActionResolve((action, token) => resolve(core, action, token));
}

/** Whether actions of a kind are asked for: by this kind, a wider one, or any. A client wants source actions only by name. */
function wants({ context }: CodeActionParams, kind: string): boolean {
  if (!context.only) return kind === CodeActionKind.QuickFix;
  return context.only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

/** Refactorings cost a look at the whole package: they are for those who ask, not for each place that the pointer comes to. */
function wantsRefactorings(params: CodeActionParams): boolean {
  const { only, triggerKind } = params.context;
  return only ? wants(params, CodeActionKind.RefactorRewrite) : triggerKind === CodeActionTriggerKind.Invoked;
}

async function quickFixes(
  core: Core,
  { textDocument, range, context }: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const at = await core.documentAt(textDocument.uri);
  if (!at) return [];
  const { text, uri, path } = at.document;
  const { version } = text;
  const inRange = { root: at.project.root, path, start: text.offsetAt(range.start), end: text.offsetAt(range.end) };
  const offered = await core.ask(actionsIn, inRange, token);
  const { start, end } = inRange;
  const fixes = offered.map((action, index) => {
    const data: ActionData = { uri, version, start, end, index };
    return { ...quickFix(action, context.diagnostics), data };
  });
  return [...fixes, ...suppressions(uri, context.diagnostics), ...explanations(context.diagnostics)];
}

async function refactorings(
  core: Core,
  { textDocument, range }: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const at = await core.documentAt(textDocument.uri);
  if (!at?.document.path.endsWith('.go')) return [];
  const { text, uri, path } = at.document;
  const { version } = text;
  const [start, end] = [text.offsetAt(range.start), text.offsetAt(range.end)];
  const offered = await core.ask(refactoringsAt, { root: at.project.root, path, start, end }, token);
  return offered.flatMap(({ title, reason }) => {
    const kind = CodeActionKind.RefactorRewrite;
    if (reason !== undefined) return core.client.disabledActions ? { title, kind, disabled: { reason } } : [];
    const data: ActionData = { uri, version, start, end };
    return { title, kind, data };
  });
}

function quickFix({ title, isPreferred, findings }: OfferedAction, diagnostics: readonly Diagnostic[]): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: mended(diagnostics, findings),
    ...(isPreferred && { isPreferred }),
  };
}

/** What the rules of diagnostics are called, with the diagnostics of each; those which are not of a rule are left out. */
function byRule(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { source, code } = diagnostic;
    if (source !== 'archway' || typeof code !== 'string' || !ruleById(code)) continue;
    found.set(code, [...(found.get(code) ?? []), diagnostic]);
  }
  return found;
}

/** Suppressing the findings of a rule on a line. A suppression itself is not suppressed. */
function suppressions(uri: string, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return [...byRule(diagnostics)].flatMap(([rule, ofRule]) => {
    if (rule === 'suppression') return [];
    return [...new Set(ofRule.map(({ range }) => range.start.line))].map((line) => {
      const title = say('action-suppress', { rule });
      const onLine = ofRule.filter(({ range }) => range.start.line === line);
      return command(title, { title, command: clientCommands.suppress, arguments: [uri, line, rule] }, onLine);
    });
  });
}

function explanations(diagnostics: readonly Diagnostic[]): CodeAction[] {
  return [...byRule(diagnostics)].map(([rule, ofRule]) => {
    const title = say('action-explain', { rule });
    return command(title, { title, command: clientCommands.explainRule, arguments: [rule] }, ofRule);
  });
}

function command(title: string, command: Command, diagnostics: Diagnostic[]): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, diagnostics, command };
}

/** Those of the client's diagnostics that an action is about. */
function mended(diagnostics: readonly Diagnostic[], fingerprints: readonly string[]): Diagnostic[] {
  return diagnostics.filter(({ data }) => fingerprints.includes((data as Partial<DiagnosticData>)?.fingerprint ?? ''));
}

/** Fixing all is asked for on save, and applied at once: it has its edit. */
async function fixAll(core: Core, { textDocument }: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
  const at = await core.documentAt(textDocument.uri);
  if (!at) return [];
  const { version } = at.document.text;
  const answer = await core.ask(fixAllChange, { root: at.project.root, path: at.document.path }, token);
  if (!answer || at.document.text.version !== version) return [];
  return [{ title: answer.title, kind: fixAllKind, edit: workspaceEdit(core, answer.change) }];
}

/** The action with its edit. @throws ResponseError where the document is not what it was when the action was offered */
async function resolve(core: Core, action: CodeAction, token: CancellationToken): Promise<CodeAction> {
  const data = action.data as ActionData | undefined;
  const at = typeof data?.uri === 'string' ? await core.documentAt(data.uri) : undefined;
  if (!data || !at) return action;
  const { path, text } = at.document;
  const changed = () => new ResponseError(LSPErrorCodes.ContentModified, say('server-changed-meanwhile', {}));
  if (text.version !== data.version) throw changed();
  const { start, end, index } = data;
  const question = { root: at.project.root, path, start, end, title: action.title };
  const change = await (index === undefined
    ? core.ask(refactoringChange, question, token)
    : core.ask(changeOf, { ...question, index }, token));
  if (!change || text.version !== data.version) throw changed();
  return { ...action, edit: workspaceEdit(core, change) };
}
