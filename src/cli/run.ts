// archway run: builds a program for a target and runs it on this machine.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../messages/catalogue.ts';
import { targetName } from '../platform/target.ts';
import { buildTask } from '../toolchain/build.ts';
import { describeElf } from '../toolchain/elf.ts';
import { requireGo } from '../toolchain/go.ts';
import { findLauncher } from '../toolchain/launcher.ts';
import { runTask } from '../toolchain/process.ts';
import { requireEmulator } from '../toolchain/qemu.ts';
import { runProgramTask } from '../toolchain/run.ts';
import { buildProgram } from './build-program.ts';
import type { AddCommand, CommandContext } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import { addRemoteFlags, findRemoteLauncher, type RemoteFlags, withVariables } from './remote-options.ts';
import { launcherWords } from './run-proof.ts';
import { addBuildFlags, type BuildFlags, buildOptionsFor, targetOf, withTools } from './toolchain-command.ts';
import { explainingTraps } from './trap-watch.ts';

type RunFlags = BuildFlags & RemoteFlags;

export const addRun: AddCommand = (program, context, done) => {
  const command = program
    .command('run')
    .description(say('run-description', {}))
    .argument('[package...]', say('run-package', {}))
    .addHelpText('after', `\n${say('run-help', {})}`);
  addRemoteFlags(addBuildFlags(command, false, say('toolchain-verbose', {})));
  const programArgs = takeGoArguments(command);
  command.action(async (packages: string[], flags: RunFlags) => {
    done(await withTools(() => buildAndRun(packages, flags, programArgs(), context)));
  });
};

async function buildAndRun(
  packages: readonly string[],
  flags: RunFlags,
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { cwd, env, signal } = context;
  const target = targetOf(flags, env, 'run');
  const go = await requireGo(context);
  const options = buildOptionsFor(go, target, flags, packages, context);
  // What is missing should be known before the build, not after it.
  const remote = await findRemoteLauncher(flags, target, false, context);
  if (remote === undefined) await requireEmulator(findLauncher(target, env), env);

  const folder = await mkdtemp(join(tmpdir(), 'archway-run-'));
  try {
    const file = join(folder, 'program');
    const output = { env, signal, stdout: context.stdout, stderr: context.stderr };
    const task = buildTask(go.path, target, options, file);
    const { status, elf } = await buildProgram(go, task, target, file, options.packages, flags, context);
    if (status !== 0) return status;
    const launcher = remote ?? withVariables(findLauncher(target, env, elf?.interpreter), flags);
    const program = options.packages.join(' ');
    if (elf !== undefined && (flags.verbose || launcher.how === 'binfmt')) {
      const how = await launcherWords(launcher, target, flags.on, context);
      const words = { program, elf: describeElf(elf), target: targetName(target), how };
      context.stderr.write(`archway: ${say('run-proof', words)}\n`);
    }
    return await explainingTraps(launcher, target, context, ['stderr'], async ({ stderr }) => {
      const running = { ...output, stderr, stdin: 'inherit', grace: launcher.grace } as const;
      const result = await runTask(runProgramTask(launcher, file, args, cwd), running);
      if (result.endedBy !== undefined && !signal.aborted) {
        context.stderr.write(`archway: ${say('run-ended-by', { program, signal: result.endedBy })}\n`);
      }
      return result.status;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
