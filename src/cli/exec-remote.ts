// archway exec-remote: what `archway run` and `go test -exec` put in front of a program that runs on another machine.
import { runOnHost } from '../toolchain/remote/run-on-host.ts';
import { sshHost } from '../toolchain/remote/ssh-host.ts';
import type { AddCommand } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import { addRemoteFlags, type RemoteFlags } from './remote-options.ts';
import { withTools } from './toolchain-command.ts';

interface Flags extends RemoteFlags {
  readonly withPackage?: boolean;
}

/** Not for users, so that help does not show it. */
export const addExecRemote: AddCommand = (program, context, done) => {
  const command = addRemoteFlags(program.command('exec-remote', { hidden: true })).option('--with-package');
  const programAndArgs = takeGoArguments(command);
  command.action(async (flags: Flags) => {
    const [file, ...args] = programAndArgs();
    if (file === undefined || flags.on === undefined) return command.help({ error: true });
    const { cwd, env, signal, stdout, stderr } = context;
    const what = { program: file, args, env: flags.env ?? {}, cwd, withPackage: flags.withPackage ?? false };
    const options = { env, signal, stdin: 'inherit', stdout, stderr } as const;
    const host = sshHost(flags.on, env, flags.sshConfig);
    done((await withTools(() => runOnHost(host, what, options))).status);
  });
};
