// npm run package: makes archway-VERSION.vsix, which is the extension with all it needs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { root } from '../prepare.mjs';

/** Builds the extension and packages it. `files` in package.json says what is in it. Gives `packagePath`. */
export async function packageExtension(packagePath: string): Promise<string> {
  await createVSIX({
    cwd: root,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  return packagePath;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  await packageExtension(join(root, `${name}-${version}.vsix`));
}
