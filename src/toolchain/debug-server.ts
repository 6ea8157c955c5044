// A program that waits under QEMU for a debugger which speaks GDB's remote protocol.
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { message } from '../messages/catalogue.ts';
import { linuxNames } from '../platform/linux-names.ts';
import { type Target, targetName } from '../platform/target.ts';
import { runsNatively } from './host.ts';
import { installAdvice } from './install-advice.ts';
import { findLauncher, type Launcher } from './launcher.ts';
import { type RunOptions, runTask, type TaskResult } from './process.ts';
import { findQemu } from './qemu.ts';
import { runProgramTask } from './run.ts';
import { ToolError } from './tool-error.ts';

const POLL_INTERVAL = 20;

/** The longest folder name, in bytes, that leaves room for a socket: their paths have at most 107. */
const MAX_FOLDER = 80;

/**
 * A new folder for a program and its socket. Nobody else may look into it: whoever reaches the socket is in command of the
 * program. (QEMU's other way, a port, is open to the whole network.) Its name has no spaces, as debuggers quote none.
 */
export function makeDebugFolder(): Promise<string> {
  const usual = tmpdir();
  const usable = !/\s/.test(usual) && Buffer.byteLength(usual) <= MAX_FOLDER;
  return mkdtemp(join(usable ? usual : '/tmp', 'archway-debug-'));
}

/**
 * What starts a target's program with QEMU's debugging on: also for this machine's own port, of which QEMU has the same.
 *
 * @throws {ToolError} where it is missing.
 */
export function findDebugLauncher(target: Target, env: NodeJS.ProcessEnv, loader?: string): Launcher {
  if (!runsNatively(target)) return findLauncher(target, env, loader);
  const program = linuxNames(target)?.qemu;
  const name = targetName(target);
  if (program === undefined) throw new ToolError(message('tool-no-emulator', { target: name }));
  const qemu = findQemu(target, env);
  if (qemu !== undefined) return { how: 'qemu', argv: [qemu], env: {} };
  const advice = installAdvice({ kind: 'qemu', target });
  throw new ToolError(message('tool-qemu-missing', { target: name, program, advice }));
}

/** A program that waits to be debugged. */
export interface DebugServer {
  /** The path of the socket to attach to. */
  readonly address: string;
  /** Settled when the program has ended. */
  readonly ended: Promise<TaskResult>;
}

/**
 * Starts `program` with `args` in `cwd`, and resolves when it can be attached to.
 *
 * @throws {ToolError} where QEMU ends before that.
 */
export async function startDebugServer(
  launcher: Launcher,
  [program, ...args]: readonly [string, ...string[]],
  cwd: string,
  options: RunOptions,
): Promise<DebugServer> {
  const address = `${program}.socket`;
  const task = runProgramTask(waiting(launcher, address), program, args, cwd);
  let result: TaskResult | undefined;
  const ended = runTask({ ...task, env: { ...task.env, ...steady(options.env) } }, options);
  const noted = ended.then((its) => {
    result = its;
  });
  while (!isListening(address)) {
    await Promise.race([noted, delay(POLL_INTERVAL)]);
    if (result !== undefined && !options.signal?.aborted) {
      const words = { program: task.argv[0], status: result.status };
      throw new ToolError(message('tool-debug-server-ended', words));
    }
    if (result !== undefined) break;
  }
  return { address, ended };
}

/** With QEMU told to wait: by a flag, as a variable would hold for what the program starts, too. */
function waiting(launcher: Launcher, socket: string): Launcher {
  if (launcher.how === 'binfmt') return { ...launcher, env: { ...launcher.env, QEMU_GDB: socket } };
  return { ...launcher, argv: [...launcher.argv, '-g', socket] };
}

/**
 * What keeps a goroutine on its thread while GDB steps through it. GDB steps threads, and loses a goroutine that goes on
 * in another; QEMU 7 and GDB 13 even fail then. What the user has set stays.
 */
function steady(env: NodeJS.ProcessEnv): Record<string, string> {
  const { GOMAXPROCS = '1', GODEBUG = '' } = env;
  const debug = GODEBUG.includes('asyncpreemptoff=') ? GODEBUG : `${GODEBUG},asyncpreemptoff=1`.replace(/^,/, '');
  return { GOMAXPROCS, GODEBUG: debug };
}

/** Whether a socket takes connections: a moment after its file is there. (`__SO_ACCEPTCON` of proc_net_unix, in its fourth column.) */
function isListening(socket: string): boolean {
  return readFileSync('/proc/net/unix', 'utf8')
    .split('\n')
    .some((line) => line.endsWith(` ${socket}`) && line.split(/\s+/)[3] === '00010000');
}
