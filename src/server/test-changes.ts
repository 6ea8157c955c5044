// Tells a client that shows tests where they may have changed: by typing, and on disk.
import { basename, dirname } from 'node:path';
import type { Core } from './core.ts';
import { type TestsChanged, testsChanged } from './protocol.ts';
import { uriOf } from './uris.ts';

/** Files that decide which folders are packages. */
const deciding = new Set(['go.mod', 'go.work']);

/** Tells the client from now on, if it wants to be told. */
export function announceTestChanges(core: Core): void {
  if (!core.options.followsTests) return;
  const tell = (files: readonly string[], all = false) => {
    const folders = new Set(files.filter((path) => path.endsWith('_test.go')).map((path) => dirname(path)));
    if (folders.size === 0 && !all) return;
    const params: TestsChanged = { folders: [...folders].map(uriOf), all };
    void core.connection.sendNotification(testsChanged, params);
  };
  core.documents.onOpened(({ path }) => tell([path]));
  core.documents.onEdited(({ document: { path } }) => tell([path], deciding.has(basename(path))));
  core.documents.onClosed(({ path }) => tell([path]));
  core.onFilesChanged(({ files, folders }) => {
    tell(files, folders.length > 0 || files.some((path) => deciding.has(basename(path))));
  });
}
