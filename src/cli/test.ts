// archway test: runs packages' tests for targets on this machine.
import { say } from '../messages/catalogue.ts';
import { type Target, targetName } from '../platform/target.ts';
import { type Go, requireGo } from '../toolchain/go.ts';
import { ANY_LOADER, findLauncher, type Launcher } from '../toolchain/launcher.ts';
import { requireEmulator } from '../toolchain/qemu.ts';
import type { Task } from '../toolchain/task.ts';
import { knowsFullpath, type TestOptions, testTask, testTimeout } from '../toolchain/test.ts';
import { type AddCommand, type CommandContext, CommandError, ExitStatus } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import { outputPaths } from './output-path.ts';
import { addRemoteFlags, findRemoteLauncher, type RemoteFlags, withVariables } from './remote-options.ts';
import { launcherWords } from './run-proof.ts';
import { forEachTarget, type TargetWork } from './several-targets.ts';
import {
  addBuildFlags,
  type BuildFlags,
  buildOptionsFor,
  runGoCommand,
  targetsOf,
  withTools,
} from './toolchain-command.ts';
import { explainingTraps } from './trap-watch.ts';

interface TestFlags extends BuildFlags, RemoteFlags {
  readonly run?: string;
  readonly count?: string;
  readonly timeout?: string;
  readonly short?: boolean;
  readonly json?: boolean;
  readonly coverprofile?: string;
}

export const addTest: AddCommand = (program, context, done) => {
  const command = program
    .command('test')
    .description(say('test-description', {}))
    .argument('[packages...]', say('toolchain-packages', {}))
    .addHelpText('after', `\n${say('test-help', {})}`);
  addRemoteFlags(addBuildFlags(command, true, say('test-verbose', {})))
    .option('--run <regexp>', say('test-run', {}))
    .option('--count <n>', say('test-count', {}))
    .option('--timeout <duration>', say('test-timeout', {}))
    .option('--short', say('test-short', {}))
    .option('--json', say('test-json', {}))
    .option('--coverprofile <file>', say('test-coverprofile', {}));
  const testArgs = takeGoArguments(command);
  command.action(async (packages: string[], flags: TestFlags) => {
    done(await withTools(() => runTests(packages, flags, testArgs(), context)));
  });
};

async function runTests(
  packages: readonly string[],
  flags: TestFlags,
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const targets = targetsOf(flags, context.env);
  // The events do not say for which target they are.
  if (flags.json && targets.length > 1) throw new CommandError(say('test-json-one-target', { count: targets.length }));
  const profiles = flags.coverprofile === undefined ? undefined : outputPaths(flags.coverprofile, targets);
  const go = await requireGo(context);
  const testTarget = async (target: Target, own: CommandContext, more: Pick<TestFlags, 'processes'>) => {
    const wanted = { ...flags, ...more, coverprofile: profiles?.get(target) };
    const { task, launcher, timeout } = await testTaskOf(go, target, packages, wanted, args, context);
    if (flags.verbose) {
      const how = await launcherWords(launcher, target, flags.on, context);
      const words = { target: targetName(target), how };
      const isLonger = timeout !== undefined && flags.timeout === undefined;
      own.stderr.write(
        `archway: ${isLonger ? say('test-proof-timeout', { ...words, timeout }) : say('test-proof', words)}\n`,
      );
    }
    const { grace } = launcher;
    return explainingTraps(launcher, target, own, ['stdout', 'stderr'], (watched) =>
      runGoCommand(go, task, flags, watched, { stdin: targets.length > 1 ? 'ignore' : 'inherit', grace }),
    );
  };
  if (targets.length === 1) return testTarget(targets[0]!, context, {});
  const work: TargetWork = async (target, own, processes) => {
    const status = await testTarget(target, own, { processes });
    return status === 0 ? { result: say('build-ok', {}), status } : { result: '', status: ExitStatus.found };
  };
  return forEachTarget(targets, work, context, context.stdout);
}

/** @throws {ToolError} where something the tests need is missing. */
async function testTaskOf(
  go: Go,
  target: Target,
  packages: readonly string[],
  flags: TestFlags,
  args: readonly string[],
  context: CommandContext,
): Promise<{ task: Task; launcher: Launcher; timeout: string | undefined }> {
  const { env } = context;
  const build = buildOptionsFor(go, target, flags, packages, context);
  const { run, count, short, json, coverprofile } = flags;
  const loader = target.cgo && !flags.static ? ANY_LOADER : undefined;
  const launcher =
    (await findRemoteLauncher(flags, target, true, context)) ?? withVariables(findLauncher(target, env, loader), flags);
  await requireEmulator(launcher, env);
  const timeout = testTimeout(launcher, { timeout: flags.timeout, args }, env);
  const options: TestOptions = {
    ...build,
    ...{ run, count, timeout, short, json, coverprofile, args },
    fullpath: flags.fullpath && knowsFullpath(go),
  };
  return { task: testTask(go.path, target, launcher, options), launcher, timeout };
}
