// Diagnostics for clients that ask for them: of a document when its newest text has been checked, of the workspace as they come.
import {
  type CancellationToken,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Core } from './core.ts';
import type { Shown } from './findings-store.ts';
import { pathOf, uriOf } from './uris.ts';

/** A client is told to ask again where an open document's diagnostics changed and it has not asked for so many milliseconds. */
const patience = 200;

/** Answers what the client asks. */
export function pullDiagnostics(core: Core): void {
  const { connection, store, live, documents, client } = core;
  /** The last state of each open document that the client was given. */
  const given = new Map<string, string>();
  /** The workspace requests that are being answered: each tells of a file again. */
  const streams = new Set<(path: string) => void>();
  const timers = new Map<string, NodeJS.Timeout>();
  /**
   * A client whose editor of a document is closed asks for it once more, drops the answer, and has dropped what it was told of the
   * workspace until then (vscode-languageclient 11): it would show for ever what was in a text that nobody saved.
   */
  const tellAgain = (path: string) => {
    clearTimeout(timers.get(path));
    const tell = () => {
      timers.delete(path);
      for (const stream of streams) stream(path);
    };
    timers.set(path, setTimeout(tell, 2 * patience).unref());
  };

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const path = pathOf(textDocument.uri);
    if (path === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    await core.projects.idle();
    try {
      await settled(core, path, token);
      const shown = store.get(path);
      if (documents.at(path)) given.set(path, shown.resultId);
      return report(shown, previousResultId);
    } finally {
      tellAgain(path);
    }
  });
  documents.onClosed(({ path }) => given.delete(path));

  connection.languages.diagnostics.onWorkspace((params, token, _, partial) => {
    const known = new Map(params.previousResultIds.map(({ uri, value }) => [pathOf(uri) ?? uri, value]));
    const news = (paths: Iterable<string>): WorkspaceDocumentDiagnosticReport[] => {
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for (const path of paths) {
        const { resultId, diagnostics } = store.get(path);
        if (known.get(path) === resultId) continue;
        known.set(path, resultId);
        const document = documents.at(path);
        items.push({
          kind: DocumentDiagnosticReportKind.Full,
          uri: document?.uri ?? uriOf(path),
          version: document?.text.version ?? null,
          resultId,
          items: [...diagnostics],
        });
      }
      return items;
    };
    // What an earlier server knew and this one does not is gone, too.
    const first = news(new Set([...store.paths(), ...known.keys()]));
    return new Promise<WorkspaceDiagnosticReport>((resolve) => {
      const end = (items: WorkspaceDocumentDiagnosticReport[]) => {
        listener.dispose();
        streams.delete(tell);
        resolve({ items });
      };
      const listener = store.onChanged((paths) => {
        const items = news(paths);
        if (items.length > 0) send(items);
      });
      // One answer after the other where the client takes them; else the first that says anything ends the request.
      const send = (items: WorkspaceDocumentDiagnosticReport[]) => (partial ? partial.report({ items }) : end(items));
      const tell = (path: string) => {
        known.delete(path);
        send(news([path]));
      };
      streams.add(tell);
      if (first.length > 0) send(first);
      if (token.isCancellationRequested) end([]);
      token.onCancellationRequested(() => end([]));
    });
  });

  if (!client.refreshesDiagnostics) return;
  let timer: NodeJS.Timeout | undefined;
  store.onChanged((paths) => {
    if (timer || !paths.some((path) => documents.at(path))) return;
    timer = setTimeout(() => {
      timer = undefined;
      const isStale = ({ path }: { path: string }) =>
        live.isSettled(path) && given.get(path) !== store.get(path).resultId;
      if (documents.all().some((document) => given.has(document.path) && isStale(document))) {
        connection.languages.diagnostics.refresh().catch((error) => connection.console.error(String(error)));
      }
    }, patience);
  });
}

/** Resolves when the newest text of a document has been checked. @throws ResponseError where the client takes its question back */
function settled({ live }: Core, path: string, token: CancellationToken): Promise<void> {
  const cancellation = () => new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
  if (token.isCancellationRequested) return Promise.reject(cancellation());
  if (live.isSettled(path)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const cancelled = token.onCancellationRequested(() => {
      forget();
      reject(cancellation());
    });
    const forget = live.whenSettled(path, () => {
      cancelled.dispose();
      resolve();
    });
  });
}

function report({ resultId, diagnostics }: Shown, previous: string | undefined): DocumentDiagnosticReport {
  if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] };
}
