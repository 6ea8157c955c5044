// Answers in the place of a user: what the extension asks is answered by the test. The extension and its tests share one `vscode`.
import * as vscode from 'vscode';

type Dialogs = Pick<
  typeof vscode.window,
  'showInputBox' | 'showQuickPick' | 'showErrorMessage' | 'showWarningMessage' | 'showInformationMessage'
>;

/** Runs `work` while `answer` takes the place of a dialog. */
export async function answering<Name extends keyof Dialogs, T>(
  name: Name,
  // biome-ignore lint/suspicious/noExplicitAny: each dialog has several signatures
  answer: (...args: any[]) => unknown,
  work: () => Thenable<T>,
): Promise<T> {
  const window = vscode.window as Dialogs;
  const original = window[name];
  window[name] = (async (...args: unknown[]) => answer(...args)) as unknown as Dialogs[Name];
  try {
    return await work();
  } finally {
    window[name] = original;
  }
}
