// npm run vscode [-- FOLDER]: a VS Code with this Archway, on FOLDER or the example. It is `code`, where that is on PATH, and else
// the VS Code of the test host in the browser, until Ctrl-C.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { execa } from 'execa';
import { buildIfStale, root } from '../prepare.mjs';
import { installHost } from './install-host.ts';
import { packageExtension } from './package-extension.ts';
import { makeProfile } from './profile.ts';
import { installExtension, startServer } from './server.ts';

// npm runs scripts in the package's folder; the user's own is in INIT_CWD.
const folder = resolve(process.env.INIT_CWD ?? root, process.argv[2] ?? join(root, 'example'));
if (!existsSync(folder)) {
  console.error(`${folder} does not exist`);
  process.exit(2);
}
await buildIfStale();
const code = (process.env.PATH ?? '').split(delimiter).some((path) => existsSync(join(path, 'code')));
if (code) await execa('code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder], { stdio: 'inherit' });
else await openInBrowser();

async function openInBrowser(): Promise<void> {
  installHost();
  const profile = makeProfile();
  installExtension(profile, await packageExtension(join(profile.folder, 'archway.vsix')));
  const server = await startServer(profile, { stays: true });
  console.log(`VS Code with Archway is at ${server.address(folder)}\nCtrl-C ends it.`);
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  await server.stop();
  profile.remove();
}
