// The commands about findings: check everything, fix what can be fixed by itself, suppress, explain.
import { commands, ProgressLocation, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import {
  checkWorkspace,
  clientCommands,
  type SuppressionParams,
  suppressionEdit,
  type WorkspaceChecked,
} from '../../server/protocol.ts';
import type { Handlers, Parts } from '../parts.ts';
import { readRulePages } from '../rule-pages.ts';

export function checkHandlers(parts: Parts): Handlers {
  return {
    'archway.checkWorkspace': () => check(parts),
    'archway.fixAll': () =>
      commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.archway', apply: 'first' }),
    [clientCommands.suppress]: (uri: string, line: number, rule: string) => suppress(parts, uri, line, rule),
    [clientCommands.explainRule]: (rule?: string) => explain(parts, rule),
  };
}

/** Checks all code and says in one line what was found. */
async function check({ client, log }: Parts): Promise<WorkspaceChecked> {
  const options = { location: ProgressLocation.Notification, title: say('command-checking', {}), cancellable: true };
  const result = await window.withProgress(options, (_, token) =>
    client.request<WorkspaceChecked>(checkWorkspace, undefined, token),
  );
  void report(result, log);
  return result;
}

async function report(result: WorkspaceChecked, log: Parts['log']): Promise<void> {
  const { errors, warnings, infos, packages, files, incomplete } = result;
  const counts = { packages, files, seconds: result.seconds.toFixed(1) };
  const isClean = errors + warnings + infos === 0;
  let text = isClean
    ? say('command-checked-clean', counts)
    : say('command-checked', { errors, warnings, infos, ...counts });
  const showProblems = say('command-show-problems', {});
  const showLog = say('client-show-log', {});
  if (incomplete.length > 0) {
    text += ` ${say('command-incomplete', { count: incomplete.length })}`;
    for (const line of incomplete) log.info(line);
  }
  const actions = [...(isClean ? [] : [showProblems]), ...(incomplete.length > 0 ? [showLog] : [])];
  const choice = await window.showInformationMessage(text, ...actions);
  if (choice === showProblems) await commands.executeCommand('workbench.actions.view.problems');
  if (choice === showLog) log.show();
}

/** Asks why findings of a rule at a line are no problem, and writes the comment that says so. */
async function suppress({ client }: Parts, uri: string, line: number, rule: string): Promise<void> {
  const reason = await window.showInputBox({
    title: say('command-suppress-title', { rule }),
    prompt: say('command-suppress-prompt', {}),
    validateInput: (text) => {
      if (/[\r\n]/.test(text)) return say('command-suppress-one-line', {});
      return text.trim() === '' ? say('command-suppress-no-reason', {}) : undefined;
    },
  });
  if (reason === undefined) return;
  const params: SuppressionParams = { uri, line, rule, reason: reason.trim() };
  const edit = await client.request<object | null>(suppressionEdit, params);
  if (edit === null) {
    void window.showWarningMessage(say('command-suppress-impossible', {}));
    return;
  }
  const { protocol2CodeConverter } = await client.protocol();
  await workspace.applyEdit(await protocol2CodeConverter.asWorkspaceEdit(edit));
}

/** Shows the page of a rule; of which one is asked where none is named. */
async function explain({ context }: Parts, rule?: string): Promise<void> {
  const folder = Uri.joinPath(context.extensionUri, 'docs', 'rules');
  const pages = await readRulePages(folder.fsPath);
  const id = typeof rule === 'string' ? rule : await chooseRule(pages);
  if (id === undefined) return;
  if (!pages.some((page) => page.id === id)) {
    void window.showWarningMessage(say('command-no-rule', { rule: id }));
    return;
  }
  await commands.executeCommand('markdown.showPreview', Uri.joinPath(folder, `${id}.md`));
}

async function chooseRule(pages: Awaited<ReturnType<typeof readRulePages>>): Promise<string | undefined> {
  const items = pages.map(({ id, title }) => ({ label: id, detail: title, kind: QuickPickItemKind.Default }));
  return (await window.showQuickPick(items, { placeHolder: say('command-rule-placeholder', {}), matchOnDetail: true }))
    ?.label;
}
