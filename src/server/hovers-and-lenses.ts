// Hover texts and lenses.
import {
  type CodeLens,
  CodeLensRefreshRequest,
  type Command,
  type Hover,
  MarkupKind,
  type Range,
} from 'vscode-languageserver/node';
import type { Lens } from '../editor/answers.ts';
import { render } from '../messages/catalogue.ts';
import type { Core } from './core.ts';
import type { OpenDocument } from './documents.ts';
import { hoverAt, lenses } from './editor-protocol.ts';
import { clientCommands } from './protocol.ts';
import { uriOf } from './uris.ts';

/** Answers requests for hover texts and lenses. */
export function hoversAndLenses(core: Core): void {
  const { connection, client } = core;
  connection.onHover(async ({ textDocument, position }, token): Promise<Hover | null> => {
    const at = await core.documentAt(textDocument.uri);
    if (!at) return null;
    const { document, project } = at;
    const { hover: settings } = project.configuration.settings;
    const offset = document.text.offsetAt(position);
    const hover = await core.ask(hoverAt, { root: project.root, path: document.path, offset, ...settings }, token);
    return hover && { contents: { kind: MarkupKind.Markdown, value: hover.markdown }, range: rangeOf(document, hover) };
  });
  connection.onCodeLens(async ({ textDocument }, token): Promise<CodeLens[]> => {
    const at = await core.documentAt(textDocument.uri);
    if (!at) return [];
    const { document, project } = at;
    const { absentFile, layout, run: wantsRun } = project.configuration.settings.codeLens;
    // A workspace that is not trusted is offered nothing that starts a program.
    const run = wantsRun && core.options.trusted;
    if (!absentFile && !run && !layout) return [];
    const chosen = { target: core.targetOf(project), cgo: core.hasCgo(project) };
    const question = { root: project.root, path: document.path, ...chosen, absentFile, run, layout };
    const found = await core.ask(lenses, question, token);
    return found.map((lens) => {
      const range = rangeOf(document, lens);
      return { range, command: commandOf(lens, document, range) };
    });
  });
  if (!client.refreshesLenses) return;
  core.onLensesChanged(() => {
    connection.sendRequest(CodeLensRefreshRequest.type).catch((error) => connection.console.error(String(error)));
  });
}

function rangeOf({ text }: OpenDocument, { start, end }: { start: number; end: number }): Range {
  return { start: text.positionAt(start), end: text.positionAt(end) };
}

function commandOf({ title, action }: Lens, { uri }: OpenDocument, { start }: Range): Command {
  const words = { title: render(title) };
  switch (action.kind) {
    case 'choose-target':
      return { ...words, command: clientCommands.pickTarget };
    case 'open-file':
      return { ...words, command: clientCommands.openFile, arguments: [uriOf(action.path)] };
    case 'run':
      return { ...words, command: clientCommands.runProgram, arguments: [uri] };
    case 'test':
      return { ...words, command: clientCommands.runTests, arguments: [uri, ...(action.tests ? [action.tests] : [])] };
    case 'show-layout':
      return { ...words, command: clientCommands.showLayout, arguments: [uri, start] };
    case 'none':
      return { ...words, command: '' };
  }
}
