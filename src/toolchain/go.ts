// The go command of this machine: where it is, its version, its settings, and the ports it builds for.
import { delimiter, join } from 'node:path';
import { message } from '../messages/catalogue.ts';
import type { Target } from '../platform/target.ts';
import { findProgram } from './find-program.ts';
import { installAdvice } from './install-advice.ts';
import { runTask } from './process.ts';
import type { Task } from './task.ts';
import { ToolError } from './tool-error.ts';

/** A go command, and what it says of itself in one folder (a go.mod there can choose another toolchain). */
export interface Go {
  /** The absolute path of the go command. */
  readonly path: string;
  /** `go1.26.8`. */
  readonly version: string;
  /** The ports it builds for, as `linux/arm64`. */
  readonly ports: readonly string[];
  /** GOTMPDIR: where it puts what it needs until it ends; empty for the system's folder. */
  readonly temporaryFolder: string;
}

/** Where and how the go command is asked. */
export interface GoSurroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** The go command on PATH, else the one in `$GOROOT/bin`. */
export function findGo(env: NodeJS.ProcessEnv): string | undefined {
  const root = env.GOROOT === undefined || env.GOROOT === '' ? '' : join(env.GOROOT, 'bin');
  return findProgram(['go'], { ...env, PATH: `${env.PATH ?? ''}${delimiter}${root}` });
}

/**
 * Asks a go command for its version and ports.
 *
 * @throws {ToolError} where it does not work, with what it said.
 */
export async function inspectGo(path: string, where: GoSurroundings): Promise<Go> {
  // Not `go env GOVERSION`, which Go before 1.16 does not know.
  const [version, ports, temporaryFolder] = await Promise.all([
    ask(path, ['version'], where),
    ask(path, ['tool', 'dist', 'list'], where),
    ask(path, ['env', 'GOTMPDIR'], where),
  ]);
  return {
    path,
    version: /\bgo\d\S*|\bdevel\S*/.exec(version)?.[0] ?? version.trim(),
    ports: ports.trim().split(/\s+/),
    temporaryFolder: temporaryFolder.trim(),
  };
}

/** The settings of a go command, as `go env` prints them: GOROOT, GOCACHE, GOMODCACHE and the others. */
export async function goEnv(path: string, where: GoSurroundings): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(await ask(path, ['env', '-json'], where)) as Record<string, string>;
}

/**
 * The go command of this machine, asked for its version and ports.
 *
 * @throws {ToolError} where there is none, or it does not work.
 */
export async function requireGo(where: GoSurroundings): Promise<Go> {
  const path = findGo(where.env);
  if (path === undefined) throw new ToolError(message('tool-go-missing', { advice: installAdvice({ kind: 'go' }) }));
  return inspectGo(path, where);
}

/** @throws {ToolError} where a Go release does not build for a target. */
export function requirePort(go: Go, target: Target): void {
  const port = `${target.goos}/${target.goarch}`;
  if (!go.ports.includes(port)) throw new ToolError(message('tool-go-port', { version: go.version, port }));
}

async function ask(path: string, args: readonly string[], { cwd, env, signal }: GoSurroundings): Promise<string> {
  const task: Task = { argv: [path, ...args], env: {}, cwd };
  const result = await runTask(task, { env, signal, stdout: 'capture', stderr: 'capture' });
  if (result.status === 0) return result.stdout;
  throw new ToolError(
    message('tool-go-broken', {
      command: `go ${args.join(' ')}`,
      output: result.stderr.trim() || result.stdout.trim(),
    }),
  );
}
