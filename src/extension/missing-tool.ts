// Before a task is started: whether this machine has what it cannot do without. Nothing is started for that.
import { commands, type WorkspaceFolder, window } from 'vscode';
import { say } from '../messages/catalogue.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { findGo } from '../toolchain/go.ts';
import { installAdvice } from '../toolchain/install-advice.ts';
import { findLauncher } from '../toolchain/launcher.ts';
import { ToolError } from '../toolchain/tool-error.ts';
import { showToolchainCommand } from './command-ids.ts';
import type { ArchwayTask } from './task-definition.ts';
import { fullEnvironment } from './tools-environment.ts';

/**
 * What a task lacks, in the words of the command line: Go, or what starts the programs of its target here.
 * @param target what `archway --target` takes
 */
export function missingTool(
  { command }: Pick<ArchwayTask, 'command'>,
  target: string,
  folder: WorkspaceFolder | undefined,
): string | undefined {
  const env = fullEnvironment(folder);
  if (findGo(env) === undefined) return say('tool-go-missing', { advice: installAdvice({ kind: 'go' }) });
  if (command !== 'run' && command !== 'test') return undefined;
  try {
    for (const one of parseTargets(target)) findLauncher(one, env);
    return undefined;
  } catch (error) {
    if (error instanceof ToolError) return error.message;
    throw error;
  }
}

/** Says what is missing, with the way to what is there and how to get the rest. */
export async function offerToolchain(problem: string): Promise<void> {
  const show = say('tools-show', {});
  if ((await window.showErrorMessage(problem, show)) === show) await commands.executeCommand(showToolchainCommand);
}
