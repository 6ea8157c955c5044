// How a package's tests are run for a target, as a task.
import { message } from '../messages/catalogue.ts';
import type { Target } from '../platform/target.ts';
import { type BuildOptions, buildFlags, targetEnv } from './build.ts';
import type { Go } from './go.ts';
import type { Launcher } from './launcher.ts';
import type { Task } from './task.ts';
import { ToolError } from './tool-error.ts';

/** The flags of `go test` beside those of the build; values as the go command takes them. */
export interface TestOptions extends BuildOptions {
  readonly run?: string;
  readonly count?: string;
  readonly timeout?: string;
  readonly short?: boolean;
  readonly json?: boolean;
  /** The file that says what of the tested packages ran; relative to the working folder. */
  readonly coverprofile?: string;
  /** Name files in full in the messages of tests. */
  readonly fullpath?: boolean;
  /** Arguments of the test program. */
  readonly args?: readonly string[];
}

/** How much longer test programs may take under an emulator: measured, integer arithmetic takes 4 to 30 times as long, maps and allocation 4 to 10. */
const EMULATION_FACTOR = 10;
/** What `go test` gives a test program, in minutes. */
const DEFAULT_MINUTES = 10;

/**
 * The `-timeout` of test programs that a launcher starts: what the user says, by flag, GOFLAGS or argument; else longer than the default
 * under an emulator. Undefined for that of `go test`.
 */
export function testTimeout(
  { how }: Launcher,
  { timeout, args = [] }: Pick<TestOptions, 'timeout' | 'args'>,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (timeout !== undefined || (how !== 'qemu' && how !== 'binfmt')) return timeout;
  const isSet =
    args.some((arg) => /^--?test\.timeout\b/.test(arg)) || /(^|\s)--?(test\.)?timeout=/.test(env.GOFLAGS ?? '');
  return isSet ? undefined : `${DEFAULT_MINUTES * EMULATION_FACTOR}m`;
}

/** Whether a go command has `go test -fullpath`: Go 1.21 has brought it. */
export function knowsFullpath({ version }: Go): boolean {
  const minor = /^go1\.(\d+)/.exec(version)?.[1];
  return minor === undefined || Number(minor) >= 21;
}

/** `go test` for a target, its test programs started by `launcher`. */
export function testTask(go: string, target: Target, launcher: Launcher, options: TestOptions): Task {
  const argv: [string, ...string[]] = [go, 'test', ...buildFlags(target, options)];
  if (launcher.argv.length > 0) argv.push('-exec', execFlag(launcher.argv));
  if (options.run !== undefined) argv.push('-run', options.run);
  if (options.count !== undefined) argv.push('-count', options.count);
  if (options.timeout !== undefined) argv.push('-timeout', options.timeout);
  if (options.short) argv.push('-short');
  if (options.json) argv.push('-json');
  if (options.coverprofile !== undefined) argv.push('-coverprofile', options.coverprofile);
  if (options.fullpath) argv.push('-fullpath');
  argv.push(...options.packages);
  if (options.args !== undefined && options.args.length > 0) argv.push('-args', ...options.args);
  return { argv, env: { ...targetEnv(target, options.compiler), ...launcher.env }, cwd: options.cwd };
}

/** `go test -c`: writes the test program of one package to `output`; none where the package has no tests. */
export function testProgramTask(go: string, target: Target, options: BuildOptions, output: string): Task {
  const argv: [string, ...string[]] = [go, 'test', '-c', ...buildFlags(target, options), '-o', output];
  return { argv: [...argv, ...options.packages], env: targetEnv(target, options.compiler), cwd: options.cwd };
}

/**
 * The value of `-exec` for a command. The go command splits it at white space; a word may stand whole in single or
 * double quotes and there are no other escapes (cmd/internal/quoted), so some words cannot be said.
 *
 * @throws {ToolError} for such a word.
 */
export function execFlag(argv: readonly string[]): string {
  return argv
    .map((word) => {
      if (!/\s|^['"]/.test(word)) return word;
      const quote = word.includes("'") ? '"' : "'";
      if (word.includes(quote)) throw new ToolError(message('tool-cannot-quote', { path: word }));
      return quote + word + quote;
    })
    .join(' ');
}
