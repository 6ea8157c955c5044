// What VS Code shows as problems of Archway.
import * as vscode from 'vscode';
import { until } from './until.ts';

/** The rule of a problem. */
export const ruleOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);

/** Archway's problems in a file: all, or those of a rule. */
export function findingsIn(uri: vscode.Uri, rule?: string): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((diagnostic) => diagnostic.source === 'archway' && (rule === undefined || ruleOf(diagnostic) === rule));
}

/** Waits for a problem of a rule in a file: the first one whose message has some words. */
export function finding(uri: vscode.Uri, rule: string, words = ''): Promise<vscode.Diagnostic> {
  return until(
    `${rule} is found in ${uri.path}: ${words}`,
    () => findingsIn(uri, rule).find(({ message }) => message.includes(words)),
    () => vscode.languages.getDiagnostics(uri),
  );
}

/** Waits until no problem of a rule whose message has some words is in a file. */
export async function noFinding(uri: vscode.Uri, rule: string, words = ''): Promise<void> {
  await until(
    `${rule} is not found in ${uri.path} any more: ${words}`,
    () => findingsIn(uri, rule).every(({ message }) => !message.includes(words)),
    () => vscode.languages.getDiagnostics(uri),
  );
}
