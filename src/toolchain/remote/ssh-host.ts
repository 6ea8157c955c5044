// A machine that programs run on by way of OpenSSH: its address, and how a command is given to it.
import { message } from '../../messages/catalogue.ts';
import { findProgram } from '../find-program.ts';
import { installAdvice } from '../install-advice.ts';
import { type RunOptions, runTask, type TaskResult } from '../process.ts';
import { shellLine } from '../shell-words.ts';
import { ToolError } from '../tool-error.ts';

/** A machine, and the ssh that reaches it. */
export interface SshHost {
  /** The address as the user wrote it, `ssh://user@board:2222`. */
  readonly address: string;
  /** The ssh command up to the host's name: what follows is one line for the shell there. */
  readonly argv: readonly [string, ...string[]];
}

/** Seconds until a machine that does not answer is given up. */
const CONNECT_TIMEOUT = 30;

/**
 * The machine of an address: `ssh://[user@]host[:port]`, where the host may be a name of ssh_config(5). `config` stands in for
 * the user's own ssh_config. ssh must get in without a question, as nobody answers one in the middle of a test run.
 *
 * @throws {ToolError} where that is no address, or there is no ssh.
 */
export function sshHost(address: string, env: NodeJS.ProcessEnv, config?: string): SshHost {
  const match =
    /^ssh:\/\/(?:([^@/?#:\s-][^@/?#:\s]*)@)?(\[[\da-f:]+\]|[^@/?#:\s[\]-][^@/?#:\s[\]]*)(?::(\d{1,5}))?\/?$/i.exec(
      address,
    );
  if (match === null) throw new ToolError(message('tool-remote-address', { address }));
  const ssh = findProgram(['ssh'], env);
  if (ssh === undefined) throw new ToolError(message('tool-ssh-missing', { advice: installAdvice({ kind: 'ssh' }) }));
  const [, user, host = '', port] = match;
  const options = ['BatchMode=yes', `ConnectTimeout=${CONNECT_TIMEOUT}`, 'LogLevel=ERROR'].flatMap((text) => [
    '-o',
    text,
  ]);
  return {
    address,
    argv: [
      ssh,
      '-T',
      ...options,
      ...(config === undefined ? [] : ['-F', config]),
      ...(port === undefined ? [] : ['-p', port]),
      ...(user === undefined ? [] : ['-l', user]),
      host.replace(/^\[(.*)\]$/, '$1'),
    ],
  };
}

/** How a script is run on a machine; the environment is that of ssh itself. */
export type RemoteRunOptions = RunOptions;

/** Runs a script of the POSIX shell on a machine, with words as its arguments. */
export function runScript(
  host: SshHost,
  script: string,
  words: readonly string[],
  options: RemoteRunOptions,
): Promise<TaskResult> {
  return runTask({ argv: [...host.argv, shellLine(script, words)], env: {}, cwd: '/' }, options);
}

/**
 * What a script on a machine prints.
 *
 * @throws {ToolError} with the words of ssh or of the script, where it fails.
 */
export async function askHost(
  host: SshHost,
  script: string,
  words: readonly string[],
  options: Omit<RemoteRunOptions, 'stdout' | 'stderr'>,
): Promise<string> {
  const result = await runScript(host, script, words, { ...options, stdout: 'capture', stderr: 'capture' });
  if (result.status === 0) return result.stdout;
  const reason = result.stderr.trim().replaceAll(/\s*\n\s*/g, '; ') || result.endedBy || `status ${result.status}`;
  throw new ToolError(message('tool-remote-failed', { host: host.address, reason }));
}
