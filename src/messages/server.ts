// What the language server says: in its log, in progress notifications, and in code actions.
export const serverMessages = {
  'server-left-alone':
    'The analysis thread crashed twice while checking {folder}. The folder is not checked again until one of its files is opened.',
  'server-no-thread': 'There is no analysis thread.',
  'server-thread-hangs': 'The analysis thread did not answer about {folder} for {seconds} seconds and was stopped.',
  'server-thread-died': 'The analysis thread crashed while working on {folder}.',
  'server-thread-ended': 'The analysis thread crashed while working on "{folder}" and is being restarted: {problem}',
  'server-exit-code': 'exit status {code}',
  'server-not-started':
    'The analysis thread ends at once each time it is started. Restart the language server to try again.',
  'server-started': 'Archway {version}, process {pid}, Node.js {node}',
  'server-project': 'Checking {root} for {targets}',
  'server-settings-problem': 'Settings of {folder}: {problem}',
  'server-incomplete': 'Could not be checked: {what}',
  'server-background-failed': 'The check of {root} failed: {problem}',
  'server-background-done': '{root}: {packages} packages and {files} files checked in {seconds} s',
  'server-progress': 'Checking {folder}',
  'server-progress-count': '{done} of {total}',
  'server-no-such-folder': '{folder} is not a folder of the workspace',
  'server-changed-meanwhile': 'The document has changed in the meantime.',
  'action-explain': 'Explain {rule}',
  'action-suppress': 'Suppress {rule} here…',
} as const;
