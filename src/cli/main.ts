#!/usr/bin/env node
// The executable: hands the process over to the program, and ends it with the program's exit status.
import { run } from './program.ts';

const interrupted = new AbortController();
const statuses = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
let signals = 0;
let inBackground = 0;
// SIGHUP is what closing a terminal sends; what we have started would not get it.
for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (name === 'SIGINT' && inBackground > 0) return;
    interrupted.abort(name);
    // A second Ctrl-C does not wait for anything to end well.
    if (++signals > 1) process.exit(statuses[name]);
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
  async inBackground(work) {
    inBackground++;
    try {
      return await work();
    } finally {
      inBackground--;
    }
  },
});
const reason = interrupted.signal.reason as keyof typeof statuses;
process.exitCode = interrupted.signal.aborted ? statuses[reason] : status;
