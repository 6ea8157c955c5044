// archway build: builds packages for one target, or for each of several.
import { devNull } from 'node:os';
import { say } from '../messages/catalogue.ts';
import type { Target } from '../platform/target.ts';
import { buildTask, canLink } from '../toolchain/build.ts';
import { type Go, requireGo } from '../toolchain/go.ts';
import { describeBuild } from './build-result.ts';
import { type AddCommand, type CommandContext, ExitStatus } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import { outputPaths, outputPlaceholders } from './output-path.ts';
import { forTargets, type Outcome, type TargetWork } from './several-targets.ts';
import {
  addBuildFlags,
  type BuildFlags,
  buildOptionsFor,
  runGoCommand,
  targetsOf,
  withTools,
} from './toolchain-command.ts';

interface Flags extends BuildFlags {
  readonly output?: string;
}

export const addBuild: AddCommand = (program, context, done) => {
  const command = program
    .command('build')
    .description(say('build-description', {}))
    .argument('[packages...]', say('toolchain-packages', {}))
    .addHelpText('after', `\n${say('build-help', {})}`);
  addBuildFlags(command, true, say('toolchain-verbose', {})).option(
    '-o, --output <path>',
    say('build-output', { placeholders: outputPlaceholders }),
  );
  takeGoArguments(command);
  command.action(async (packages: string[], flags: Flags) => {
    const targets = targetsOf(flags, context.env);
    const outputs = flags.output === undefined ? undefined : outputPaths(flags.output, targets, context.cwd);
    await withTools(async () => {
      const go = await requireGo(context);
      const isOne = targets.length === 1;
      const build: TargetWork = async (target, own, processes) => {
        // The user who names only this one is to see why it does not build.
        if (!isOne && !canLink(target)) return { result: say('build-skipped', {}), status: ExitStatus.ok };
        // For several without -o it is only to be seen whether they build.
        const output = outputs?.get(target) ?? (isOne ? undefined : devNull);
        return buildTarget(go, target, packages, { ...flags, processes }, output, own);
      };
      done(await forTargets(targets, build, context));
    });
  });
};

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
  const options = buildOptionsFor(go, target, flags, packages, context);
  const status = await runGoCommand(go, buildTask(go.path, target, options, output), flags, context);
  if (status !== 0) return { result: say('build-failed', {}), status: ExitStatus.found };
  return { result: await describeBuild(go, target, options, output, context), status: ExitStatus.ok };
}
