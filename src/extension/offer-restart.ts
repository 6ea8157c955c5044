// What the user is told where there is no language server.
import { commands, type LogOutputChannel, window } from 'vscode';
import { say } from '../messages/catalogue.ts';
import { restartCommand } from './command-ids.ts';

/** Says that there is no server, with the ways on. */
export async function offerRestart(message: string, log: LogOutputChannel): Promise<void> {
  const showLog = say('client-show-log', {});
  const restart = say('client-restart', {});
  const choice = await window.showErrorMessage(message, showLog, restart);
  if (choice === showLog) log.show();
  if (choice === restart) await commands.executeCommand(restartCommand);
}
