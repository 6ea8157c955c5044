// Proving changed files by the go command before they are written: they stand in for those on disk (`-overlay`), and packages are built
// and vetted.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { message } from '../messages/catalogue.ts';
import type { GoPackage } from '../module/package.ts';
import { type Target, TargetList } from '../platform/target.ts';
import { type BuildOptions, buildTask, canLink, vetTask } from './build.ts';
import { requireBuildTools } from './build-tools.ts';
import { findProgram } from './find-program.ts';
import { type Go, goEnv } from './go.ts';
import { runTask } from './process.ts';
import { runGo } from './run-go.ts';
import { ToolError } from './tool-error.ts';

/** The go command that proves, and where it runs. */
export interface Prover {
  readonly go: Go;
  /** The gofmt of the same Go. */
  readonly gofmt: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Texts of files on disk that stand in for others. */
export interface Stage {
  /** The folder they are in. */
  readonly dir: string;
  /** The file that `-overlay` takes. */
  readonly overlay: string;
  /** The files that stand in, by the paths they stand for. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The gofmt beside a go command, or of its GOROOT.
 * @throws {ToolError} where there is none
 */
export async function requireGofmt(go: Go, where: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string> {
  const { GOROOT = '' } = await goEnv(go.path, where);
  const folders = [dirname(go.path), join(GOROOT, 'bin'), where.env.PATH ?? ''];
  const found = findProgram(['gofmt'], { ...where.env, PATH: folders.join(delimiter) });
  if (found !== undefined) return found;
  throw new ToolError(message('tool-gofmt-missing', { go: go.path }));
}

/** Puts texts into a temporary folder, by the paths of the files they stand for, for as long as `work` takes. */
export async function withStage<T>(texts: ReadonlyMap<string, string>, work: (stage: Stage) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'archway-prove-'));
  try {
    const files = new Map<string, string>();
    for (const [path, text] of texts) {
      const folder = join(dir, String(files.size));
      mkdirSync(folder);
      files.set(path, join(folder, basename(path)));
      writeFileSync(files.get(path)!, text);
    }
    const overlay = join(dir, 'overlay.json');
    writeFileSync(overlay, JSON.stringify({ Replace: Object.fromEntries(files) }));
    return await work({ dir, overlay, files });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Of the files of a stage those that gofmt would change, by the paths they stand for. */
export async function unformatted({ gofmt, env, signal }: Prover, { dir, files }: Stage): Promise<string[]> {
  const paths = [...files].filter(([path]) => path.endsWith('.go'));
  const found: string[] = [];
  // A command line has its limits.
  for (let at = 0; at < paths.length; at += 100) {
    const some = paths.slice(at, at + 100);
    const argv: [string, ...string[]] = [gofmt, '-l', ...some.map(([, staged]) => staged)];
    const { stdout } = await runTask({ argv, env: {}, cwd: dir }, { env, signal, stdout: 'capture' });
    const odd = new Set(stdout.split('\n'));
    for (const [path, staged] of some) if (odd.has(staged)) found.push(path);
  }
  return found;
}

/**
 * What `go build` and `go vet` say of packages on a target, line by line, with the files of a stage in place of those they stand
 * for; nothing where all is well. Packages that are not built for the target are left out.
 * @throws {ToolError} where the target cannot be built for
 */
export async function complaints(
  prover: Prover,
  target: Target,
  packages: readonly GoPackage[],
  stage?: Stage,
): Promise<string[]> {
  const compiler = requireBuildTools(prover.go, target, prover.env);
  const said: string[] = [];
  for (const [cwd, members] of byModule(packages)) {
    const names = ({ dir }: GoPackage) => `./${relative(cwd, dir).replaceAll('\\', '/')}`;
    const options = (chosen: readonly GoPackage[]): BuildOptions => ({
      packages: chosen.map(names),
      cwd,
      ...(compiler && { compiler }),
      ...(stage && { overlay: stage.overlay }),
      everyError: true,
    });
    const built = canLink(target) ? members.filter((found) => isPresent(found, target, false)) : [];
    const vetted = members.filter((found) => isPresent(found, target, true));
    const tasks = [
      ...(built.length > 0 ? [buildTask(prover.go.path, target, options(built), devNull)] : []),
      ...(vetted.length > 0 ? [vetTask(prover.go.path, target, options(vetted))] : []),
    ];
    for (const task of tasks) {
      const { env, signal } = prover;
      const { status, stdout, stderr } = await runGo(prover.go, task, {
        env,
        signal,
        stdout: 'capture',
        stderr: 'capture',
      });
      if (status !== 0) said.push(...linesOf(stderr + stdout, cwd, stage));
    }
  }
  return said;
}

function byModule(packages: readonly GoPackage[]): Map<string, GoPackage[]> {
  const found = new Map<string, GoPackage[]>();
  for (const one of packages) found.set(one.module.dir, [...(found.get(one.module.dir) ?? []), one]);
  return found;
}

/** Whether a package has a file on a target; with `tests`, its tests count. */
function isPresent({ files }: GoPackage, target: Target, tests: boolean): boolean {
  const list = new TargetList([target]);
  return files.some((file) => (tests || !file.isTest) && file.presence(list) !== 0);
}

/** What the go command said, without the headings for packages, files called by the names that the user knows. */
function linesOf(output: string, cwd: string, stage: Stage | undefined): string[] {
  let text = output.replaceAll(`${cwd}/`, '');
  for (const [path, staged] of stage?.files ?? []) {
    for (const known of [relative(cwd, staged), staged]) text = text.replaceAll(known, relative(cwd, path));
  }
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(?:#|go: (?:downloading|finding) )/.test(line));
  return lines.length > 0 ? lines.map((line) => line.replace(/(^|\s)\.\//, '$1')) : [output.trim()];
}

/**
 * The lines that are new, where only lines and columns of places have changed. Of a package with errors `go vet` tells the first, which is
 * not new where there was another one before.
 */
export function newComplaints(before: readonly string[], after: readonly string[]): string[] {
  const words = (line: string) =>
    line.startsWith('vet: ') ? line.replace(/[^/ ]*\.go:.*$/, '') : line.replace(/:\d+(?::\d+)?:/, ':');
  const known = new Map<string, number>();
  for (const line of before) known.set(words(line), (known.get(words(line)) ?? 0) + 1);
  return after.filter((line) => {
    const left = known.get(words(line)) ?? 0;
    known.set(words(line), left - 1);
    return left <= 0;
  });
}
