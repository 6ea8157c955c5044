// A copy of folders of this repository that a window can change.
import { cpSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../prepare.mjs';

/** Copies folders of the repository into a folder. Gives what a window opens: the copy, or a .code-workspace file for several. */
export function layWorkspace(folders: readonly string[], into: string): string {
  const copies = folders.map((folder) => {
    const copy = join(into, basename(folder));
    cpSync(join(root, folder), copy, { recursive: true });
    return copy;
  });
  if (copies.length === 1) return copies[0]!;
  const file = join(into, 'test.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: copies.map((path) => ({ path })) }, null, 2));
  return file;
}
