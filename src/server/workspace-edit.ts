// Changes of files as the protocol has them.
import type { CreateFile, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { Core } from './core.ts';
import type { FileChanges } from './editor-protocol.ts';
import { uriOf } from './uris.ts';

/**
 * The edit for a client: documents in the version that the change was made for, new files with their text. A client that knows
 * neither is given the edits alone, and none where new files belong to them.
 */
export function workspaceEdit({ client, documents }: Core, { edited, created }: FileChanges): WorkspaceEdit {
  const uriAt = (path: string) => documents.at(path)?.uri ?? uriOf(path);
  if (!client.documentChanges) {
    if (created.length > 0) return { changes: {} };
    return { changes: Object.fromEntries(edited.map(({ path, edits }) => [uriAt(path), [...edits]])) };
  }
  const start = { line: 0, character: 0 };
  const documentChanges: (CreateFile | TextDocumentEdit)[] = created.flatMap(({ path, text }) => [
    { kind: 'create', uri: uriOf(path) },
    { textDocument: { uri: uriOf(path), version: null }, edits: [{ range: { start, end: start }, newText: text }] },
  ]);
  for (const { path, edits } of edited) {
    const version = documents.at(path)?.text.version ?? null;
    documentChanges.push({ textDocument: { uri: uriAt(path), version }, edits: [...edits] });
  }
  return { documentChanges };
}
