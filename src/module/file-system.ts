// The few synchronous file operations reading Go code needs, so that an editor's unsaved text and the standard library
// snapshot can stand in for the disk.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** One entry of a folder. A symbolic link is only that: ask {@link FileSystem.isFile} what it points to. */
export interface DirEntry {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly isSymlink: boolean;
}

/** Reading files, synchronously, without exceptions: what is not there or not readable is `undefined` or false. */
export interface FileSystem {
  /** The text of a regular file (UTF-8, broken bytes become U+FFFD). */
  readText(path: string): string | undefined;
  /** The entries of a folder, by name. */
  readDir(path: string): readonly DirEntry[] | undefined;
  /** Whether a regular file is there, links followed. */
  isFile(path: string): boolean;
  /** Whether a folder is there, links followed. */
  isDirectory(path: string): boolean;
}

/** The larger files are no source code; reading them would only fill the memory. */
const MAX_FILE_SIZE = 64 * 1024 * 1024;

function byName(a: DirEntry, b: DirEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function stat(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The files on disk. */
export const diskFileSystem: FileSystem = {
  readText(path) {
    // Only regular files: opening a named pipe would wait for its writer.
    const info = stat(path);
    if (!info?.isFile() || info.size > MAX_FILE_SIZE) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  readDir(path) {
    try {
      return readdirSync(path, { withFileTypes: true })
        .map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory(), isSymlink: entry.isSymbolicLink() }))
        .sort(byName);
    } catch {
      return undefined;
    }
  },
  isFile: (path) => stat(path)?.isFile() ?? false,
  isDirectory: (path) => stat(path)?.isDirectory() ?? false,
};

/** Another file system with some texts laid over it: an editor's unsaved files, by absolute path. */
export class OverlayFileSystem implements FileSystem {
  readonly #base: FileSystem;
  readonly #texts: ReadonlyMap<string, string>;

  /** @param texts looked at on every call, so the owner may change it. */
  constructor(base: FileSystem, texts: ReadonlyMap<string, string>) {
    this.#base = base;
    this.#texts = texts;
  }

  readText(file: string): string | undefined {
    return this.#texts.get(file) ?? this.#base.readText(file);
  }

  readDir(dir: string): readonly DirEntry[] | undefined {
    const entries = this.#base.readDir(dir);
    const added = [...this.#texts.keys()]
      .filter((file) => path.dirname(file) === dir)
      .map((file) => path.basename(file))
      .filter((name) => !entries?.some((entry) => entry.name === name));
    if (added.length === 0) return entries;
    const fresh = added.map((name) => ({ name, isDirectory: false, isSymlink: false }));
    return [...(entries ?? []), ...fresh].sort(byName);
  }

  isFile(file: string): boolean {
    return this.#texts.has(file) || this.#base.isFile(file);
  }

  isDirectory(dir: string): boolean {
    return this.#base.isDirectory(dir);
  }
}

/** A file system of its own below one folder (the standard library snapshot), another everywhere else. */
export class MountedFileSystem implements FileSystem {
  readonly #base: FileSystem;
  readonly #mountPoint: string;
  readonly #mounted: FileSystem;

  constructor(base: FileSystem, mountPoint: string, mounted: FileSystem) {
    this.#base = base;
    this.#mountPoint = mountPoint;
    this.#mounted = mounted;
  }

  #of(file: string): FileSystem {
    return file === this.#mountPoint || file.startsWith(this.#mountPoint + path.sep) ? this.#mounted : this.#base;
  }

  readText(file: string): string | undefined {
    return this.#of(file).readText(file);
  }

  readDir(dir: string): readonly DirEntry[] | undefined {
    return this.#of(dir).readDir(dir);
  }

  isFile(file: string): boolean {
    return this.#of(file).isFile(file);
  }

  isDirectory(dir: string): boolean {
    return this.#of(dir).isDirectory(dir);
  }
}
