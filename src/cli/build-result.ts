// What a build made: the programs, proved to be for the target, in words.
import { statSync } from 'node:fs';
import { devNull } from 'node:os';
import { basename, join, relative, resolve, sep } from 'node:path';
import { say } from '../messages/catalogue.ts';
import { type Target, targetName } from '../platform/target.ts';
import { type BuildOptions, programNamesTask } from '../toolchain/build.ts';
import { isBuiltFor, readElf } from '../toolchain/elf.ts';
import type { Go } from '../toolchain/go.ts';
import { runTask } from '../toolchain/process.ts';
import { type CommandContext, CommandError } from './command.ts';

/**
 * Describes the programs that a successful `go build` with this `-o` wrote; `ok` where it wrote none.
 *
 * @throws {CommandError} where one of them is not what was asked for.
 */
export async function describeBuild(
  go: Go,
  target: Target,
  options: BuildOptions,
  output: string | undefined,
  context: CommandContext,
): Promise<string> {
  const programs = output === devNull ? [] : await programsOf(go, target, options, output, context);
  const words = programs.map((program) => describeProgram(program, target, options, context.cwd));
  return words.join(', ') || say('build-ok', {});
}

/** Where the go command puts programs: at `-o`, below it where it is a folder, or the only one into the folder it runs in. */
async function programsOf(
  go: Go,
  target: Target,
  options: BuildOptions,
  output: string | undefined,
  { cwd, env, signal }: CommandContext,
): Promise<string[]> {
  const task = programNamesTask(go.path, target, options);
  const listed = await runTask(task, { env, signal, stdout: 'capture' });
  if (listed.status !== 0) return [];
  const perPackage = listed.stdout
    .replace(/\n$/, '')
    .split('\n')
    .map((path) => basename(path));
  const programs = perPackage.filter((name) => name !== '');
  if (output === undefined) return perPackage.length === 1 ? programs.map((name) => join(cwd, name)) : [];
  const path = resolve(cwd, output);
  if (/[\\/]$/.test(output) || statSync(path).isDirectory()) return programs.map((name) => join(path, name));
  return programs.length === 1 ? [path] : [];
}

function describeProgram(path: string, target: Target, options: BuildOptions, cwd: string): string {
  const fromHere = relative(cwd, path);
  const program = fromHere.startsWith(`..${sep}`) ? path : fromHere;
  const size = (statSync(path).size / 1e6).toFixed(1);
  const elf = readElf(path);
  if (elf === undefined) return say('build-program', { program, size });
  if (!isBuiltFor(elf, target)) {
    throw new CommandError(say('build-wrong-machine', { program, target: targetName(target) }));
  }
  const { interpreter } = elf;
  if (interpreter === undefined) return say('build-static-program', { program, size });
  if (options.static) throw new CommandError(say('build-not-static', { program, interpreter }));
  return say('build-dynamic-program', { program, size, interpreter });
}
