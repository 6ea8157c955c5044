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

/** The packages the go command lists: import path and folder, in order. */
export function listedPackages(args: readonly string[], dir: string, env: Readonly<Record<string, string>>): string[] {
  const format = '{{.ImportPath}} {{.Dir}}{{with .Module}} {{.Path}} {{.GoVersion}} {{.Main}}{{end}}';
  const listed = goCommand(['list', '-e', '-f', format, ...args], dir, env);
  return listed.trim().split('\n').map(withLanguage).sort();
}

/** `1.21` for `1.21.3`; the default where the module says nothing. */
function withLanguage(line: string): string {
  return line.replace(/ (\d*)(\.\d+)?\S* (true|false)$/, (_, major, minor = '', main) => {
    return ` ${major === '' ? '1.16' : major + minor} ${main}`;
  });
}
