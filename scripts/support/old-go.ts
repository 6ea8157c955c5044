// Go releases of the past, as the module proxy serves them, each with settings of its own.
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { copyModule, moduleFolder } from './modules.ts';

const home = join(cacheFolder, 'go');

export interface OldGo {
  readonly root: string;
  /** What makes the go command of this release the one that runs, whatever the user's own settings are. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A Go release, such as `1.13.15`, installed in the user's cache folder where it is not yet. Releases reach back to 1.11 as modules.
 *
 * @throws Error where the proxy does not serve it.
 */
export async function oldGo(release: string): Promise<OldGo> {
  const root = join(home, release);
  if (!existsSync(root)) await install(release, root);
  return {
    root,
    env: {
      GOENV: 'off',
      GOFLAGS: '',
      GOWORK: 'off',
      GOTOOLCHAIN: 'local',
      GO111MODULE: 'on',
      CGO_ENABLED: '0',
      GOROOT: root,
      GOCACHE: join(home, `build-${release}`),
      PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}`,
    },
  };
}

async function install(release: string, root: string): Promise<void> {
  mkdirSync(home, { recursive: true });
  const module = await moduleFolder('golang.org/toolchain', `v0.0.1-go${release}.linux-amd64`, home);
  if ('problem' in module) throw new Error(module.problem);
  const unfinished = `${root}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  copyModule(module.dir, unfinished);
  // Modules do not keep the permission to execute.
  for (const folder of ['bin', 'pkg/tool/linux_amd64']) {
    for (const name of readdirSync(join(unfinished, folder))) chmodSync(join(unfinished, folder, name), 0o755);
  }
  renameSync(unfinished, root);
}
