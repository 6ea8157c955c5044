// Editing documents as a user does: in an editor, with undo, and mostly without saving.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fileOf } from './extension.ts';

/** Opens a file of the workspace in an editor. It stays open when another one is opened. */
export function open(path: string): Thenable<vscode.TextEditor> {
  return vscode.window.showTextDocument(fileOf(path), { preview: false });
}

/** Replaces the first occurrence of a text in a file of the workspace, as by typing. */
export async function retype(path: string, old: string, text: string): Promise<vscode.TextDocument> {
  const editor = await open(path);
  const { document } = editor;
  const offset = document.getText().indexOf(old);
  assert.ok(offset >= 0, `${path} has no ${old}`);
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + old.length));
  assert.ok(await editor.edit((builder) => builder.replace(range, text)));
  return document;
}

/** Undoes the last change in the active editor. */
export async function undo(): Promise<void> {
  await vscode.commands.executeCommand('undo');
}

/** Takes back whatever was not saved, and closes all editors. */
export async function revertAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Runs `work` while a file of the workspace has another text on disk. */
export async function whileOnDisk(path: string, text: string, work: () => Promise<void>): Promise<void> {
  const uri = fileOf(path);
  const present = await vscode.workspace.fs.readFile(uri).then(
    (bytes) => bytes,
    () => undefined,
  );
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  try {
    await work();
  } finally {
    if (present) await vscode.workspace.fs.writeFile(uri, present);
    else await vscode.workspace.fs.delete(uri);
  }
}
