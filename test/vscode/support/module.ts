// Modules that are laid into the workspace for a while.
import * as vscode from 'vscode';
import { fileOf } from './extension.ts';

/** Writes files (path to text) into a folder of the workspace. */
export async function layModule(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(fileOf(`${folder}/${path}`), new TextEncoder().encode(text));
  }
}

/** Removes the folder with all that was written there since. */
export async function removeModule(folder: string): Promise<void> {
  await vscode.workspace.fs.delete(fileOf(folder), { recursive: true });
}
