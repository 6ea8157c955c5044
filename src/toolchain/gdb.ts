// GDB: which one debugs a target's programs, and what it is told before it loads one.
import { join } from 'node:path';
import { message } from '../messages/catalogue.ts';
import { type Target, targetName } from '../platform/target.ts';
import { findProgram } from './find-program.ts';
import { isHost } from './host.ts';
import { installAdvice } from './install-advice.ts';
import { runTask } from './process.ts';
import { ToolError } from './tool-error.ts';

/** A GDB that debugs the programs of a target. */
export interface Gdb {
  /** Its absolute path. */
  readonly path: string;
  /** `13.1`. */
  readonly version: string;
}

/** The names of `set architecture` by GOARCH (bfd/cpu-*.c of binutils). */
const architectures: Readonly<Record<string, string>> = {
  '386': 'i386',
  amd64: 'i386:x86-64',
  arm: 'arm',
  arm64: 'aarch64',
  loong64: 'Loongarch64',
  mips: 'mips',
  mips64: 'mips',
  mips64le: 'mips',
  mipsle: 'mips',
  ppc64: 'powerpc:common64',
  ppc64le: 'powerpc:common64',
  riscv64: 'riscv:rv64',
  s390x: 's390:64-bit',
};

/**
 * The first of gdb-multiarch and gdb on PATH that knows the target's architecture; for this machine's own port gdb comes
 * first.
 *
 * @throws {ToolError} where there is none, with the way to get one.
 */
export async function requireGdb(target: Target, env: NodeJS.ProcessEnv): Promise<Gdb> {
  const names = isHost(target) ? ['gdb', 'gdb-multiarch'] : ['gdb-multiarch', 'gdb'];
  const architecture = architectures[target.goarch] ?? target.goarch;
  let ignorant: Gdb | undefined;
  for (const name of names) {
    const path = findProgram([name], env);
    if (path === undefined) continue;
    // A GDB says nothing and ends well where it knows the architecture.
    const argv = [path, '-nx', '-batch', '-ex', `set architecture ${architecture}`] as const;
    const { status } = await runTask({ argv: [...argv], env: {}, cwd: '/' }, { env });
    const gdb = { path, version: await versionOf(path, env) };
    if (status === 0) return gdb;
    if (name === 'gdb-multiarch') ignorant = gdb;
  }
  const name = targetName(target);
  if (ignorant !== undefined) {
    const { path: program, version } = ignorant;
    throw new ToolError(message('tool-gdb-too-old', { program, version, target: name, architecture }));
  }
  throw new ToolError(message('tool-gdb-missing', { target: name, advice: installAdvice({ kind: 'gdb' }) }));
}

async function versionOf(path: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await runTask({ argv: [path, '--version'], env: {}, cwd: '/' }, { env, stdout: 'capture' });
  return /^GNU gdb .*?(\d+\.\d[\w.]*)$/m.exec(stdout)?.[1] ?? '?';
}

/**
 * What GDB is told before it loads a program: that it may load the script of Go's runtime, which shows strings, slices
 * and maps and has `info goroutines`, and where the shared libraries of a program with the loader `interpreter` are.
 */
export function gdbSetup(goroot: string, sysroot: string | undefined): string[] {
  return [
    `add-auto-load-safe-path ${join(goroot, 'src', 'runtime')}`,
    // Programs of the target are not asked for their files: QEMU before 8.1 does not know how to answer.
    `set sysroot ${sysroot ?? '/'}`,
    'set print thread-events off',
  ];
}

/** GDB in a terminal: with `setup` before it loads `program`, and `commands` after that. */
export function gdbArguments(
  gdb: string,
  setup: readonly string[],
  program: string,
  commands: readonly string[],
): [string, ...string[]] {
  const before = setup.flatMap((line) => ['-iex', line]);
  return [gdb, '-q', ...before, ...commands.flatMap((line) => ['-ex', line]), program];
}
