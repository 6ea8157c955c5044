// Which workspace folder a command is about: that of the active editor, else the only one, else the user is asked.
import { type Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { say } from '../messages/catalogue.ts';

/** The folder of a document, of the active editor where none is named, or the only one; undefined where it is not clear. */
export function clearFolder(uri = window.activeTextEditor?.document.uri): WorkspaceFolder | undefined {
  const folders = localFolders();
  const own = uri && workspace.getWorkspaceFolder(uri);
  if (own?.uri.scheme === 'file') return own;
  return folders.length === 1 ? folders[0] : undefined;
}

/** The folder to work in, asked for where it is not clear; undefined where there is none or the user thinks better of it. */
export async function chooseFolder(uri?: Uri): Promise<WorkspaceFolder | undefined> {
  const clear = clearFolder(uri);
  if (clear) return clear;
  const folders = localFolders();
  if (folders.length === 0) {
    void window.showInformationMessage(say('command-no-folder', {}));
    return undefined;
  }
  const items = folders.map((folder) => ({ label: folder.name, description: folder.uri.fsPath, folder }));
  return (await window.showQuickPick(items, { placeHolder: say('target-folder-placeholder', {}) }))?.folder;
}

/** The folders whose files are on this machine. */
export function localFolders(): readonly WorkspaceFolder[] {
  return (workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
}
