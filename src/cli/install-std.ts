// archway install-std: builds the standard library for targets, so that later builds find it in Go's build cache.
import { stat } from 'node:fs/promises';
import { say } from '../messages/catalogue.ts';
import type { Target } from '../platform/target.ts';
import { type BuildOptions, buildTask, exportFilesTask } from '../toolchain/build.ts';
import { type Go, requireGo } from '../toolchain/go.ts';
import { runGo } from '../toolchain/run-go.ts';
import { type AddCommand, type CommandContext, ExitStatus } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import { forTargets, type Outcome, type TargetWork } from './several-targets.ts';
import {
  addBuildFlags,
  type BuildFlags,
  buildOptionsFor,
  runGoCommand,
  targetsOf,
  withTools,
} from './toolchain-command.ts';

export const addInstallStd: AddCommand = (program, context, done) => {
  const command = program
    .command('install-std')
    .description(say('install-std-description', {}))
    .addHelpText('after', `\n${say('build-help', {})}`);
  addBuildFlags(command, true, say('toolchain-verbose', {}));
  takeGoArguments(command);
  command.action(async (flags: BuildFlags) => {
    const targets = targetsOf(flags, context.env);
    await withTools(async () => {
      const go = await requireGo(context);
      const install: TargetWork = (target, own, processes) => installStd(go, target, { ...flags, processes }, own);
      done(await forTargets(targets, install, context));
    });
  });
};

async function installStd(go: Go, target: Target, flags: BuildFlags, context: CommandContext): Promise<Outcome> {
  const options = buildOptionsFor(go, target, flags, ['std'], context);
  const start = performance.now();
  const status = await runGoCommand(go, buildTask(go.path, target, options), flags, context);
  if (status !== 0) return { result: say('build-failed', {}), status: ExitStatus.found };
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const size = ((await sizeInCache(go, target, options, context)) / 1e6).toFixed(0);
  return { result: say('install-std-done', { size, seconds }), status: ExitStatus.ok };
}

/** How many bytes of the build cache the packages take. */
async function sizeInCache(go: Go, target: Target, options: BuildOptions, { env, signal }: CommandContext) {
  const { stdout } = await runGo(go, exportFilesTask(go.path, target, options), { env, signal, stdout: 'capture' });
  const files = stdout.split('\n').filter((path) => path !== '');
  const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
