// Builds the one program that a command is to start, and proves that it is one for the target.
import { existsSync } from 'node:fs';
import { say } from '../messages/catalogue.ts';
import { type Target, targetName } from '../platform/target.ts';
import { type ElfFile, isBuiltFor, readElf } from '../toolchain/elf.ts';
import type { Go } from '../toolchain/go.ts';
import { runGo } from '../toolchain/run-go.ts';
import type { Task } from '../toolchain/task.ts';
import { type CommandContext, CommandError } from './command.ts';
import { type BuildFlags, goMessages } from './toolchain-command.ts';

/** How a build ended; `elf` is there for a program of linux that was built. */
export interface BuiltProgram {
  readonly status: number;
  readonly elf?: ElfFile;
}

/**
 * Runs a build of `packages` that writes the program `file`.
 *
 * @throws {CommandError} where what it wrote is no program, or one for another machine.
 */
export async function buildProgram(
  go: Go,
  task: Task,
  target: Target,
  file: string,
  packages: readonly string[],
  flags: BuildFlags,
  context: CommandContext,
): Promise<BuiltProgram> {
  const { env, signal, stdout } = context;
  const { status } = await goMessages(flags, context, (stderr) => runGo(go, task, { env, signal, stdout, stderr }));
  if (status !== 0 || target.goos !== 'linux') return { status };
  // For a package that is no program the go command writes an archive, and for one without tests nothing.
  const elf = existsSync(file) ? readElf(file) : undefined;
  if (elf === undefined) throw new CommandError(say('run-not-a-program', { package: packages.join(' ') }));
  if (!isBuiltFor(elf, target)) {
    throw new CommandError(say('build-wrong-machine', { program: packages.join(' '), target: targetName(target) }));
  }
  return { status, elf };
}
