// Diagnostics for clients that do not ask for them: published whenever they change.
import type { Core } from './core.ts';
import { uriOf } from './uris.ts';

/** Publishes what changes from now on. */
export function pushDiagnostics({ connection, store, documents }: Core): void {
  const publish = (path: string) => {
    const document = documents.at(path);
    void connection.sendDiagnostics({
      uri: document?.uri ?? uriOf(path),
      ...(document && { version: document.text.version }),
      diagnostics: [...store.get(path).diagnostics],
    });
  };
  store.onChanged((paths) => paths.forEach(publish));
}
