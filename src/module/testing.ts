// What the tests of this room share: the go command as oracle.
import { execFileSync } from 'node:child_process';

/** Runs the go command and gives what it prints. */
export function goCommand(args: readonly string[], dir?: string, env: Readonly<Record<string, string>> = {}): string {
  try {
    return execFileSync('go', args, {
      cwd: dir,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error('this test asks the go command: install Go and put it on PATH', { cause: error });
    }
    throw error;
  }
}
