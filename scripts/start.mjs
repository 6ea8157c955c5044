// npm start [-- PATH]: checks example/, or the Go code at PATH, for every linux port. Needs Node and npm only.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { buildIfStale, installPackages, root } from './prepare.mjs';

installPackages();
await buildIfStale();

const args = process.argv.slice(2);
// npm runs scripts in the package's folder; the user's own is in INIT_CWD.
const cwd = args.length > 0 ? (process.env.INIT_CWD ?? root) : resolve(root, 'example');
const command = ['check', '--targets', 'linux', '--fail-on', 'never', ...args];
const { status } = spawnSync(process.execPath, [`${root}/dist/cli.js`, ...command], { cwd, stdio: 'inherit' });
process.exitCode = status ?? 2;
