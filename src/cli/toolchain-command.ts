// What build, run, test, vet and install-std share: their flags, their targets, and how a missing tool ends them.
import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import { say } from '../messages/catalogue.ts';
import { parseTargets, TargetError } from '../platform/parse-targets.ts';
import type { Target } from '../platform/target.ts';
import type { BuildOptions } from '../toolchain/build.ts';
import { requireBuildTools } from '../toolchain/build-tools.ts';
import type { Go } from '../toolchain/go.ts';
import type { RunOptions } from '../toolchain/process.ts';
import { runGo } from '../toolchain/run-go.ts';
import type { Task } from '../toolchain/task.ts';
import { ToolError } from '../toolchain/tool-error.ts';
import { type CommandContext, CommandError } from './command.ts';
import { withFullPaths } from './full-paths.ts';

/** The flags of these commands as commander gives them. */
export interface BuildFlags {
  readonly target: string;
  readonly tags?: string;
  readonly ldflags?: string;
  readonly cgo?: boolean;
  readonly static?: boolean;
  readonly verbose?: boolean;
  readonly fullpath?: boolean;
  /** How many programs the go command may start at once; no flag of ours. */
  readonly processes?: number;
}

/** Adds the flags of {@link BuildFlags}. */
export function addBuildFlags(command: Command, many: boolean, verbose: string): Command {
  return command
    .requiredOption(
      `--target <${many ? 'targets' : 'target'}>`,
      many ? say('toolchain-target-list', {}) : say('toolchain-target', {}),
    )
    .option('--tags <tags>', say('toolchain-tags', {}))
    .option('--ldflags <flags>', say('toolchain-ldflags', {}))
    .option('--cgo', say('toolchain-cgo', {}))
    .option('--static', say('toolchain-static', {}))
    .option('-v, --verbose', verbose)
    .option('--fullpath', say('toolchain-fullpath', {}));
}

/** The targets the flags name. As in the go command, CGO_ENABLED=1 in the environment counts. */
export function targetsOf(flags: BuildFlags, env: NodeJS.ProcessEnv): Target[] {
  const tags = (flags.tags ?? '').split(/[\s,]+/).filter((tag) => tag !== '');
  try {
    return parseTargets(flags.target, { cgo: flags.cgo ?? env.CGO_ENABLED === '1', tags });
  } catch (error) {
    if (error instanceof TargetError) throw new CommandError(error.message);
    throw error;
  }
}

/** The one target the flags name, for a command that takes no list. */
export function targetOf(flags: BuildFlags, env: NodeJS.ProcessEnv, command: string): Target {
  const [target, ...more] = targetsOf(flags, env);
  if (more.length > 0) throw new CommandError(say('toolchain-one-target', { command, count: more.length + 1 }));
  return target!;
}

/**
 * The build options of the flags for a target, with the C compiler it needs.
 *
 * @throws {ToolError} where something the build needs is missing.
 */
export function buildOptionsFor(
  go: Go,
  target: Target,
  flags: BuildFlags,
  packages: readonly string[],
  { cwd, env }: CommandContext,
): BuildOptions {
  return { ...buildOptions(flags, packages, cwd), compiler: requireBuildTools(go, target, env, flags) };
}

/** The build options of the flags, without the C compiler. */
export function buildOptions(flags: BuildFlags, packages: readonly string[], cwd: string): BuildOptions {
  return {
    packages: packages.length > 0 ? packages : ['.'],
    cwd,
    ldflags: flags.ldflags,
    static: flags.static,
    verbose: flags.verbose,
    processes: flags.processes,
  };
}

/** Runs `work` with the stream that what the go command says of files is written to. */
export function goMessages<T>(
  flags: BuildFlags,
  { stderr, cwd }: CommandContext,
  work: (stderr: Writable) => Promise<T>,
): Promise<T> {
  return flags.fullpath ? withFullPaths(stderr, cwd, work) : work(stderr);
}

/** Runs a go command to its end, and gives its exit status. */
export async function runGoCommand(
  go: Go,
  task: Task,
  flags: BuildFlags,
  context: CommandContext,
  options: Pick<RunOptions, 'stdin' | 'grace'> = {},
): Promise<number> {
  const { env, signal, stdout } = context;
  const run = (stderr: Writable) => runGo(go, task, { ...options, env, signal, stdout, stderr });
  return (await goMessages(flags, context, run)).status;
}

/** Runs the work of a command; a tool that is missing ends the command with its words and status 2. */
export async function withTools<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ToolError) throw new CommandError(error.message);
    throw error;
  }
}
