// Bundles the tests that run in the extension host into dist-test/, as CommonJS modules: it loads no other.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../prepare.mjs';

const source = join(root, 'test/vscode');
const output = join(root, 'dist-test');

/** The module that VS Code calls. */
export const testEntry = join(output, 'index.cjs');

/** The folder of the bundled tests of a folder of test/vscode. */
export const bundledTests = (folder: string): string => join(output, folder);

/** Bundles all test files. */
export async function buildTests(): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  await build({
    absWorkingDir: source,
    entryPoints: ['index.ts', 'suite/**/*.test.ts', 'broken/**/*.test.ts'],
    outbase: source,
    outdir: output,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}
