// The command that shows the layout of the struct at the cursor on every target, as a page.
import { commands, EventEmitter, type TextDocumentContentProvider, Uri, window, workspace } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { type LayoutParams, type LayoutResult, showLayout } from '../../server/protocol.ts';
import type { Handlers, Parts } from '../parts.ts';
import { goEditor } from './active-file.ts';

const scheme = 'archway-layout';

/** Pages that exist only while they are shown. */
class Pages implements TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;

  /** Keeps a page, in place of the one of the same title. */
  put(title: string, markdown: string): Uri {
    const uri = Uri.from({ scheme, path: `/${title.replaceAll('/', '∕')}.md` });
    this.#texts.set(uri.toString(), markdown);
    this.#changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  forget(uri: Uri): void {
    this.#texts.delete(uri.toString());
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

export function layoutHandlers({ client, context }: Parts): Handlers {
  const pages = new Pages();
  context.subscriptions.push(
    pages,
    workspace.registerTextDocumentContentProvider(scheme, pages),
    workspace.onDidCloseTextDocument(({ uri }) => uri.scheme === scheme && pages.forget(uri)),
  );
  const show = async (uri?: string, position?: LayoutParams['position']): Promise<Uri | undefined> => {
    const at = uri !== undefined && position !== undefined ? { uri, position } : cursor();
    if (at === undefined) return undefined;
    const layout = await client.request<LayoutResult | null>(showLayout, at);
    if (layout === null) {
      void window.showInformationMessage(say('command-no-layout', {}));
      return undefined;
    }
    const page = pages.put(layout.title, layout.markdown);
    await commands.executeCommand('markdown.showPreviewToSide', page);
    return page;
  };
  return { 'archway.showLayout': show };
}

function cursor(): LayoutParams | undefined {
  const editor = goEditor();
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
