// The words of commander, which has them in English only: headings and notes of its help, and what is wrong with a command line.
// The English ones are commander's own, to the letter: they are recognised by them, and a test compares them with what it says.
export const commanderMessages = {
  // Help.
  'commander-usage': 'Usage:',
  'commander-arguments': 'Arguments:',
  'commander-options': 'Options:',
  'commander-commands': 'Commands:',
  'commander-help': 'display help for command',
  'commander-version': 'output the version number',
  'commander-notes': '{description} ({notes})',
  'commander-choices': 'choices: {choices}',
  'commander-default': 'default: {value}',

  // Errors.
  'commander-invalid-option': "error: option '{option}' argument '{value}' is invalid. {reason}",
  'commander-allowed-choices': 'Allowed choices are {choices}.',
  'commander-missing-argument': "error: missing required argument '{argument}'",
  'commander-missing-option-argument': "error: option '{option}' argument missing",
  'commander-unknown-option': "error: unknown option '{option}'",
  'commander-unknown-command': "error: unknown command '{command}'",
  'commander-one-argument': "error: too many arguments for '{command}'. Expected 1 argument but got {count}.",
  'commander-too-many-arguments':
    "error: too many arguments for '{command}'. Expected {expected} arguments but got {count}.",
  'commander-did-you-mean': '(Did you mean {suggestion}?)',
  'commander-did-you-mean-one': '(Did you mean one of {suggestions}?)',
} as const;
