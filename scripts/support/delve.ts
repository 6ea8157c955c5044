// Delve for tests: built from its module, in the user's cache folder.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { cacheFolder } from './cache-folder.ts';
import { moduleFolder } from './modules.ts';

const module = 'github.com/go-delve/delve';
const version = 'v1.27.2';

/** An installed Delve. */
export interface Delve {
  /** The program `dlv`. */
  readonly program: string;
  /** The folder of its sources. */
  readonly sources: string;
}

/**
 * Builds Delve, where this was not done yet.
 *
 * @throws Error where it cannot be downloaded or built.
 */
export async function installedDelve(): Promise<Delve> {
  const home = join(cacheFolder, `delve-${version}`);
  const program = join(home, 'dlv');
  mkdirSync(home, { recursive: true });
  const found = await moduleFolder(module, version, home);
  if ('problem' in found) throw new Error(`Delve cannot be downloaded: ${found.problem}`);
  if (!existsSync(program)) {
    const env = { GOENV: 'off', GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local', GOOS: '', GOARCH: '', GOBIN: home };
    await execa('go', ['install', `${module}/cmd/dlv@${version}`], { env, cwd: home });
  }
  return { program, sources: found.dir };
}
