// Folders for a test, which go away with the process.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];
process.on('exit', () => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** A new folder with these files; names with slashes make folders. */
export function folderWith(files: ReadonlyMap<string, string> | Readonly<Record<string, string>>): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'archway-')));
  made.push(dir);
  const entries = files instanceof Map ? [...files] : Object.entries(files);
  for (const [name, text] of entries) {
    const path = join(dir, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return dir;
}
