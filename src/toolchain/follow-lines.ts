// Reads what a process prints line by line, while it runs.
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';

/** What is done with the lines of each stream; a line is read when the one before is done with. */
export interface LineTakers {
  stdout(line: string): void | Promise<void>;
  stderr(line: string): void | Promise<void>;
}

/**
 * Has `run` run a process with streams whose lines go to `take`, and gives what it gives once the last line is taken.
 */
export async function followLines<T>(
  take: LineTakers,
  run: (streams: { readonly stdout: PassThrough; readonly stderr: PassThrough }) => Promise<T>,
): Promise<T> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const followed = Promise.all([readLines(stdout, take.stdout), readLines(stderr, take.stderr)]);
  try {
    return await run({ stdout, stderr });
  } finally {
    stdout.end();
    stderr.end();
    await followed;
  }
}

async function readLines(stream: PassThrough, take: LineTakers['stdout']): Promise<void> {
  for await (const line of createInterface({ input: stream })) await take(line);
}
