// What shows that ported programs run: what they print, and of some a piece of real work, under QEMU.

import { Resolver } from 'node:dns/promises';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import { parseTargets } from '../../src/platform/parse-targets.ts';
import { findLauncher } from '../../src/toolchain/launcher.ts';
import { root } from '../prepare.mjs';
import { oldGo } from '../support/old-go.ts';
import type { System } from './systems.ts';

/**
 * One of the processors that these systems were ported to. It reads words at any address, as the kernel lets programs do on all others, and
 * QEMU does not.
 */
const PROCESSOR = { QEMU_CPU: 'Loongson-3A4000' };

interface Built {
  readonly folder: string;
  readonly bin: string;
}

/** Starts programs of a target, and gives what they print. */
type Emulator = (
  program: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
) => ReturnType<typeof start>;

function start(argv: readonly string[], env: Readonly<Record<string, string>>, cwd: string) {
  const [file = '', ...args] = argv;
  return execa(file, args, { cwd, env, all: true, reject: false });
}

/**
 * Runs every program of a system, and what else it can do.
 * @returns a line about each
 * @throws Error where one does not do what it should
 */
export async function signsOfLife(system: System, { folder, bin }: Built, target: string): Promise<string[]> {
  const launcher = findLauncher(parseTargets(target)[0]!, process.env);
  const work = mkdtempSync(join(tmpdir(), 'archway-porting-'));
  const emulate: Emulator = (program, args, env = {}) =>
    start([...launcher.argv, join(bin, program), ...args], { ...launcher.env, ...PROCESSOR, ...env }, work);
  try {
    const signs: string[] = [];
    for (const { package: path, args, prints, env } of system.programs) {
      const program = path === '.' ? basename(system.module) : basename(path);
      const { all = '', exitCode } = await emulate(program, args, env);
      const at = all.search(prints);
      if (at < 0) throw new Error(`${program} ${args.join(' ')} ended with ${exitCode} and printed: ${all}`);
      signs.push(`${program} ${args.join(' ')}: ${lineAt(all, at)}`);
    }
    const more = pieces[system.name];
    if (more !== undefined) signs.push(await more(emulate, work));
    if (system.tests !== undefined) {
      const { packages } = system.tests;
      const { env } = await oldGo(system.tests.go);
      const flags = ['--target', target, '--short', ...packages];
      await execa(process.execPath, [join(root, 'dist/cli.js'), 'test', ...flags], {
        cwd: folder,
        env: { ...env, ...PROCESSOR },
      });
      signs.push(`its own tests pass: ${packages.join(' ')}`);
    }
    return signs;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function lineAt(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0]!;
}

/** A piece of real work, by the name of a system. */
const pieces: Readonly<Record<string, (emulate: Emulator, work: string) => Promise<string>>> = {
  coredns: async (emulate, work) => {
    const port = await freePort();
    writeFileSync(join(work, 'Corefile'), `.:${port} {\n  hosts {\n    192.0.2.7 harbour.test\n  }\n}\n`);
    const resolver = new Resolver({ timeout: 500, tries: 1 });
    resolver.setServers([`127.0.0.1:${port}`]);
    return await whileRunning(emulate('coredns', ['-conf', 'Corefile']), async () => {
      const [address] = await resolver.resolve4('harbour.test');
      if (address !== '192.0.2.7') throw new Error(`CoreDNS answers ${address}`);
      return `a query for harbour.test is answered with ${address}`;
    });
  },
  'etcd-3.3': keyValue,
  'etcd-3.4': keyValue,
  prometheus: async (emulate, work) => {
    const port = await freePort();
    writeFileSync(join(work, 'prometheus.yml'), 'global: {}\n');
    const flags = ['--config.file=prometheus.yml', `--web.listen-address=127.0.0.1:${port}`];
    return await whileRunning(emulate('prometheus', flags), async () => {
      const query = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=6*7`);
      const { data } = (await query.json()) as { data: { result: [number, string] } };
      if (data.result[1] !== '42') throw new Error(`Prometheus answers ${JSON.stringify(data)}`);
      return 'the query 6*7 is answered with 42';
    });
  },
};

/** A value that is put into etcd and read again, by etcdctl. */
async function keyValue(emulate: Emulator): Promise<string> {
  const [clients, peers] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  const server = ['--data-dir=data', `--listen-client-urls=${clients}`, `--advertise-client-urls=${clients}`];
  const peer = [`--listen-peer-urls=${peers}`, `--initial-advertise-peer-urls=${peers}`];
  const cluster = [`--initial-cluster=default=${peers}`];
  const running = emulate('etcd', [...server, ...peer, ...cluster], { ETCD_UNSUPPORTED_ARCH: 'mips64le' });
  const control = (...args: string[]) => emulate('etcdctl', [`--endpoints=${clients}`, ...args], { ETCDCTL_API: '3' });
  return await whileRunning(running, async () => {
    const put = await control('put', 'harbour', 'open');
    if (put.exitCode !== 0) throw new Error(put.all);
    const { stdout } = await control('get', 'harbour', '--print-value-only');
    if (stdout !== 'open') throw new Error(`etcd answers ${stdout}`);
    return 'a value that was put is read again';
  });
}

/** Asks a server that has just been started until it gives what is wanted, and ends it. */
async function whileRunning(server: ReturnType<typeof start>, ask: () => Promise<string>): Promise<string> {
  let ended = false;
  void server.then(() => {
    ended = true;
  });
  const deadline = Date.now() + 120_000;
  try {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (ended) throw new Error(`the server has ended: ${(await server).all}`);
        if (Date.now() > deadline) throw error;
        await pause(200);
      }
    }
  } finally {
    server.kill();
    await server;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
