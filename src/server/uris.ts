// Document URIs of the protocol and paths of the file system.
import { resolve } from 'node:path';
import { URI } from 'vscode-uri';

/** The absolute path of a `file:` URI; undefined for any other, and for what is no URI. */
export function pathOf(uri: unknown): string | undefined {
  if (typeof uri !== 'string') return undefined;
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' ? resolve(parsed.fsPath) : undefined;
  } catch {
    return undefined;
  }
}

/** The URI of an absolute path, as VS Code writes it. */
export function uriOf(path: string): string {
  return URI.file(path).toString();
}
