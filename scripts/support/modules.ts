// Modules of the module proxy, as folders that can be checked and changed.
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

/** The folder of a module version in the module cache, downloaded where it is not there yet. */
export async function moduleFolder(
  module: string,
  version: string,
  cwd: string,
): Promise<{ dir: string } | { problem: string }> {
  const { stdout, stderr, failed } = await go(['mod', 'download', '-json', `${module}@${version}`], cwd);
  if (!failed) return { dir: (JSON.parse(stdout) as { Dir: string }).Dir };
  const answer = stdout === '' ? undefined : (JSON.parse(stdout) as { Error?: string });
  return { problem: answer?.Error ?? stderr };
}

/** Copies a folder of the module cache, which is read-only, to one that can be written. */
export function copyModule(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

/** Runs the go command, which may change go.mod. */
export function go(args: readonly string[], cwd: string) {
  return execa('go', args, { cwd, env: { GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' }, reject: false });
}

/**
 * A module version in a folder of its own below `home`, with a go.mod and all dependencies downloaded. Done once.
 * @returns the folder, or why there is none
 */
export async function moduleWithDependencies(
  module: string,
  version: string,
  home: string,
): Promise<{ dir: string } | { problem: string }> {
  const dir = join(home, `${module.replaceAll('/', '_')}@${version}`);
  if (existsSync(join(dir, '.done'))) return { dir };
  mkdirSync(home, { recursive: true });
  const source = await moduleFolder(module, version, home);
  if ('problem' in source) return source;
  rmSync(dir, { recursive: true, force: true });
  copyModule(source.dir, dir);
  if (!existsSync(join(dir, 'go.mod'))) {
    writeFileSync(join(dir, 'go.mod'), `module ${module}\n\ngo 1.16\n`);
    await go(['mod', 'tidy', '-e'], dir);
  }
  await go(['mod', 'download'], dir);
  writeFileSync(join(dir, '.done'), '');
  return { dir };
}
