// The flags of run and test that say where a program runs, and what starts it then.
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { say } from '../messages/catalogue.ts';
import type { Target } from '../platform/target.ts';
import type { Launcher } from '../toolchain/launcher.ts';
import { remoteLauncher } from '../toolchain/remote/remote-launcher.ts';
import { requireMachine } from '../toolchain/remote/remote-machine.ts';
import { sshHost } from '../toolchain/remote/ssh-host.ts';
import type { CommandContext } from './command.ts';

export interface RemoteFlags {
  readonly on?: string;
  readonly sshConfig?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Adds the flags of {@link RemoteFlags}. */
export function addRemoteFlags(command: Command): Command {
  return command
    .option('--on <machine>', say('remote-on', {}))
    .option('--ssh-config <file>', say('remote-config', {}))
    .option('--env <variable>', say('remote-env', {}), collectVariables);
}

function collectVariables(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError(say('remote-bad-env', {}));
  return { ...before, [name]: value! };
}

/**
 * What starts the target's programs on the machine of `--on`, which is looked at; undefined without the flag.
 *
 * @throws {ToolError} where the machine cannot be reached, or does not run them.
 */
export async function findRemoteLauncher(
  { on, sshConfig, env: variables = {} }: RemoteFlags,
  target: Target,
  withPackage: boolean,
  { cwd, env, signal }: CommandContext,
): Promise<Launcher | undefined> {
  if (on === undefined) return undefined;
  const config = sshConfig === undefined ? {} : { sshConfig: resolve(cwd, sshConfig) };
  await requireMachine(sshHost(on, env, config.sshConfig), target, { env, signal });
  return remoteLauncher(ownArgv(), { on, ...config, env: variables, withPackage }, env);
}

/** A launcher of this machine, with the variables of `--env`. */
export function withVariables(launcher: Launcher, { env = {} }: RemoteFlags): Launcher {
  return { ...launcher, env: { ...launcher.env, ...env } };
}

/** What starts this program once more. */
function ownArgv(): string[] {
  return [process.execPath, ...process.execArgv, process.argv[1]!];
}
