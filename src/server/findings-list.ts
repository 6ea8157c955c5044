// All findings of a workspace folder for a client that lists them, and word of it when they change.
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import { targetNames } from './configuration.ts';
import type { Core } from './core.ts';
import type { DiagnosticData } from './present.ts';
import { type ConfiguredProject, goPath } from './projects.ts';
import {
  type FindingsChanged,
  type FindingsResult,
  type FolderSummary,
  type FoundFinding,
  findingsChanged,
} from './protocol.ts';
import { uriOf } from './uris.ts';

/** A client is told at most so often, in milliseconds: while a check runs findings come all the time. */
const INTERVAL = 500;

/** Tells the client from now on, if it wants to be told. */
export function announceFindings(core: Core): void {
  if (!core.options.followsFindings) return;
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    const folders = core.projects.all().filter((project) => project.isFolder);
    const params: FindingsChanged = { folders: folders.map((project) => summaryOf(core, project)) };
    void core.connection.sendNotification(findingsChanged, params);
  };
  const soon = () => {
    timer ??= setTimeout(tell, INTERVAL);
    // A server that has nothing else to do may end.
    timer.unref();
  };
  core.store.onChanged(soon);
  core.workspace.onChecked(soon);
  core.projects.onChanged(soon);
  core.projects.onRemoved(soon);
}

/** What is found in a folder now. */
export function findingsOf(core: Core, project: ConfiguredProject): FindingsResult {
  const findings = filesOf(core, project)
    .sort()
    .flatMap((path) => {
      const file = goPath(project.root, path).replace(/^\.\//, '');
      const found = core.store.get(path).diagnostics.map((diagnostic) => findingOf(diagnostic, uriOf(path), file));
      return found.sort((a, b) => a.range.start.line - b.range.start.line);
    });
  const { project: options } = project.configuration;
  return { ...summaryOf(core, project), targets: targetNames(options), findings };
}

function summaryOf(core: Core, project: ConfiguredProject): FolderSummary {
  const all = filesOf(core, project).flatMap((path) => core.store.get(path).diagnostics);
  const count = (wanted: FoundFinding['severity']) => all.filter((one) => severityOf(one) === wanted).length;
  return {
    folder: project.uri,
    isChecked: core.workspace.hasChecked(project.root),
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
  };
}

function filesOf({ store, projects }: Core, { root }: ConfiguredProject): string[] {
  return [...store.paths()].filter((path) => projects.of(path)?.root === root);
}

function findingOf(diagnostic: Diagnostic, uri: string, file: string): FoundFinding {
  const { range, code, message, data } = diagnostic;
  // What is wrong in a configuration file has no targets.
  const { targets = [] } = (data ?? {}) as Partial<DiagnosticData>;
  const text = typeof message === 'string' ? message : message.value;
  return { uri, file, range, severity: severityOf(diagnostic), rule: String(code ?? ''), message: text, targets };
}

function severityOf({ severity }: Diagnostic): FoundFinding['severity'] {
  switch (severity) {
    case DiagnosticSeverity.Error:
      return 'error';
    case DiagnosticSeverity.Warning:
      return 'warning';
    default:
      return 'info';
  }
}
