// In a workspace that is not trusted no program is started: its code and its settings could make it any program.
import { commands, window, workspace } from 'vscode';
import { say } from '../messages/catalogue.ts';

/** Whether programs may be started. Where not, says why and offers the way to change it. */
export function requireTrust(): boolean {
  if (workspace.isTrusted) return true;
  void offerTrust();
  return false;
}

async function offerTrust(): Promise<void> {
  const manage = say('trust-manage', {});
  if ((await window.showWarningMessage(say('trust-needed', {}), manage)) === manage) {
    await commands.executeCommand('workbench.trust.manage');
  }
}
