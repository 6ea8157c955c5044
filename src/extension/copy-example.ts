// Copies the example workspace that comes with the extension, so that the user's changes are in files of their own.
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies the folder `source` to a new folder in `parent`, and gives the new one's path. Nothing that is there is touched. */
export async function copyExample(source: string, parent: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = join(parent, number === 1 ? 'archway-example' : `archway-example-${number}`);
    try {
      await mkdir(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    await cp(source, folder, { recursive: true });
    return folder;
  }
}
