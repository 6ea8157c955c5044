// Another machine as a launcher: what stands in front of the program is a command of ours, which runs it there.
import type { Launcher } from '../launcher.ts';

/** Where and how a program runs on another machine. */
export interface RemoteSettings {
  /** `ssh://[user@]host[:port]`. */
  readonly on: string;
  /** An ssh_config file in place of the user's own. */
  readonly sshConfig?: string;
  /** Variables of the program. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether the program is a package's test, which reads the files of its package. */
  readonly withPackage: boolean;
}

/** Variables of the Go runtime, which are for the program wherever it runs (GOROOT/src/runtime/extern.go). */
const runtimeVariables = ['GODEBUG', 'GOGC', 'GOMAXPROCS', 'GOMEMLIMIT', 'GOTRACEBACK'];

/** A few connections to a slow machine: the program is ended there, and what it left removed. */
const GRACE = 20_000;

/** Starts programs on another machine; `self` is what starts archway, as an argument vector. */
export function remoteLauncher(self: readonly string[], settings: RemoteSettings, env: NodeJS.ProcessEnv): Launcher {
  const inherited = runtimeVariables.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  const variables = Object.entries({ ...Object.fromEntries(inherited), ...settings.env });
  return {
    how: 'ssh',
    argv: [
      ...self,
      'exec-remote',
      ...['--on', settings.on],
      ...(settings.sshConfig === undefined ? [] : ['--ssh-config', settings.sshConfig]),
      ...variables.flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...(settings.withPackage ? ['--with-package'] : []),
      '--',
    ],
    grace: GRACE,
    // In an editor our Node.js is the editor's own program, which runs scripts only with this.
    env: process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
  };
}
