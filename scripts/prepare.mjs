// Brings node_modules and dist up to date, doing only what is needed. Uses nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command with our standard streams; ends this process where it fails. */
export function must(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status === 0) return;
  console.error(`${[command, ...args].join(' ')} failed${error ? `: ${error.message}` : ''}`);
  process.exit(2);
}

/** Installs the npm packages, unless exactly those of package-lock.json are there. */
export function installPackages() {
  if (!packagesInstalled()) must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

function packagesInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')).packages;
    const installed = JSON.parse(readFileSync(`${root}/node_modules/.package-lock.json`, 'utf8')).packages;
    return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
      if (path === '') return true;
      return installed[path] ? installed[path].version === version : Boolean(optional || devOptional);
    });
  } catch {
    return false;
  }
}

/** Bundles dist/, unless it is newer than everything it is made from. */
export async function buildIfStale() {
  const built = modified(`${root}/dist/web-tree-sitter.wasm`);
  const sources = ['package-lock.json', 'package.json', 'scripts/build.mjs'].map((name) => `${root}/${name}`);
  if (built < Math.max(newest(`${root}/src`), ...sources.map(modified))) {
    const { buildAll } = await import('./build.mjs');
    await buildAll();
  }
}

function newest(folder) {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) time = Math.max(time, modified(`${entry.parentPath}/${entry.name}`));
  }
  return time;
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
