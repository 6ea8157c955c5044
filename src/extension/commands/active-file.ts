// What the commands know of the active editor, and of the package of a file.
import { dirname, relative, sep } from 'node:path';
import { type TextEditor, Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import type { PackageEntry } from '../../server/protocol.ts';
import type { ArchwayTask } from '../task-definition.ts';

/** The active editor if it shows a Go file on this machine; else the user is told. */
export function goEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId === 'go' && editor.document.uri.scheme === 'file') return editor;
  void window.showInformationMessage(say('command-no-go-file', {}));
  return undefined;
}

/** The package of a file as a task names it that runs in the package's own folder. */
export function packageOf(file: Uri, folder: WorkspaceFolder): Pick<ArchwayTask, 'package' | 'cwd'> {
  const cwd = relative(folder.uri.fsPath, dirname(file.fsPath)).split(sep).join('/');
  return { package: '.', ...(cwd !== '' && { cwd }) };
}

/** Whether the active file is in a package. */
export function isActive(entry: PackageEntry): boolean {
  const uri = window.activeTextEditor?.document.uri;
  const folder = uri && workspace.getWorkspaceFolder(uri);
  return (
    folder !== undefined &&
    dirname(uri!.fsPath) === Uri.joinPath(folder.uri, entry.path).fsPath.replace(/(.)[/\\]$/, '$1')
  );
}

/** Packages with that of the active file in front. */
export function activeFirst(entries: readonly PackageEntry[]): PackageEntry[] {
  return [...entries].sort((a, b) => Number(isActive(b)) - Number(isActive(a)));
}
