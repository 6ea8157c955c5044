// The page of the panel: nothing but the places of its script and style, which alone may run there.
import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';
import { currentLanguage } from '../../messages/translation.ts';

/** Where the script and the style are, in the folder of the extension. */
export const viewFolders = ['dist', 'media'] as const;

/** The page. */
export function pageOf(webview: Webview, extension: Uri, title: string): string {
  const nonce = randomBytes(16).toString('hex');
  const script = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'matrix-view.js'));
  const style = webview.asWebviewUri(Uri.joinPath(extension, 'media', 'matrix.css'));
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${currentLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${title}</title>
</head>
<body>
<main></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
