#!/usr/bin/env node
// The executable: hands the process over to the program, and ends it with the program's exit status.
import { run } from './program.ts';

const interrupted = new AbortController();
let signals = 0;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    interrupted.abort(name);
    // A second Ctrl-C does not wait for anything to end well.
    if (++signals > 1) process.exit(name === 'SIGINT' ? 130 : 143);
  });
}
// An editor runs us with this to make its own executable a Node; programs that we start must not take it for theirs.
delete process.env.ELECTRON_RUN_AS_NODE;
// `archway check | head` closes our output early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

const status = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupted.signal,
});
const reason: unknown = interrupted.signal.reason;
process.exitCode = reason === 'SIGINT' ? 130 : reason === 'SIGTERM' ? 143 : status;
