// What is wrong in archway.json, shown in archway.json.
import { join } from 'node:path';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { configFileName } from '../analysis/config.ts';
import { LineMap } from '../syntax/lines.ts';
import type { Configuration } from './configuration.ts';
import type { FileDiagnostics } from './editor-protocol.ts';

/** The diagnostics of the archway.json that a configuration was read from; empty where nothing is wrong with it any more. */
export function configurationDiagnostics({ broken, loaded, project }: Configuration): FileDiagnostics[] {
  if (!broken) return [{ path: join(loaded.dir ?? project.root, configFileName), diagnostics: [] }];
  const lines = new LineMap(broken.text);
  const diagnostics = broken.problems.map(({ start, end, text }) => ({
    range: { start: lines.lspPosition(start), end: lines.lspPosition(end) },
    severity: DiagnosticSeverity.Error,
    source: 'archway',
    message: text,
  }));
  return [{ path: broken.path, diagnostics }];
}
