// For tests: an OpenSSH server of our own on the loopback interface, with keys that are made for it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface SshServer {
  /** `ssh://user@127.0.0.1:port`. */
  readonly address: string;
  /** The ssh_config file with which one gets in. */
  readonly config: string;
  stop(): Promise<void>;
}

const program = '/usr/sbin/sshd';

export const hasSshServer = existsSync(program);

/** Starts a server with its files in `folder`; `temporary` is the folder for temporary files of those who log in. */
export async function startSshServer(folder: string, temporary: string): Promise<SshServer> {
  for (const name of ['host-key', 'user-key']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  }
  // Its privilege separation wants this folder, which a service would make.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const port = await freePort();
  const serverConfig = join(folder, 'sshd_config');
  const lines = {
    Port: port,
    ListenAddress: '127.0.0.1',
    HostKey: quoted(join(folder, 'host-key')),
    AuthorizedKeysFile: quoted(join(folder, 'user-key.pub')),
    PidFile: 'none',
    StrictModes: 'no',
    UsePAM: 'no',
    PasswordAuthentication: 'no',
    PermitRootLogin: 'yes',
    MaxStartups: '100',
    SetEnv: `TMPDIR=${quoted(temporary)}`,
  };
  writeFileSync(
    serverConfig,
    Object.entries(lines)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
  );
  const config = join(folder, 'ssh_config');
  const known = join(folder, 'known_hosts');
  writeFileSync(known, `[127.0.0.1]:${port} ${readFileSync(join(folder, 'host-key.pub'), 'utf8')}`);
  writeFileSync(
    config,
    `IdentityFile ${quoted(join(folder, 'user-key'))}\nIdentitiesOnly yes\nUserKnownHostsFile ${quoted(known)}\nStrictHostKeyChecking yes\n`,
  );
  const server = spawn(program, ['-D', '-e', '-f', serverConfig], { stdio: ['ignore', 'ignore', 'pipe'] });
  await listening(server);
  return {
    address: `ssh://${userInfo().username}@127.0.0.1:${port}`,
    config,
    stop: () =>
      new Promise((resolve) => {
        server.once('exit', () => resolve());
        server.kill();
      }),
  };
}

/** A path with spaces as both configuration files take it. */
function quoted(path: string): string {
  return `"${path}"`;
}

async function listening(server: ChildProcess): Promise<void> {
  let said = '';
  server.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
  for (const deadline = Date.now() + 20_000; !said.includes('Server listening'); await delay(20)) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`sshd does not listen: ${said}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject()));
    });
  });
}
