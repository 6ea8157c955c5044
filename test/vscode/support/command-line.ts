// The command line of the extension under test: what it says is what the editor must say.
import { execFile } from 'node:child_process';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { activeExtension } from './extension.ts';
import { ruleOf } from './findings.ts';
import { until } from './until.ts';

/** Runs `archway` in a folder and gives what it prints. */
export async function archway(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { extensionPath } = await activeExtension();
  const { stdout } = await promisify(execFile)(process.execPath, [`${extensionPath}/dist/cli.js`, ...args], {
    cwd,
    // The executable of VS Code's own extension host is Node.js with this only.
    env: { ...process.env, LC_ALL: 'C', LANGUAGE: '', ...env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 1 << 26,
  });
  return stdout;
}

/** What `archway check` finds in a folder, a line for each: place, severity, rule and message. Columns are those of ASCII lines. */
export async function findingsOfCommandLine(folder: string, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const { findings } = JSON.parse(await archway(folder, ['check', '--format=json', '--fail-on=never'], env));
  return findings
    .map((f: Record<string, string>) => {
      const place = `${f.file}:${f.line}:${f.column}-${f.endLine}:${f.endColumn}`;
      return `${place} ${f.severity} ${f.rule}: ${f.message}`;
    })
    .sort();
}

const severities = ['error', 'warning', 'info', 'hint'];

/** The same of the problems VS Code shows below a folder. */
export function findingsOfEditor(folder: string): string[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) =>
      diagnostics.map((diagnostic) => ({ path: relative(folder, uri.fsPath), diagnostic })),
    )
    .filter(({ path, diagnostic }) => !path.startsWith('..') && diagnostic.source === 'archway')
    .map(({ path, diagnostic }) => {
      const { start, end } = diagnostic.range;
      const place = `${path}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
      return `${place} ${severities[diagnostic.severity]} ${ruleOf(diagnostic)}: ${diagnostic.message.split('\n')[0]}`;
    })
    .sort();
}

/** Waits until VS Code shows in a folder exactly what the command line finds there. */
export async function sameAsCommandLine(folder: string, env: NodeJS.ProcessEnv = {}): Promise<readonly string[]> {
  const wanted = await findingsOfCommandLine(folder, env);
  const compare = () => {
    const shown = findingsOfEditor(folder);
    return {
      missing: wanted.filter((line) => !shown.includes(line)),
      wrong: shown.filter((line) => !wanted.includes(line)),
      twice: shown.filter((line, i) => shown[i - 1] === line && wanted.filter((other) => other === line).length < 2),
    };
  };
  await until(
    `VS Code shows in ${folder} what the command line finds`,
    () => Object.values(compare()).every((lines) => lines.length === 0),
    compare,
    180,
  );
  return wanted;
}
