// The extension under test, as VS Code sees it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The extension, activated. */
export async function activeExtension(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('archway.archway');
  assert.ok(extension, 'archway.archway is not installed');
  await extension.activate();
  return extension;
}

/** A file of a workspace folder: of the first one, unless another is named. */
export function fileOf(path: string, folder = vscode.workspace.workspaceFolders![0]!): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, path);
}
