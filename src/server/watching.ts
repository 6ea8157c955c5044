// What the client is asked to watch: files that findings depend on, and the settings.
import { basename } from 'node:path';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
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

/** Listens to changes of files and settings. */
export function watch(core: Core): void {
  const { connection, projects } = core;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    core.filesChanged(changes.map(({ uri }) => pathOf(uri)).filter((path) => path !== undefined));
  });
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
  const register = (globs: readonly string[]) => {
    const watchers: FileSystemWatcher[] = globs.map((globPattern) => ({ globPattern }));
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(failed);
  };
  register(patterns);
  // Baselines are called as the user likes.
  const baselines = new Set<string>();
  projects.onChanged(({ configuration }) => {
    const { baseline } = configuration.project;
    if (baseline === undefined || baselines.has(basename(baseline))) return;
    baselines.add(basename(baseline));
    register([`**/${basename(baseline)}`]);
  });
}
