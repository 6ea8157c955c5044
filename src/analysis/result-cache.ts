// Results of earlier runs on disk: what has not changed since is not checked again.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Part } from './job.ts';

/** Entries of one file at most; those used last stay. */
const maximumEntries = 20_000;

/** Size of one file in characters at most. */
const maximumSize = 64 * 1024 * 1024;

/** Files that are kept: one for each checked folder and way of checking it. */
const maximumFiles = 30;

/** Where Archway keeps what it can make again, for the present user; undefined where there is no such place. */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const home = homedir();
  if (platform === 'win32') return env.LOCALAPPDATA && join(env.LOCALAPPDATA, 'archway', 'results');
  if (platform === 'darwin') return home && join(home, 'Library', 'Caches', 'archway', 'results');
  const base = env.XDG_CACHE_HOME || (home && join(home, '.cache'));
  return base && join(base, 'archway', 'results');
}

/** The parts of results of one way of checking one folder, by the keys of what they were made from. */
export class ResultCache {
  private isChanged = false;

  private constructor(
    private readonly folder: string,
    private readonly file: string,
    private readonly parts: Map<string, Part>,
  ) {}

  /**
   * Opens the cache. One that is missing or cannot be read is empty.
   * @param way everything the results depend on beside what the keys are made from
   */
  static open(folder: string, way: unknown): ResultCache {
    const file = join(folder, `${createHash('sha256').update(JSON.stringify(way)).digest('hex').slice(0, 32)}.json`);
    return new ResultCache(folder, file, readParts(file));
  }

  get(key: string): Part | undefined {
    const part = this.parts.get(key);
    if (part === undefined) return undefined;
    this.parts.delete(key);
    this.parts.set(key, part);
    return part;
  }

  set(key: string, part: Part): void {
    this.parts.delete(key);
    this.parts.set(key, part);
    this.isChanged = true;
  }

  /** Writes what is new. A cache that cannot be written is no error: the next run does the work again. */
  save(): void {
    try {
      if (this.isChanged) this.write();
      else utimesSync(this.file, new Date(), new Date());
    } catch {
      // Nobody can do anything about it.
    }
  }

  private write(): void {
    const text = JSON.stringify([...this.parts].slice(-maximumEntries));
    if (text.length > maximumSize) return;
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    // Another run may write the same file: the last one wins, and none reads half of it.
    const temporary = `${this.file}.${process.pid}`;
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, this.file);
    removeOldFiles(this.folder);
  }
}

function readParts(file: string): Map<string, Part> {
  try {
    const entries: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(Array.isArray(entries) ? (entries as [string, Part][]) : []);
  } catch {
    return new Map();
  }
}

function removeOldFiles(folder: string): void {
  const files = readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return { path, time: statSync(path).mtimeMs };
  });
  for (const { path } of files.sort((a, b) => b.time - a.time).slice(maximumFiles)) rmSync(path, { force: true });
}
