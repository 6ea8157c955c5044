// The snapshot of the standard library that serves where no Go is installed: data/std-snapshot.br, written by
// scripts/generate-std-snapshot.mjs, as files below a GOROOT that is not on the disk.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Toolchain } from './environment.ts';
import type { DirEntry, FileSystem } from './file-system.ts';

/** The snapshot, ready to be read. */
export interface StandardSnapshot extends Toolchain {
  /** Where it pretends to be. */
  readonly goroot: string;
  readonly goVersion: string;
  /** Answers for paths at and below `goroot`. */
  readonly files: FileSystem;
}

/** The first line of the archive. */
interface Header {
  readonly goVersion: string;
  /** Paths below GOROOT/src with the place of their texts in the rest of the archive, in UTF-16 units. */
  readonly files: readonly (readonly [path: string, start: number, length: number])[];
}

/** The archive lies beside the sources as well as beside the built program, one folder up or two. */
function archivePath(): string | undefined {
  const folders = [path.join(import.meta.dirname, '..'), path.join(import.meta.dirname, '..', '..')];
  return folders.map((dir) => path.join(dir, 'data', 'std-snapshot.br')).find((file) => existsSync(file));
}

let opened: StandardSnapshot | undefined;

/** Opens the snapshot; undefined where the archive is missing. It is unpacked once, in about 20 ms. */
export function openStandardSnapshot(): StandardSnapshot | undefined {
  const archive = opened === undefined ? archivePath() : undefined;
  if (archive !== undefined) opened = unpack(brotliDecompressSync(readFileSync(archive)).toString());
  return opened;
}

function unpack(archive: string): StandardSnapshot {
  const headerEnd = archive.indexOf('\n');
  const header: Header = JSON.parse(archive.slice(0, headerEnd));
  const goroot = path.resolve('/', 'archway-snapshot', `go${header.goVersion}`);
  const texts = new Map<string, () => string>();
  for (const [name, start, length] of header.files) {
    const from = headerEnd + 1 + start;
    texts.set(path.join(goroot, 'src', name), () => archive.slice(from, from + length));
  }
  return { goroot, goVersion: header.goVersion, files: new TextFiles(texts) };
}

/** A file system of given texts, by absolute path. */
class TextFiles implements FileSystem {
  readonly #texts: ReadonlyMap<string, () => string>;
  readonly #folders = new Map<string, Map<string, DirEntry>>();

  constructor(texts: ReadonlyMap<string, () => string>) {
    this.#texts = texts;
    for (const file of texts.keys()) this.#enter(file, false);
  }

  /** Enters a file or folder into the folders above it. */
  #enter(file: string, isDirectory: boolean): void {
    const dir = path.dirname(file);
    if (dir === file) return;
    let entries = this.#folders.get(dir);
    if (entries === undefined) {
      entries = new Map();
      this.#folders.set(dir, entries);
      this.#enter(dir, true);
    }
    const name = path.basename(file);
    entries.set(name, { name, isDirectory, isSymlink: false });
  }

  readText(file: string): string | undefined {
    return this.#texts.get(file)?.();
  }

  readDir(dir: string): readonly DirEntry[] | undefined {
    return this.#folders.get(dir) && [...this.#folders.get(dir)!.values()];
  }

  isFile(file: string): boolean {
    return this.#texts.has(file);
  }

  isDirectory(dir: string): boolean {
    return this.#folders.has(dir);
  }
}
