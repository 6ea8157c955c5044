// Starts a task and sees to its end: its exit status, and the whole tree of its processes when it is aborted.
import { constants } from 'node:os';
import { Readable } from 'node:stream';
import { message } from '../messages/catalogue.ts';
import { endGroup, signalGroup } from './process-group.ts';
import type { Task } from './task.ts';
import { ToolError } from './tool-error.ts';

export interface RunOptions {
  /** The environment below the task's own variables. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends the process and everything it started. A reason that is a signal's name is the signal sent first. */
  readonly signal?: AbortSignal;
  /** What the process reads: our standard input, a file, or what comes from a stream; else nothing. */
  readonly stdin?: 'inherit' | 'ignore' | { readonly file: string } | Readable;
  /**
   * The process gets the terminal: it stays in our own process group, so that Ctrl-C reaches it as well. Only it is ended
   * on abort, and must end what it has started.
   */
  readonly foreground?: boolean;
  /** Where its output goes; `capture` collects it into the result. */
  readonly stdout?: NodeJS.WritableStream | 'capture';
  readonly stderr?: NodeJS.WritableStream | 'capture';
  /** Milliseconds between the first signal and SIGKILL. */
  readonly grace?: number;
}

export interface TaskResult {
  /** The exit status; of a process ended by signal n it is 128 + n, as the shell has it. */
  readonly status: number;
  /** The signal that ended the process, such as `SIGSEGV`. */
  readonly endedBy?: string;
  /** What was captured of each stream, else empty. */
  readonly stdout: string;
  readonly stderr: string;
}

const DEFAULT_GRACE = 3000;

/** Process groups that run now: they must not outlive us. */
const liveGroups = new Set<number>();
process.on('exit', () => {
  for (const group of liveGroups) signalGroup(group, 'SIGKILL');
});

/**
 * Runs a task to its end.
 *
 * Except on Windows the process leads a process group of its own. So a Ctrl-C on the terminal reaches only us, and we
 * end the whole group: the go command, the compilers it runs, and the emulated program.
 *
 * @throws {ToolError} where the program cannot be started.
 */
export async function runTask(task: Task, options: RunOptions): Promise<TaskResult> {
  const { signal } = options;
  // Loaded when it is needed: an editor starts without.
  const { execa } = await import('execa');
  if (signal?.aborted) return ended(abortSignalName(signal));
  const [file, ...args] = task.argv;
  const ownGroup = process.platform !== 'win32' && !options.foreground;
  const grace = options.grace ?? DEFAULT_GRACE;
  const child = execa(file, args, {
    cwd: task.cwd,
    env: { ...options.env, ...task.env },
    extendEnv: false,
    detached: ownGroup,
    cleanup: !ownGroup,
    reject: false,
    stripFinalNewline: false,
    buffer: { stdout: options.stdout === 'capture', stderr: options.stderr === 'capture' },
    stdin: options.stdin instanceof Readable ? [options.stdin, 'pipe'] : (options.stdin ?? 'ignore'),
    stdout: channel(options.stdout),
    stderr: channel(options.stderr),
    forceKillAfterDelay: grace,
  });
  const group = options.foreground ? undefined : child.pid;
  let ending: Promise<void> | undefined;
  const abort = () => {
    if (group !== undefined) ending = endGroup(group, abortSignalName(signal!), grace);
    // Not SIGINT, which debuggers take for themselves.
    else child.kill('SIGTERM');
  };
  if (group !== undefined) liveGroups.add(group);
  signal?.addEventListener('abort', abort, { once: true });
  forward(child.stdout, options.stdout);
  forward(child.stderr, options.stderr);
  try {
    const result = await child;
    await ending;
    const stdout = result.stdout ?? '';
    const stderr = result.stderr ?? '';
    if (result.exitCode !== undefined) return { status: result.exitCode, stdout, stderr };
    if (result.signal !== undefined) return { ...ended(result.signal), stdout, stderr };
    throw new ToolError(
      message('tool-cannot-start', { program: file, reason: result.originalMessage ?? result.code ?? '' }),
    );
  } finally {
    signal?.removeEventListener('abort', abort);
    if (group !== undefined) liveGroups.delete(group);
  }
}

function ended(signalName: string): TaskResult {
  const number = constants.signals[signalName as NodeJS.Signals] ?? 0;
  return { status: 128 + number, endedBy: signalName, stdout: '', stderr: '' };
}

function abortSignalName(signal: AbortSignal): NodeJS.Signals {
  const reason: unknown = signal.reason;
  return typeof reason === 'string' && reason in constants.signals ? (reason as NodeJS.Signals) : 'SIGTERM';
}

/** Our own streams are handed to the process, so that it sees the terminal and nothing is copied. */
function channel(target: NodeJS.WritableStream | 'capture' | undefined): 'inherit' | 'pipe' | 'ignore' {
  if (target === undefined) return 'ignore';
  return target === process.stdout || target === process.stderr ? 'inherit' : 'pipe';
}

function forward(source: NodeJS.ReadableStream | null, target: NodeJS.WritableStream | 'capture' | undefined): void {
  if (source && target !== undefined && target !== 'capture') source.pipe(target, { end: false });
}
