// Bundles Archway into dist/: the command line, its worker, and the grammars.
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
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

/** Bundles everything. Takes about a second. */
export async function buildAll() {
  mkdirSync(dist, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: {
      cli: 'src/cli/main.ts',
      worker: 'src/analysis/worker.ts',
      // The pool starts this file, which it looks for beside itself, in each thread.
      'entry/worker': fileURLToPath(new URL('entry/worker.js', import.meta.resolve('tinypool'))),
    },
    outdir: dist,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: requireForBundles },
  });
  for (const asset of assets) copyFileSync(asset, `${dist}/${basename(asset)}`);
  chmodSync(`${dist}/cli.js`, 0o755);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
