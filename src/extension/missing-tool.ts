// Before a task is started: whether this machine has what it cannot do without. Nothing is started for that.
import { commands, type WorkspaceFolder, window } from 'vscode';
import { say } from '../messages/catalogue.ts';
import { parseTargets, TargetError } from '../platform/parse-targets.ts';
import { requireCCompiler } from '../toolchain/cross-compiler.ts';
import { findGo } from '../toolchain/go.ts';
import { installAdvice } from '../toolchain/install-advice.ts';
import { findLauncher } from '../toolchain/launcher.ts';
import { sshHost } from '../toolchain/remote/ssh-host.ts';
import { ToolError } from '../toolchain/tool-error.ts';
import { showToolchainCommand } from './command-ids.ts';
import { type ArchwayTask, startsProgram } from './task-definition.ts';
import { fullEnvironment } from './tools-environment.ts';

/** What of a task decides about the tools that it needs. */
export type Needs = Pick<ArchwayTask, 'command' | 'on' | 'cgo' | 'static' | 'env'>;

/**
 * What a task lacks, in the words of the command line: Go, the C compiler of its only target, or what starts the target's programs: QEMU,
 * or ssh where they run on another machine. Undefined where nothing is missing, or where the command line says what is wrong with the target.
 * @param target what `archway --target` takes
 */
export function missingTool(task: Needs, target: string, folder: WorkspaceFolder | undefined): string | undefined {
  const env = { ...fullEnvironment(folder), ...task.env };
  if (findGo(env) === undefined) return say('tool-go-missing', { advice: installAdvice({ kind: 'go' }) });
  const starts = startsProgram(task.command);
  try {
    const targets = parseTargets(target, { cgo: task.cgo ?? env.CGO_ENABLED === '1' });
    // Of several some may be built without it, and the others say what they lack.
    if (targets.length === 1 && (starts || task.command === 'build')) requireCCompiler(targets[0]!, env, task);
    if (!starts) return undefined;
    if (task.on !== undefined) sshHost(task.on, env);
    else for (const one of targets) findLauncher(one, env);
    return undefined;
  } catch (error) {
    if (error instanceof ToolError) return error.message;
    if (error instanceof TargetError) return undefined;
    throw error;
  }
}

/** Says what is missing, with the way to what is there and how to get the rest. */
export async function offerToolchain(problem: string): Promise<void> {
  const show = say('tools-show', {});
  if ((await window.showErrorMessage(problem, show)) === show) await commands.executeCommand(showToolchainCommand);
}
