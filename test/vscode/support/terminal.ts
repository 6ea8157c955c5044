// What a terminal shows. VS Code gives it to no extension: it is selected and copied, as a user does.
import * as vscode from 'vscode';
import { until } from './until.ts';

const { executeCommand: run } = vscode.commands;

/** Waits until the terminal that was used last shows a text, and gives all it shows, without the line breaks at its edge. */
export async function shownText(holds: RegExp): Promise<string> {
  let text = '';
  await until(
    `a terminal shows ${holds}`,
    async () => {
      await run('workbench.action.terminal.selectAll');
      await run('workbench.action.terminal.copySelection');
      await run('workbench.action.terminal.clearSelection');
      text = await vscode.env.clipboard.readText();
      return holds.test(text);
    },
    () => text,
    30,
  );
  return text;
}
