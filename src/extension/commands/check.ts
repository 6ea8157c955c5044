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
    // The Portability view names the row that the rule is asked of.
    [clientCommands.explainRule]: (rule?: string | { readonly rule: string }) =>
      explain(parts, typeof rule === 'object' ? rule.rule : rule),
  };
}

/** Checks all code and says in one line what was found. Gives it, or undefined where the user calls it off. */
function check({ client, log }: Parts): Thenable<WorkspaceChecked | undefined> {
  const options = { location: ProgressLocation.Notification, title: say('command-checking', {}), cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    let shown = 0;
    const subscription = client.work.onDidChange((work) => {
      const { message, percentage = shown } = work ?? {};
      progress.report({ message, increment: Math.max(0, percentage - shown) });
      shown = Math.max(shown, percentage);
    });
    try {
      const result = await client.request<WorkspaceChecked>(checkWorkspace, undefined, token);
      if (token.isCancellationRequested) return undefined;
      void report(result, log);
      return result;
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      subscription.dispose();
    }
  });
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
