// A VS Code server (code-server) on a free port of this machine, for one profile.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeServer, hostNode } from './install-host.ts';
import type { Profile } from './profile.ts';

/** What differs between servers. */
export interface ServerOptions {
  /** Environment of the server, and so of extensions and terminals, beside that of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether windows run an extension in development and its tests. */
  readonly tests?: boolean;
  /** Whether the server stays where no window is open. Any other that is left behind ends by itself. */
  readonly stays?: boolean;
}

export interface Server {
  /** A file as windows name it. */
  uri(path: string): string;
  /** Address of a window on a folder or a .code-workspace file. `payload` are options of the workbench. */
  address(path: string, payload?: readonly (readonly [string, string])[]): string;
  /** The end of the server's output. */
  log(): string;
  /** Ends the server and all it started. */
  stop(): Promise<void>;
}

/** Starts a server and waits until it answers. The test host must be installed. */
export async function startServer(profile: Profile, options: ServerOptions = {}): Promise<Server> {
  const logFile = join(profile.folder, 'server.log');
  const authority = `127.0.0.1:${await freePort()}`;
  const output = openSync(logFile, 'w');
  // In a process group of its own: extension hosts, terminals and file watchers end with it.
  const child = spawn(hostNode, [...folders(profile), ...flags(profile, options), '--bind-addr', authority], {
    stdio: ['ignore', output, output],
    detached: true,
    env: { ...environment(profile), ...options.env },
  });
  closeSync(output);
  const log = () => readFileSync(logFile, 'utf8').split('\n').slice(-40).join('\n');
  if (!(await answers(`http://${authority}/healthz`, child))) {
    await stopGroup(child);
    throw new Error(`code-server does not answer:\n${log()}`);
  }
  return {
    uri: (path) => `vscode-remote://${authority}${encodeURI(path)}`,
    address: (path, payload = []) => {
      const query = new URLSearchParams({ [path.endsWith('.code-workspace') ? 'workspace' : 'folder']: path });
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://${authority}/?${query}`;
    },
    log,
    stop: () => stopGroup(child),
  };
}

/** Installs an extension for a profile: a .vsix file. */
export function installExtension(profile: Profile, path: string): void {
  execFileSync(hostNode, [...folders(profile), '--install-extension', path], {
    env: environment(profile),
    stdio: 'pipe',
  });
}

/** What starts code-server with the folders of a profile and nothing of the user's own. */
function folders({ folder, userData, extensions }: Profile): string[] {
  const config = join(folder, 'config.yaml');
  writeFileSync(config, 'auth: none\n');
  return [codeServer, '--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

function environment({ folder }: Profile): NodeJS.ProcessEnv {
  // The empty gallery keeps it from the marketplace.
  return { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
}

function flags({ options: { workspaceTrust, locale } }: Profile, { tests, stays }: ServerOptions): string[] {
  return [
    '--auth=none',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    ...(stays ? [] : ['--idle-timeout-seconds=600']),
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(locale ? [`--locale=${locale}`] : []),
    // Without it a window silently ignores the extension in development and its tests.
    ...(tests ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline && child.exitCode === null; await pause(100)) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return true;
  }
  return false;
}

async function stopGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  const send = (signal: NodeJS.Signals | 0) => {
    try {
      return process.kill(-pid, signal);
    } catch {
      return false; // nothing of the group is left
    }
  };
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    send(signal);
    for (const deadline = Date.now() + 5000; Date.now() < deadline; await pause(50)) if (!send(0)) return;
  }
}
