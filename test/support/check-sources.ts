// Checks packages that are only texts in memory, on one target.
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { diskFileSystem, OverlayFileSystem } from '../../src/module/file-system.ts';
import { diagnosticsIn } from './diagnostics.ts';

/** An error that the checker reports. */
export interface Said {
  /** The key of the file. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Where the texts seem to lie. Nothing is read or written there. */
const ROOT = join(tmpdir(), 'archway-sources-in-memory');

/**
 * What the checker says of the packages of a module on linux/amd64.
 * @param sources by path relative to the module's root, with slashes: a folder is a package
 */
export function checkSources(module: string, sources: ReadonlyMap<string, string>, language = '1.26'): Said[] {
  const texts = new Map([[join(ROOT, 'go.mod'), `module ${module}\n\ngo ${language}\n`]]);
  for (const [file, text] of sources) texts.set(join(ROOT, file), text);
  const folders = new Set([...texts.keys()].map(dirname));
  const overlay = new OverlayFileSystem(diskFileSystem, texts);
  const fileSystem = {
    readText: (file: string) => overlay.readText(file),
    readDir: (folder: string) => overlay.readDir(folder),
    isFile: (file: string) => overlay.isFile(file),
    isDirectory: (folder: string) => folders.has(folder) || overlay.isDirectory(folder),
  };
  return [...new Set([...sources.keys()].map(dirname))].flatMap((folder) =>
    diagnosticsIn(join(ROOT, folder), ['linux/amd64'], fileSystem)
      .get('linux/amd64')!
      .map((line) => {
        const [, file, number, message] = /^(.*?):(\d+):\d+: ([\s\S]*)$/.exec(line)!;
        return { file: `${folder}/${file}`, line: Number(number), message: message! };
      }),
  );
}
