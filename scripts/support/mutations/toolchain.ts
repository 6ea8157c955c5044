// What the Go compiler says of a mutant.
import { resolve } from 'node:path';
import { execa } from 'execa';

/** Errors of some packages on one target. */
export interface Verdict {
  /** `/path/x.go:12`, and what is said there. */
  readonly lines: ReadonlyMap<string, string>;
  /** Import paths of the packages that do not compile. */
  readonly failing: ReadonlySet<string>;
  /** What is said of no place: the go command did not come to compile anything. */
  readonly refusal: string;
}

/** Builds packages for a target. */
export async function compile(dir: string, target: string, packages: readonly string[]): Promise<Verdict> {
  const [GOOS, GOARCH] = target.split('/');
  const env = {
    GOOS,
    GOARCH,
    CGO_ENABLED: '0',
    GOFLAGS: '-mod=mod',
    GOPROXY: 'off',
    GOWORK: 'off',
    GOTOOLCHAIN: 'local',
  };
  const { all } = await execa('go', ['build', '-gcflags=-e', '-o', '/dev/null', ...packages], {
    cwd: dir,
    env,
    all: true,
    reject: false,
  });
  const lines = new Map<string, string>();
  const failing = new Set<string>();
  let refusal = '';
  for (const line of all.split('\n')) {
    const heading = /^# (\S+)/.exec(line);
    const error = /^(\S+\.go):(\d+)(?::\d+)?: (.*)$/.exec(line);
    if (heading !== null) failing.add(heading[1]!);
    else if (error !== null) {
      const at = `${resolve(dir, error[1]!)}:${error[2]}`;
      lines.set(at, lines.has(at) ? `${lines.get(at)}; ${error[3]}` : error[3]!);
    } else if (line !== '' && !line.startsWith('\t') && failing.size === 0) refusal ||= line;
  }
  return { lines, failing, refusal };
}
