// A GDB that is a debug adapter of its own: that of the machine, or where this is older, that of Debian 13, unpacked beside the system.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from '../../src/toolchain/find-program.ts';
import { cacheFolder } from './cache-folder.ts';

const release = 'trixie';
const folder = join(cacheFolder, `gdb-${release}`);
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** GDB is its own debug adapter since this major version. */
const FIRST_DAP = 14;

/**
 * The folder of a gdb-multiarch which is version 14 or newer. One is unpacked into the user's cache folder, with all its libraries,
 * where the machine has none: 150 MB, once.
 *
 * @throws Error where none can be had, with the reason.
 */
export function newerGdb(): string {
  const path = findProgram(['gdb-multiarch'], process.env);
  if (path !== undefined && Number(/\b(\d+)\.\d/.exec(output(path, ['--version']))?.[1]) >= FIRST_DAP)
    return dirname(path);
  if (!existsSync(folder)) install();
  return folder;
}

function install(): void {
  if (process.platform !== 'linux' || !existsSync(keyring)) {
    throw new Error('gdb-multiarch is older than 14, and only for Debian a newer one is found');
  }
  const unfinished = `${folder}.${process.pid}`;
  try {
    const root = join(unfinished, 'root');
    mkdirSync(root, { recursive: true });
    const packages = join(unfinished, 'packages');
    for (const one of download(packages)) must('dpkg-deb', ['-x', join(packages, one), root]);
    rmSync(packages, { recursive: true });
    writeStarter(unfinished);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** The packages of gdb-multiarch and all that it needs, by an apt of our own that knows nothing of this system. */
function download(packages: string): string[] {
  const apt = `${packages}.apt`;
  const state = join(apt, 'state');
  for (const path of [join(packages, 'partial'), join(state, 'lists/partial'), join(apt, 'etc'), join(apt, 'cache')]) {
    mkdirSync(path, { recursive: true });
  }
  writeFileSync(join(state, 'status'), '');
  const source = `deb [signed-by=${keyring}] http://deb.debian.org/debian ${release} main\n`;
  writeFileSync(join(apt, 'etc/sources.list'), source);
  const settings = {
    'Dir::State': state,
    'Dir::State::status': join(state, 'status'),
    'Dir::Etc': join(apt, 'etc'),
    'Dir::Cache': join(apt, 'cache'),
    'Dir::Cache::archives': packages,
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '30',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  try {
    must('apt-get', [...options, '-qq', 'update']);
    must('apt-get', [
      ...options,
      '-qq',
      '-y',
      '--download-only',
      '--no-install-recommends',
      'install',
      'gdb-multiarch',
    ]);
  } finally {
    rmSync(apt, { recursive: true, force: true });
  }
  return readdirSync(packages).filter((name) => name.endsWith('.deb'));
}

/** What starts the program with the libraries it was unpacked with: those of the system are older. */
function writeStarter(folder: string): void {
  const libraries = readdirSync(join(folder, 'root/usr/lib')).find((name) => name.endsWith('-linux-gnu'));
  const loader = readdirSync(join(folder, 'root/usr/lib', libraries ?? '')).find((name) => name.startsWith('ld-linux'));
  const starter = join(folder, 'gdb-multiarch');
  writeFileSync(
    starter,
    `#!/bin/sh
root="$(dirname "$0")/root/usr"
PYTHONHOME="$root" exec "$root/lib/${libraries}/${loader}" --library-path "$root/lib/${libraries}" \\
  "$root/bin/gdb-multiarch" --data-directory="$root/share/gdb" "$@"
`,
  );
  chmodSync(starter, 0o755);
}

function must(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr.trim()}`);
}

function output(command: string, args: readonly string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';
}
