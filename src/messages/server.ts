// What the language server says: in its log, in progress notifications, and in code actions.
export const serverMessages = {
  'server-left-alone':
    'Checking {folder} ended the analysis thread twice. It is left alone until one of its files is opened again.',
  'server-no-thread': 'There is no analysis thread.',
  'server-thread-hangs': 'The analysis thread gave no answer about {folder} for {seconds} seconds. It is ended.',
  'server-thread-died': 'The analysis thread ended while it worked on {folder}.',
  'server-thread-ended': 'The analysis thread ended while it worked on "{folder}", and is started again: {problem}',
  'server-exit-code': 'exit status {code}',
  'server-not-started':
    'The analysis thread ends at once whenever it is started. Restart the language server to try again.',
  'server-started': 'Archway {version}, process {pid}, Node.js {node}',
  'server-project': 'Checking {root} for {targets}',
  'server-settings-problem': 'Settings of {folder}: {problem}',
  'server-incomplete': 'Not seen: {what}',
  'server-background-failed': 'The check of {root} failed: {problem}',
  'server-background-done': '{root}: {packages} packages and {files} files checked in {seconds} s',
  'server-progress': 'Checking {folder}',
  'server-progress-count': '{done} of {total}',
  'server-no-such-folder': '{folder} is no folder of the workspace',
  'server-changed-meanwhile': 'The document has changed meanwhile.',
  'action-explain': 'Explain {rule}',
  'action-suppress': 'Suppress {rule} here…',
} as const;
