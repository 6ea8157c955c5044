// The documents that are open in the editor, with what has changed in them as replacements of UTF-16 ranges.

import type {
  Connection,
  DidChangeTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { Emitter } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Replacement } from '../editor/answers.ts';
import { detectFormat } from '../formats/detect.ts';
import { pathOf } from './uris.ts';

/** A document that is open. */
export interface OpenDocument {
  readonly path: string;
  /** As the client writes it. */
  readonly uri: string;
  readonly text: TextDocument;
}

/** A document with what has changed in it; the replacements apply one after the other. */
export interface EditedDocument {
  readonly document: OpenDocument;
  readonly replacements: readonly Replacement[];
  /** The same as the client told it. */
  readonly changes: readonly TextDocumentContentChangeEvent[];
}

/** Follows the documents of the client. Those which are no files are not followed. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  readonly #opened = new Emitter<OpenDocument>();
  readonly #edited = new Emitter<EditedDocument>();
  readonly #saved = new Emitter<OpenDocument>();
  readonly #closed = new Emitter<OpenDocument>();

  readonly onOpened = this.#opened.event;
  readonly onEdited = this.#edited.event;
  readonly onSaved = this.#saved.event;
  readonly onClosed = this.#closed.event;

  /** Begins to listen. */
  constructor(private readonly connection: Connection) {
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      const path = pathOf(uri);
      if (path === undefined || typeof text !== 'string') return;
      const document = { path, uri, text: TextDocument.create(uri, languageId, version, text) };
      this.#open.set(path, document);
      this.#opened.fire(document);
    });
    connection.onDidChangeTextDocument((params) => this.#change(params));
    connection.onDidSaveTextDocument(({ textDocument }) => {
      const document = this.get(textDocument.uri);
      if (document) this.#saved.fire(document);
    });
    connection.onDidCloseTextDocument(({ textDocument }) => {
      const document = this.get(textDocument.uri);
      if (!document) return;
      this.#open.delete(document.path);
      this.#closed.fire(document);
    });
  }

  /** The open document of a URI. */
  get(uri: string): OpenDocument | undefined {
    const path = pathOf(uri);
    return path === undefined ? undefined : this.#open.get(path);
  }

  /** The open document of an absolute path. */
  at(path: string): OpenDocument | undefined {
    return this.#open.get(path);
  }

  all(): OpenDocument[] {
    return [...this.#open.values()];
  }

  #change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const document = this.get(uri);
    if (!document) return;
    const before = document.text.getText().length;
    let replacements: Replacement[] = [];
    let changes = contentChanges;
    try {
      for (const change of contentChanges) {
        replacements.push(replacementOf(change, document.text));
        TextDocument.update(document.text, [change], version);
      }
    } catch (error) {
      // A change that makes no sense: what the text has become by then is what counts.
      this.connection.console.error(`textDocument/didChange of ${uri}: ${String(error)}`);
      changes = [{ text: document.text.getText() }];
      replacements = [{ start: 0, end: before, text: document.text.getText() }];
    }
    this.#edited.fire({ document, replacements, changes });
  }
}

function replacementOf(change: TextDocumentContentChangeEvent, text: TextDocument): Replacement {
  if (!('range' in change)) return { start: 0, end: text.getText().length, text: change.text };
  const a = text.offsetAt(change.range.start);
  const b = text.offsetAt(change.range.end);
  return { start: Math.min(a, b), end: Math.max(a, b), text: change.text };
}

/** Whether a document is Go code, or of another format that Archway looks at. */
export function isAnalysed({ path, text }: OpenDocument): boolean {
  if (path.endsWith('.go')) return true;
  const head = text.getText({ start: { line: 0, character: 0 }, end: { line: 0, character: 200 } });
  return detectFormat(path, head) !== undefined;
}
