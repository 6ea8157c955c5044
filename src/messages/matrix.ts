// What is said of a matrix of packages and targets, by the command line, its documents, and the view of the editor.
export const matrixMessages = {
  'matrix-description':
    'build, vet or test packages for every target, and compare what the go command says with what archway predicts',
  'matrix-command': 'what the go command does',
  'matrix-format': 'output format: events are JSON lines while it runs; github-workflow starts nothing',
  'matrix-help': `The default packages are ./... (all below). Exit status: 0 all is well, 1 something failed, 2 a tool is missing or a flag is wrong.
A cell with ! fails and was not predicted; one with ? was predicted to fail and does not.`,
  'matrix-heading': '{command} {packages} for every target',
  'matrix-qemu-step': 'Run other architectures under QEMU',
  'matrix-package': 'package',
  'matrix-ok': 'ok',
  'matrix-failed': 'failed',
  'matrix-blocked': 'blocked',
  'matrix-absent': 'not there',
  'matrix-impossible': 'not possible',
  'matrix-stopped': 'stopped',
  'matrix-waiting': 'waiting',
  'matrix-running': 'running',
  'matrix-predicted': 'predicted to fail',
  'matrix-unpredicted': 'fails, and was not predicted',
  'matrix-unconfirmed': 'was predicted to fail, and does not',
  'matrix-only-predicted': 'only predicted: {problem}',
  'matrix-summary': '{ok} ok, {failed} failed',
  'matrix-compared': 'predicted as it is: {agreed} of {compared}',
} as const;
