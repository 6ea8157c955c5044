// The example workspace: opening a copy of it, and going on with the walkthrough in its window.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { copyExample } from '../copy-example.ts';
import type { Handlers, Parts } from '../parts.ts';

/** Under this key stands the URI of a copy whose window has not been opened yet. */
const awaitedKey = 'archway.awaitedExample';

export function exampleHandlers({ context }: Parts): Handlers {
  return { 'archway.openExample': () => openExample(context) };
}

/** Shows the walkthrough again where this window was opened by it: opening a folder takes it away. */
export function continueWalkthrough(context: ExtensionContext): void {
  const folder = workspace.workspaceFolders?.[0]?.uri.toString();
  if (folder === undefined || folder !== context.globalState.get(awaitedKey)) return;
  void context.globalState.update(awaitedKey, undefined);
  void commands.executeCommand('archway.openWalkthrough');
}

/** Copies the example to where the user wants it, and opens it. */
async function openExample(context: ExtensionContext): Promise<void> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: Uri.file(homedir()),
    title: say('example-title', {}),
    openLabel: say('example-copy-here', {}),
  });
  const parent = chosen?.[0];
  if (parent === undefined) return;
  try {
    const copy = Uri.file(await copyExample(join(context.extensionPath, 'example'), parent.fsPath));
    await context.globalState.update(awaitedKey, copy.toString());
    const forceNewWindow = workspace.workspaceFolders !== undefined;
    await commands.executeCommand('vscode.openFolder', copy, { forceNewWindow });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(say('example-not-copied', { folder: parent.fsPath, reason }));
  }
}
