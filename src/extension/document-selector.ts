// Which documents the language server is told of.
import type { DocumentFilter } from 'vscode';

/** Language ids of VS Code; package.json activates the extension on the same. */
export const languages = ['go', 'go.mod', 'go.work', 'dockerfile', 'makefile', 'shellscript', 'yaml', 'dockercompose'];

/** Files whose language is unknown to VS Code without another extension, or has a name of that extension's own. */
const patterns = [
  '**/{go.mod,go.work}',
  // Of these archway.json and seccomp profiles are looked at.
  '**/*.json',
  '**/*.{yml,yaml,mk}',
  '**/{Dockerfile,Containerfile}',
  '**/{Dockerfile,Containerfile}.*',
  '**/*.{Dockerfile,Containerfile,dockerfile,containerfile}',
];

/** Files on the machine that the extension runs on; in a remote window that is the remote one. */
export const documentSelector: readonly DocumentFilter[] = [
  ...languages.map((language) => ({ scheme: 'file', language })),
  ...patterns.map((pattern) => ({ scheme: 'file', pattern })),
];
