// What the client is asked to watch: files that findings depend on, and the settings.
import { type Dirent, readdirSync } from 'node:fs';
import { basename, extname, join, sep } from 'node:path';
import picomatch from 'picomatch';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver/node';
import type { Core } from './core.ts';
import { pathOf } from './uris.ts';

/** Go code and what decides what belongs to it, the other formats, and the configuration. */
const patterns = [
  '**/*.{go,s,S}',
  '**/{go.mod,go.work,archway.json}',
  '**/vendor/modules.txt',
  '**/*.{yml,yaml,mk,sh,bash}',
  '**/{Dockerfile,Containerfile}',
  '**/{Dockerfile,Containerfile}.*',
  '**/*.{Dockerfile,Containerfile,dockerfile,containerfile}',
  '**/{GNUmakefile,Makefile,makefile}',
];

const isWatched = picomatch(patterns, { dot: true });

/**
 * Of a deleted folder, VS Code tells that it is gone, and nothing of what was in it; of a new one that it is there, and of what is in it
 * mostly what comes a moment later, when the folder itself is watched.
 */
const folderChanges: FileSystemWatcher = { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete };

/** Listens to changes of files and settings. */
export function watch(core: Core): void {
  const { connection, projects } = core;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const files = new Set<string>();
    const folders: string[] = [];
    for (const { uri, type } of changes) {
      const path = pathOf(uri);
      if (path === undefined) continue;
      if (isWatched(path.replaceAll(sep, '/')) || isBaseline(path)) files.add(path);
      else if (!mayBeFolder(path)) continue;
      else if (type === FileChangeType.Deleted) folders.push(path);
      else for (const file of watchedBelow(path)) files.add(file);
    }
    if (files.size + folders.length > 0) core.filesChanged([...files], folders);
  });
  const isBaseline = (path: string) =>
    projects.all().some(({ configuration }) => configuration.project.baseline === path);
  connection.onDidChangeConfiguration(() => void projects.configure());
}

/** Asks a client that wants to be asked to tell of changes. Once it is initialized. */
export function registerWatchers(core: Core): void {
  const { connection, client, projects } = core;
  const failed = (error: unknown) => connection.console.error(String(error));
  if (client.registersConfiguration) {
    connection.client.register(DidChangeConfigurationNotification.type, { section: 'archway' }).catch(failed);
  }
  if (!client.watchesFiles) return;
  const register = (watchers: FileSystemWatcher[]) => {
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(failed);
  };
  register([...patterns.map((globPattern) => ({ globPattern })), folderChanges]);
  // Baselines are called as the user likes.
  const baselines = new Set<string>();
  projects.onChanged(({ configuration }) => {
    const { baseline } = configuration.project;
    if (baseline === undefined || baselines.has(basename(baseline))) return;
    baselines.add(basename(baseline));
    register([{ globPattern: `**/${basename(baseline)}` }]);
  });
}

/** Whether a path may be that of a folder with code. A deleted one cannot be looked at any more: a file without an extension may be one, too. */
function mayBeFolder(path: string): boolean {
  return extname(path) === '' && !/[\\/](\.|node_modules(?:[\\/]|$))/.test(path);
}

/** The files in a folder that are watched; none where the path is that of a file. */
function watchedBelow(path: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const below = join(path, entry.name);
    if (entry.isDirectory()) return mayBeFolder(below) ? watchedBelow(below) : [];
    return isWatched(below.replaceAll(sep, '/')) ? [below] : [];
  });
}
