// The commands about the extension itself and its configuration.
import { commands, Uri, type WorkspaceFolder, window, workspace } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { clientCommands } from '../../server/protocol.ts';
import { restartCommand } from '../command-ids.ts';
import { chooseFolder } from '../folders.ts';
import type { Handlers, Parts } from '../parts.ts';
import { isTargetChoice } from '../target-choice.ts';
import { pickTarget } from '../target-picker.ts';

/** What a new archway.json says. Editors complete the rest by the schema that the extension brings. */
const configText = `${JSON.stringify({ targets: ['linux'], exclude: [] }, undefined, 2)}\n`;

export function workspaceHandlers({ client, log, targets }: Parts): Handlers {
  return {
    // Both arguments are for key bindings and for lenses: the folder's URI, and the target where none is to be asked for.
    [clientCommands.pickTarget]: async (uri?: string, target?: string) => {
      const folder = await chooseFolder(typeof uri === 'string' ? Uri.parse(uri) : undefined);
      if (!folder) return undefined;
      if (typeof target !== 'string' || !isTargetChoice(target)) return pickTarget(folder, targets);
      await targets.set(folder, target);
      return target;
    },
    [restartCommand]: () => client.restart(),
    'archway.showOutput': () => log.show(),
    'archway.createConfig': async () => {
      const folder = await chooseFolder();
      return folder && createConfig(folder);
    },
    'archway.openWalkthrough': () =>
      commands.executeCommand('workbench.action.openWalkthrough', 'archway.archway#archway.start', false),
  };
}

/** Opens the folder's archway.json, and writes one first where there is none. */
async function createConfig(folder: WorkspaceFolder): Promise<Uri> {
  const uri = Uri.joinPath(folder.uri, 'archway.json');
  const exists = await workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (exists) void window.showInformationMessage(say('command-config-exists', { file: 'archway.json' }));
  else await workspace.fs.writeFile(uri, new TextEncoder().encode(configText));
  await window.showTextDocument(uri);
  return uri;
}
