// The variables a user sets for the tools that Archway starts: the go command, C compilers, QEMU, and the program itself.
import { type WorkspaceFolder, workspace } from 'vscode';

/** The setting archway.toolsEnvironment; what is not text in it is left out. */
export function toolsEnvironment(folder: WorkspaceFolder | undefined): Record<string, string> {
  const setting: unknown = workspace.getConfiguration('archway', folder).get('toolsEnvironment');
  if (typeof setting !== 'object' || setting === null) return {};
  const entries = Object.entries(setting).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(entries);
}

/** The environment that tools are started in, and looked for on the PATH of: VS Code's own, and over it the setting. */
export function fullEnvironment(folder: WorkspaceFolder | undefined): NodeJS.ProcessEnv {
  return { ...process.env, ...toolsEnvironment(folder) };
}
