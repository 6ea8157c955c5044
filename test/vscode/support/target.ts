// The target of a workspace folder.
import * as vscode from 'vscode';

/** Chooses the targets of a folder, that of a workspace with one folder where none is named; none chooses this machine's. */
export function chooseTarget(targets: string, folder?: vscode.WorkspaceFolder): Thenable<unknown> {
  return vscode.commands.executeCommand('archway.pickTarget', folder?.uri.toString() ?? null, targets);
}
