// The test host: code-server, which is VS Code's own workbench in a browser and its own extension host on Node.js. It needs
// neither Electron nor VS Code's download hosts. Installed once for each lock file into the user's cache folder.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../prepare.mjs';

const source = join(root, 'test/vscode/host');

/** Where the test host is, once it is installed. */
export const hostFolder = process.env.ARCHWAY_VSCODE_HOST_DIR || join(cacheFolder(), lockHash());

/** Node.js 24, which code-server needs, from an npm package that carries its C++ headers as well. */
const nodeFolder = `node_modules/node-linux-${process.arch}`;
export const hostNode = join(hostFolder, nodeFolder, 'bin/node');

/** What {@link hostNode} runs. */
export const codeServer = join(hostFolder, 'node_modules/code-server/out/node/entry.js');

/** Chromium or Chrome of the machine; undefined where there is none. */
export const chromium = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));

/** Why the test host cannot run on this machine; undefined where it can. */
export function whyNoHost(): string | undefined {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    return `the test host runs on linux/x64 and linux/arm64, and this is ${process.platform}/${process.arch}`;
  }
  if (!chromium) return 'no Chromium is installed (Debian: apt-get install chromium)';
  return undefined;
}

/** Installs the test host where it is not installed yet, which takes some minutes. Throws where that fails. */
export function installHost(): void {
  if (existsSync(codeServer)) return;
  // Installed beside its place and moved there when it is complete: a broken or a second installation does no harm.
  const folder = `${hostFolder}.${process.pid}`;
  const log = `${folder}.log`;
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(source, name), join(folder, name));
  console.log(`Installing the VS Code test host into ${hostFolder}. This takes 3 to 4 minutes; its log is ${log}`);
  const output = openSync(log, 'w');
  try {
    const options = { cwd: folder, stdio: ['ignore', output, output] as const, env: installEnvironment(folder) };
    // In two steps, as the scripts of code-server run under Node.js 24 only, which the first step brings.
    for (const args of [['ci', '--ignore-scripts', '--no-audit', '--no-fund'], ['rebuild']]) {
      if (spawnSync('npm', args, { ...options, stdio: [...options.stdio] }).status !== 0) {
        const end = readFileSync(log, 'utf8').split('\n').slice(-40).join('\n');
        throw new Error(`${end}\nnpm ${args[0]} of the VS Code test host failed: ${log}`);
      }
    }
    rmSync(hostFolder, { recursive: true, force: true });
    renameSync(folder, hostFolder);
    rmSync(log);
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The environment without what an outer `npm run` exports: the postinstall script of code-server reads the version of Node.js in
 * npm_config_user_agent, which names the outer one. And with the headers that node-gyp would download from nodejs.org.
 */
function installEnvironment(folder: string): NodeJS.ProcessEnv {
  const kept = /^npm_config_(cache|registry|userconfig|globalconfig|cafile|(https?_?)?proxy|noproxy)$/i;
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || kept.test(name)),
  );
  const path = (env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  return {
    ...env,
    PATH: [join(folder, nodeFolder, 'bin'), ...path].join(delimiter),
    npm_config_nodedir: join(folder, nodeFolder),
    npm_config_ignore_scripts: 'false',
    npm_config_jobs: '2',
    JOBS: '2',
  };
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway/vscode-host');
}

function lockHash(): string {
  return createHash('sha256')
    .update(readFileSync(join(source, 'package-lock.json')))
    .digest('hex')
    .slice(0, 12);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installHost();
  console.log(`The VS Code test host is in ${hostFolder}`);
}
