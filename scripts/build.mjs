// Bundles Archway into dist/: the command line, the language server, their workers, the extension, and the grammars.
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const dist = `${root}/dist`;

/** Files that are read at run time beside the bundles. */
const assets = [
  require.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  require.resolve('tree-sitter-go/tree-sitter-go.wasm'),
  require.resolve('tree-sitter-bash/tree-sitter-bash.wasm'),
];

// Bundled CommonJS packages call require, which an ES module does not have.
const requireForBundles =
  "import { createRequire as archwayCreateRequire } from 'node:module'; const require = archwayCreateRequire(import.meta.url);";

const common = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  platform: 'node',
  // The main file of jsonc-parser loads its parts in a way that bundlers do not see.
  mainFields: ['module', 'main'],
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Bundles everything. Takes about a second. The assets are written last: they tell when that was. */
export async function buildAll() {
  mkdirSync(dist, { recursive: true });
  const [programs] = await Promise.all([buildPrograms(), buildExtension(), buildLibraries(), buildViews()]);
  removeOldChunks(Object.keys(programs.metafile.outputs));
  for (const asset of assets) copyFileSync(asset, `${dist}/${basename(asset)}`);
  chmodSync(`${dist}/cli.js`, 0o755);
}

/** The programs and their workers, as ES modules. */
function buildPrograms() {
  return build({
    ...common,
    entryPoints: {
      cli: 'src/cli/main.ts',
      worker: 'src/analysis/worker.ts',
      server: 'src/server/main.ts',
      'editor-worker': 'src/server/editor-worker.ts',
      'background-worker': 'src/server/background-worker.ts',
      // The pool starts this file, which it looks for beside itself, in each thread.
      'entry/worker': fileURLToPath(new URL('entry/worker.js', import.meta.resolve('tinypool'))),
    },
    format: 'esm',
    // What several of them need stands once, in chunk-*.js.
    splitting: true,
    metafile: true,
    banner: { js: requireForBundles },
  });
}

/** Chunks have their contents' hash in their names: those of earlier builds would stay for ever. */
function removeOldChunks(outputs) {
  const current = new Set(outputs.map((path) => basename(path)));
  for (const name of readdirSync(dist)) {
    if (name.startsWith('chunk-') && !current.has(name)) rmSync(`${dist}/${name}`, { force: true });
  }
}

/** The extension: a CommonJS module, as VS Code 1.91 loads no other, and with vscode given by VS Code. */
const forExtension = { ...common, format: 'cjs', outExtension: { '.js': '.cjs' }, external: ['vscode'] };

/** What the extension loads only when it needs it, by package: esbuild does not split CommonJS modules by itself. */
const libraries = { 'vscode-languageclient/node': 'language-client', execa: 'execa' };

const librariesApart = {
  name: 'libraries-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^(?:vscode-languageclient\/node|execa)$/ }, ({ path }) => ({
      path: `./${libraries[path]}.cjs`,
      external: true,
    }));
  },
};

function buildExtension() {
  return build({
    ...forExtension,
    entryPoints: { extension: 'src/extension/extension.ts' },
    plugins: [librariesApart],
  });
}

function buildLibraries() {
  const entryPoints = Object.fromEntries(Object.entries(libraries).map(([library, name]) => [name, library]));
  return build({ ...forExtension, entryPoints });
}

/** What runs in panels: scripts for the browser that VS Code is. */
function buildViews() {
  return build({
    ...common,
    entryPoints: { 'matrix-view': 'src/extension/matrix/view/view.ts' },
    platform: 'browser',
    target: 'chrome122',
    format: 'iife',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
