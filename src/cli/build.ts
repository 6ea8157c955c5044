// archway build: builds packages for one target, or for each of several.
import { mkdir } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { say } from '../messages/catalogue.ts';
import { type Target, targetName } from '../platform/target.ts';
import { buildTask, canLink } from '../toolchain/build.ts';
import { requireCCompiler } from '../toolchain/cross-compiler.ts';
import { type Go, requireGo, requirePort } from '../toolchain/go.ts';
import { runTask } from '../toolchain/process.ts';
import { ToolError } from '../toolchain/tool-error.ts';
import { describeBuild } from './build-result.ts';
import { type AddCommand, type CommandContext, CommandError, ExitStatus } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import {
  addBuildFlags,
  type BuildFlags,
  buildOptions,
  goMessages,
  requireCgo,
  targetsOf,
  withTools,
} from './toolchain-command.ts';

interface Flags extends BuildFlags {
  readonly output?: string;
}

/** How the build for one target ended: in words, and as an exit status. */
interface Outcome {
  readonly result: string;
  readonly status: number;
}

export const addBuild: AddCommand = (program, context, done) => {
  const command = program
    .command('build')
    .description(say('build-description', {}))
    .argument('[packages...]', say('toolchain-packages', {}))
    .addHelpText('after', `\n${say('build-help', {})}`);
  addBuildFlags(command, true, say('toolchain-verbose', {})).option('-o, --output <path>', say('build-output', {}));
  takeGoArguments(command);
  command.action(async (packages: string[], flags: Flags) => {
    const targets = targetsOf(flags, context.env);
    await withTools(async () => {
      const go = await requireGo(context);
      const [target] = targets;
      if (targets.length > 1) return done(await buildEach(go, targets, packages, flags, context));
      const { result, status } = await buildTarget(go, target!, packages, flags, flags.output, context);
      if (status === 0) context.stdout.write(`${say('build-line', { target: targetName(target!), result })}\n`);
      done(status);
    });
  });
};

/** Builds for each target, one after the other, as each build uses all processors, and prints a table. */
async function buildEach(
  go: Go,
  targets: readonly Target[],
  packages: readonly string[],
  flags: Flags,
  context: CommandContext,
): Promise<number> {
  const rows = [
    ['build-table-target', 'build-table-seconds', 'build-table-result'].map((id) =>
      say(id as 'build-table-target', {}),
    ),
  ];
  const statuses = new Set<number>();
  for (const target of targets) {
    if (context.signal.aborted) throw new CommandError(say('cli-interrupted', {}));
    const start = performance.now();
    const { result, status } = await outcomeOf(() => buildInFolder(go, target, packages, flags, context));
    rows.push([targetName(target), ((performance.now() - start) / 1000).toFixed(1), result]);
    statuses.add(status);
  }
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const [target = '', seconds = '', result = ''] of rows) {
    context.stdout.write(`${target.padEnd(widths[0]!)}  ${seconds.padStart(widths[1]!)}  ${result}\n`);
  }
  return [ExitStatus.found, ExitStatus.failed].find((status) => statuses.has(status)) ?? ExitStatus.ok;
}

/** A tool that is missing for one target does not stop the others. */
async function outcomeOf(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ToolError || error instanceof CommandError)) throw error;
    return { result: say('build-impossible', { reason: error.message }), status: ExitStatus.failed };
  }
}

/** Builds for one target of several: into a folder of its own below `-o`, or only to see whether it builds. */
async function buildInFolder(
  go: Go,
  target: Target,
  packages: readonly string[],
  flags: Flags,
  context: CommandContext,
): Promise<Outcome> {
  if (!canLink(target)) return { result: say('build-skipped', {}), status: ExitStatus.ok };
  context.stderr.write(`${say('build-heading', { target: targetName(target) })}\n`);
  if (flags.output === undefined) return buildTarget(go, target, packages, flags, devNull, context);
  const folder = join(resolve(context.cwd, flags.output), targetName(target).replaceAll('/', '_'));
  await mkdir(folder, { recursive: true });
  return buildTarget(go, target, packages, flags, folder + sep, context);
}

/**
 * Builds for one target with the go command's `-o output`.
 *
 * @throws {ToolError} where something the build needs is missing.
 */
async function buildTarget(
  go: Go,
  target: Target,
  packages: readonly string[],
  flags: Flags,
  output: string | undefined,
  context: CommandContext,
): Promise<Outcome> {
  requireCgo(flags, target);
  requirePort(go, target);
  const { cwd, env, signal, stdout } = context;
  const options = { ...buildOptions(flags, packages, cwd), compiler: requireCCompiler(target, env) };
  const task = buildTask(go.path, target, options, output);
  const { status } = await goMessages(flags, context, (stderr) => runTask(task, { env, signal, stdout, stderr }));
  if (status !== 0) return { result: say('build-failed', {}), status: ExitStatus.found };
  return { result: await describeBuild(go, target, options, output, context), status: ExitStatus.ok };
}
