// What is installed on this machine for building and running Go programs of other ports, and how to get the rest.
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { type Target, targetName } from '../platform/target.ts';
import { findBinfmtHandler } from './binfmt.ts';
import { type ContainerTool, containerTools, findContainerTool } from './container-tools.ts';
import { findCCompiler } from './cross-compiler.ts';
import { findProgram } from './find-program.ts';
import { findGo, type Go, type GoSurroundings, goEnv, inspectGo } from './go.ts';
import { isHost, runsNatively } from './host.ts';
import { installAdvice } from './install-advice.ts';
import { installCommand, type System, type Tool, thisSystem } from './install-hint.ts';
import { runTask } from './process.ts';
import { findQemu, qemuVersion } from './qemu.ts';
import type { Task } from './task.ts';
import { ToolError } from './tool-error.ts';

/** A tool that is there or not. */
export interface ToolStatus {
  readonly found: boolean;
  /** The program's path, or its name where PATH decides. */
  readonly program?: string;
  readonly version?: string;
  /** What is wrong with a tool that is there and does not work. */
  readonly problem?: string;
  /** The command that installs it; absent where it is there, or this system is not known or has no package for it. */
  readonly install?: string;
  /** How to get a tool that is missing, in a sentence. */
  readonly advice?: string;
}

/** What a target needs. */
export interface TargetStatus {
  readonly target: string;
  /** Whether the go command builds for it; absent without Go. */
  readonly goBuilds?: boolean;
  /** What runs its programs. */
  readonly run: ToolStatus & { readonly how: 'native' | 'qemu' | 'binfmt' | 'none' };
  /** The C compiler cgo needs; absent where Go has no cgo for the target. */
  readonly cCompiler?: ToolStatus;
  /** The interpreter the kernel starts for its programs by itself. */
  readonly binfmt?: { readonly name: string; readonly interpreter: string; readonly fixed: boolean };
}

/** A folder that builds write to. */
export interface FolderStatus {
  /** `GOCACHE`, `GOMODCACHE`, or `TMPDIR`. */
  readonly name: string;
  readonly path: string;
  /** Absent where the file system does not say. */
  readonly freeBytes?: number;
  /** There may be too little for a build of the standard library for a few targets. */
  readonly isLow?: true;
}

/** A tool that makes container images; images need one of them, builds and runs none. */
export interface ContainerToolStatus extends ToolStatus {
  readonly name: ContainerTool;
}

export interface DoctorReport {
  readonly version: 1;
  readonly go: ToolStatus & { readonly ports?: number };
  readonly targets: readonly TargetStatus[];
  readonly containers: readonly ContainerToolStatus[];
  readonly folders: readonly FolderStatus[];
}

/** Looks at everything; nothing that is missing or broken is an error. */
export async function examine(
  targets: readonly Target[],
  where: GoSurroundings,
  system: System = thisSystem(),
): Promise<DoctorReport> {
  const { status, go, env } = await examineGo(where, system);
  return {
    version: 1,
    go: status,
    targets: await Promise.all(targets.map((target) => examineTarget(target, go, where.env, system))),
    containers: await Promise.all(containerTools.map((name) => examineContainerTool(name, where.env, system))),
    folders: await Promise.all(
      [
        ['GOCACHE', env.GOCACHE],
        ['GOMODCACHE', env.GOMODCACHE],
        ['TMPDIR', tmpdir()],
      ].flatMap(([name, path]) => (name && path ? [examineFolder(name, path)] : [])),
    ),
  };
}

/** Whether what `build` and `run` of the examined targets need is there; C compilers are needed for cgo only. */
export function isComplete(report: DoctorReport): boolean {
  return report.go.found && !report.go.problem && report.targets.every(({ goBuilds, run }) => goBuilds && run.found);
}

interface GoExamination {
  readonly status: DoctorReport['go'];
  /** Absent where Go is missing or does not work. */
  readonly go?: Go;
  /** `go env`, empty where there is none. */
  readonly env: Readonly<Record<string, string>>;
}

async function examineGo(where: GoSurroundings, system: System): Promise<GoExamination> {
  const path = findGo(where.env);
  if (path === undefined) return { status: missing({ kind: 'go' }, system), env: {} };
  try {
    const [go, env] = await Promise.all([inspectGo(path, where), goEnv(path, where)]);
    return { status: { found: true, program: path, version: go.version, ports: go.ports.length }, go, env };
  } catch (error) {
    if (error instanceof ToolError) return { status: { found: true, program: path, problem: error.message }, env: {} };
    throw error;
  }
}

async function examineTarget(
  target: Target,
  go: Go | undefined,
  env: NodeJS.ProcessEnv,
  system: System,
): Promise<TargetStatus> {
  const handler = findBinfmtHandler(target);
  return {
    target: targetName(target),
    ...(go === undefined ? {} : { goBuilds: go.ports.includes(`${target.goos}/${target.goarch}`) }),
    run: await examineLauncher(target, env, system),
    ...(target.cgo ? { cCompiler: await examineCCompiler(target, env, system) } : {}),
    ...(handler === undefined ? {} : { binfmt: handler }),
  };
}

async function examineLauncher(target: Target, env: NodeJS.ProcessEnv, system: System): Promise<TargetStatus['run']> {
  if (runsNatively(target)) return { how: 'native', found: true };
  const qemu = findQemu(target, env);
  if (qemu !== undefined) {
    const version = await qemuVersion(qemu, env);
    return { how: 'qemu', found: true, program: qemu, ...(version === undefined ? {} : { version }) };
  }
  const handler = findBinfmtHandler(target);
  if (handler !== undefined) return { how: 'binfmt', found: true, program: handler.interpreter };
  return { how: 'none', ...missing({ kind: 'qemu', target }, system) };
}

async function examineCCompiler(target: Target, env: NodeJS.ProcessEnv, system: System): Promise<ToolStatus> {
  const compiler = findCCompiler(target, env);
  if (compiler !== undefined) {
    const version = await cCompilerVersion(compiler.cc, env);
    return { found: true, program: compiler.cc, ...(version === undefined ? {} : { version }) };
  }
  return missing(isHost(target) ? { kind: 'host-c-compiler' } : { kind: 'c-compiler', target }, system);
}

/** The version of what CC names, which may have arguments: the last number of its first line, as gcc names the distribution's package before. */
async function cCompilerVersion(cc: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const [program = '', ...args] = cc.split(/\s+/).filter((word) => word !== '');
  const path = findProgram([program], env);
  if (path === undefined) return undefined;
  const task: Task = { argv: [path, ...args, '--version'], env: {}, cwd: '/' };
  const { stdout } = await runTask(task, { env, stdout: 'capture', stderr: 'capture' });
  return stdout
    .split('\n', 1)[0]
    ?.match(/\b\d+\.\d+(?:\.\d+)?/g)
    ?.at(-1);
}

async function examineContainerTool(
  name: ContainerTool,
  env: NodeJS.ProcessEnv,
  system: System,
): Promise<ContainerToolStatus> {
  const found = await findContainerTool(name, env);
  return { name, ...(found ? { found: true, ...found } : missing({ kind: 'container-tool', name }, system)) };
}

function missing(tool: Tool, system: System): ToolStatus {
  const install = installCommand(tool, system);
  return { found: false, ...(install === undefined ? {} : { install }), advice: installAdvice(tool, system) };
}

/** The standard library of a port takes about 200 MB in the build cache, a large program and its modules some GB. */
const ENOUGH_BYTES = 2e9;

/** A cache that was never used does not exist yet: then its nearest folder above counts. */
async function examineFolder(name: string, path: string): Promise<FolderStatus> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { bavail, bsize } = await statfs(folder);
      const freeBytes = bavail * bsize;
      return { name, path, freeBytes, ...(freeBytes < ENOUGH_BYTES ? { isLow: true } : {}) };
    } catch {
      if (folder === dirname(folder)) return { name, path };
    }
  }
}
