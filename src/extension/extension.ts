// The extension's entry: what VS Code calls when a Go workspace is opened.
import type { ExtensionContext } from 'vscode';

export function activate(_context: ExtensionContext): void {}
