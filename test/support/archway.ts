// Runs the command line in this process, with its output captured.
import { Writable } from 'node:stream';
import { run } from '../../src/cli/program.ts';

class Captured extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `archway ARGS` in a folder. */
export async function archway(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  signal = new AbortController().signal,
): Promise<Outcome> {
  const stdout = new Captured();
  const stderr = new Captured();
  const inBackground = <T>(work: () => Promise<T>) => work();
  const status = await run(args, { cwd, env: { ...process.env, ...env }, stdout, stderr, signal, inBackground });
  return { status, stdout: stdout.text, stderr: stderr.text };
}
