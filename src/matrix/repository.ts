// Where a folder is in its repository.
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The root folder of the git repository that a folder is in; the folder itself where it is in none. */
export function repositoryRoot(folder: string): string {
  for (let dir = folder; ; dir = dirname(dir)) {
    if (existsSync(join(dir, '.git'))) return dir;
    if (dirname(dir) === dir) return folder;
  }
}

/** A folder as seen from the root of its repository, with forward slashes; `.` for the root. */
export function folderInRepository(folder: string): string {
  return relative(repositoryRoot(folder), folder).replaceAll('\\', '/') || '.';
}
