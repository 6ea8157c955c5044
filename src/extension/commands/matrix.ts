// The command that opens the matrix of a module.
import { type WorkspaceFolder, window } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import type { MatrixPanel, Subject } from '../matrix/matrix-panel.ts';
import type { Handlers, Parts } from '../parts.ts';
import { folderOf } from '../tasks.ts';
import { activeFirst } from './active-file.ts';
import { checkedTargets, inTrustedFolder } from './build.ts';

export function matrixHandlers(parts: Parts, panel: MatrixPanel): Handlers {
  return {
    /** @param wanted what differs from a build of all packages for the targets that are checked */
    'archway.matrix': (wanted?: Partial<Subject>) =>
      inTrustedFolder(async (folder) => {
        const subject = await chooseSubject(parts, folder);
        if (subject) await panel.show({ ...subject, ...wanted });
      }),
  };
}

/** All packages of a module, for the targets that are checked. */
async function chooseSubject(parts: Parts, folder: WorkspaceFolder): Promise<Subject | undefined> {
  const [packages, target] = await Promise.all([parts.tasks.packages(folder), checkedTargets(parts, folder)]);
  const modules = [...new Set(activeFirst(packages).map((entry) => entry.module))];
  if (modules.length === 0) {
    void window.showInformationMessage(say('command-no-packages', { folder: folder.name }));
    return undefined;
  }
  const items = modules.map((module) => {
    const at = folderOf(module, folder);
    return { label: say('command-all-packages', { module: at.cwd ?? folder.name }), at };
  });
  const picked = items.length === 1 ? items[0] : await window.showQuickPick(items, { title: say('matrix-title', {}) });
  return picked && { folder: folder.uri.toString(), ...picked.at, target, command: 'build' };
}
