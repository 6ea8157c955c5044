// The commands that debug a program for the chosen target.
import { debug } from 'vscode';
import { debugOf } from '../debug/debug-provider.ts';
import type { Handlers, Parts } from '../parts.ts';
import { taskType } from '../task-definition.ts';
import { packageIn } from '../tasks.ts';
import { chooseProgram, execute, inTrustedFolder } from './build.ts';

export function debugHandlers(parts: Parts): Handlers {
  return {
    'archway.debug': () =>
      inTrustedFolder(async (folder) => {
        const entry = await chooseProgram(parts, folder, 'command-debug-title');
        return entry && debug.startDebugging(folder, debugOf(entry, folder));
      }),
    'archway.debugInTerminal': () =>
      inTrustedFolder(async (folder) => {
        const entry = await chooseProgram(parts, folder, 'command-debug-title');
        return entry && execute(parts, { type: taskType, command: 'debug', ...packageIn(entry, folder) }, folder);
      }),
  };
}
