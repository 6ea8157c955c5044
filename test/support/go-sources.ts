// Real Go files for tests: those of the installed Go.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';

/** One file of GOROOT. */
export interface GoSource {
  /** Relative to GOROOT. */
  readonly path: string;
  readonly text: string;
}

/** Absolute path of GOROOT. @throws Error when Go is not installed */
export function goRoot(): string {
  return execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
}

/**
 * Every `step`-th Go file of GOROOT, the odd ones of its compiler tests included; all with ARCHWAY_ORACLE=all.
 * @param step any number: the same one gives the same files for the same Go
 */
export function* goSources(step: number): Generator<GoSource> {
  const root = goRoot();
  const every = process.env.ARCHWAY_ORACLE === 'all' ? 1 : step;
  const paths = globSync('{src,test}/**/*.go', { cwd: root }).sort();
  for (let i = every >> 1; i < paths.length; i += every) {
    yield { path: paths[i]!, text: readFileSync(`${root}/${paths[i]}`, 'utf8') };
  }
}
