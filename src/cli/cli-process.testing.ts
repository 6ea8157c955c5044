// For tests: runs the command line as a process of its own, as users do.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

/** The environment of a go command that depends on no settings of the machine but its caches. */
export const goTestEnv = {
  GOENV: 'off',
  GOFLAGS: '-buildvcs=false',
  GOTOOLCHAIN: 'local',
  GOPROXY: 'off',
  GOWORK: 'off',
  CGO_ENABLED: undefined,
  CC: undefined,
  CXX: undefined,
  QEMU_CPU: undefined,
  QEMU_LD_PREFIX: undefined,
};

const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** The argument vector that starts `archway ARGS`. */
export function archwayArgv(args: readonly string[]): [string, string[]] {
  return [process.execPath, ['--import', import.meta.resolve('tsx'), main, ...args]];
}

export interface CliResult {
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `archway ARGS` to its end. */
export async function archway(args: readonly string[], { cwd, input = '', env = {} }: CliOptions): Promise<CliResult> {
  const [file, argv] = archwayArgv(args);
  const result = await execa(file, argv, { cwd, input, env: { ...goTestEnv, ...env }, reject: false });
  return { status: result.exitCode, stdout: result.stdout, stderr: result.stderr };
}

/** Writes files (path to text) into a new folder whose name has a space and letters beyond ASCII. */
export function makeFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'archway größe 架 '));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Removes a folder of {@link makeFolder}. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
