// archway test: runs packages' tests for targets on this machine.
import { say } from '../messages/catalogue.ts';
import { requireCCompiler } from '../toolchain/cross-compiler.ts';
import { type Go, requireGo, requirePort } from '../toolchain/go.ts';
import { ANY_LOADER, findLauncher } from '../toolchain/launcher.ts';
import { runTask } from '../toolchain/process.ts';
import { type TestOptions, testTask } from '../toolchain/test.ts';
import type { AddCommand, CommandContext } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import { addRemoteFlags, findRemoteLauncher, type RemoteFlags, withVariables } from './remote-options.ts';
import {
  addBuildFlags,
  type BuildFlags,
  buildOptions,
  goMessages,
  requireCgo,
  targetOf,
  withTools,
} from './toolchain-command.ts';

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
  addRemoteFlags(addBuildFlags(command, false, say('test-verbose', {})))
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
  const { env, signal, stdout } = context;
  const target = targetOf(flags, env, 'test');
  requireCgo(flags, target);
  const go = await requireGo(context);
  requirePort(go, target);
  const { run, count, timeout, short, json, coverprofile } = flags;
  const options: TestOptions = {
    ...buildOptions(flags, packages, context.cwd),
    compiler: requireCCompiler(target, env),
    ...{ run, count, timeout, short, json, coverprofile, args },
    fullpath: flags.fullpath && knowsFullpath(go),
  };
  const loader = target.cgo && !flags.static ? ANY_LOADER : undefined;
  const launcher =
    (await findRemoteLauncher(flags, target, true, context)) ?? withVariables(findLauncher(target, env, loader), flags);
  const task = testTask(go.path, target, launcher, options);
  return goMessages(flags, context, async (stderr) => {
    const { grace } = launcher;
    return (await runTask(task, { env, signal, stdin: 'inherit', stdout, stderr, grace })).status;
  });
}

/** Go 1.21 has brought `go test -fullpath`. */
function knowsFullpath({ version }: Go): boolean {
  const minor = /^go1\.(\d+)/.exec(version)?.[1];
  return minor === undefined || Number(minor) >= 21;
}
