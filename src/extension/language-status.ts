// The language status of Go files: the target, whether what it needs is installed, and how many problems the folder has.
import {
  type ExtensionContext,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { say } from '../messages/catalogue.ts';
import { clientCommands, type FolderSummary } from '../server/protocol.ts';
import { findCCompiler } from '../toolchain/cross-compiler.ts';
import { findGo } from '../toolchain/go.ts';
import { runsNatively } from '../toolchain/host.ts';
import { findQemu } from '../toolchain/qemu.ts';
import type { Client } from './client.ts';
import { showPortabilityCommand, showToolchainCommand } from './command-ids.ts';
import { clearFolder, localFolders } from './folders.ts';
import { missingTool } from './missing-tool.ts';
import { shortChoice, targetFacts } from './target-facts.ts';
import type { TargetStore } from './target-store.ts';
import { fullEnvironment } from './tools-environment.ts';

/** The three lines that stand behind the braces in the status bar. */
export interface ShownStatus {
  readonly target: LanguageStatusItem;
  readonly tools: LanguageStatusItem;
  readonly findings: LanguageStatusItem;
}

/** Shows them from now on. No program is started for what they say. */
export function showLanguageStatus(context: ExtensionContext, store: TargetStore, client: Client): ShownStatus {
  const [target, tools, findings] = ['target', 'tools', 'findings'].map((id) => {
    const item = languages.createLanguageStatusItem(`archway.${id}`, { language: 'go', scheme: 'file' });
    context.subscriptions.push(item);
    return item;
  }) as [LanguageStatusItem, LanguageStatusItem, LanguageStatusItem];
  target.name = say('status-name', {});
  tools.name = say('status-tools-name', {});
  findings.name = say('status-findings-name', {});
  target.command = { title: say('status-choose', {}), command: clientCommands.pickTarget };
  tools.command = { title: say('tools-show', {}), command: showToolchainCommand };
  findings.command = { title: say('status-show', {}), command: showPortabilityCommand };
  let summaries: readonly FolderSummary[] = [];
  // While a check runs this is asked for twice a second: it must not look for tools on the PATH.
  const updateFindings = () => {
    const folder = shownFolder();
    const summary = summaries.find((one) => one.folder === folder?.uri.toString());
    if (folder) showFindings(findings, summary);
  };
  const update = () => {
    const folder = shownFolder();
    if (!folder) return;
    showTarget(target, store, folder);
    showTools(tools, store, folder);
    updateFindings();
  };
  context.subscriptions.push(
    store.onDidChange(update),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('archway.toolsEnvironment') && update()),
    client.onDidChangeFindings((changed) => {
      summaries = changed.folders;
      updateFindings();
    }),
    client.work.onDidChange((work) => {
      findings.busy = work !== undefined;
    }),
  );
  update();
  return { target, tools, findings };
}

/** The folder that is told about. */
function shownFolder(): WorkspaceFolder | undefined {
  return clearFolder() ?? localFolders()[0];
}

function showTarget(item: LanguageStatusItem, store: TargetStore, folder: WorkspaceFolder): void {
  const env = fullEnvironment(folder);
  const [only, ...more] = store.targetsOf(folder);
  const choice = shortChoice(store.get(folder));
  item.text = store.cgo(folder) ? say('target-with-cgo', { target: choice }) : choice;
  item.detail = only && more.length === 0 ? targetFacts(only, env) : say('status-targets', { count: more.length + 1 });
}

function showTools(item: LanguageStatusItem, store: TargetStore, folder: WorkspaceFolder): void {
  const env = fullEnvironment(folder);
  const targets = store.targetsOf(folder);
  const all = (isThere: (target: (typeof targets)[number]) => boolean) => targets.every(isThere);
  const found = [
    ...(findGo(env) === undefined ? [] : ['Go']),
    ...(all((one) => runsNatively(one)) || !all((one) => runsNatively(one) || findQemu(one, env) !== undefined)
      ? []
      : ['QEMU']),
    ...(all((one) => findCCompiler(one, env) !== undefined) ? [say('status-c-compiler', {})] : []),
  ];
  const problem = missingTool({ command: 'run' }, store.flag(folder), folder);
  item.text = found.length > 0 ? say('status-installed', { tools: found.join(', ') }) : say('status-not-installed', {});
  item.detail = problem;
  item.severity = problem === undefined ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Warning;
}

function showFindings(item: LanguageStatusItem, summary: FolderSummary | undefined): void {
  const { errors = 0, warnings = 0, infos = 0, isChecked = false } = summary ?? {};
  const isClean = errors + warnings + infos === 0;
  if (!isClean) item.text = say('status-findings', { errors, warnings, infos });
  else item.text = isChecked ? say('view-no-findings', {}) : say('status-unchecked', {});
  item.detail = say('status-findings-detail', {});
  item.severity =
    errors > 0
      ? LanguageStatusSeverity.Error
      : warnings > 0
        ? LanguageStatusSeverity.Warning
        : LanguageStatusSeverity.Information;
}
