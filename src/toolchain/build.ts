// How a package is built for a target, as a task.
import { levelOf, levelVariable } from '../platform/levels.ts';
import type { Target } from '../platform/target.ts';
import type { CCompiler } from './cross-compiler.ts';
import type { Task } from './task.ts';

/** What is built and how, beside the target, which has the tags and CGO_ENABLED. */
export interface BuildOptions {
  /** Package patterns or .go files, as the go command takes them. */
  readonly packages: readonly string[];
  /** The folder the go command runs in, absolute. */
  readonly cwd: string;
  /** Linker flags, in the go command's quoting. */
  readonly ldflags?: string;
  /** Link the C library into the program, so that it needs nothing on the system it runs on. */
  readonly static?: boolean;
  /** A file that says which files stand in for others, as the go command's `-overlay` takes it. */
  readonly overlay?: string;
  /** Tell all errors of a package, not the first ten. */
  readonly everyError?: boolean;
  /** Print the packages as they are built. */
  readonly verbose?: boolean;
  /** How many programs the go command may start at once (its `-p`); as many as there are cores where it is not given. */
  readonly processes?: number;
  /** For a debugger: without optimization and inlining, and with the files' full names. */
  readonly debug?: boolean;
  /** The C compiler; needed where the target has cgo. */
  readonly compiler?: CCompiler;
}

/** The variables that make the go command build for a target. */
export function targetEnv(target: Target, compiler?: CCompiler): Record<string, string> {
  const env: Record<string, string> = {
    GOOS: target.goos,
    GOARCH: target.goarch,
    CGO_ENABLED: target.cgo ? '1' : '0',
  };
  // Also where it is the default: a target means the same in every environment.
  const variable = levelVariable(target.goarch);
  if (variable !== undefined) env[variable.name] = levelOf(target)!;
  if (target.cgo && compiler !== undefined) {
    env.CC = compiler.cc;
    if (compiler.cxx !== undefined) env.CXX = compiler.cxx;
    if (compiler.ar !== undefined) env.AR = compiler.ar;
    Object.assign(env, compiler.pkgConfig);
  }
  return env;
}

/**
 * `go build` for a target. `output` is the go command's `-o`: a file, a folder with a slash at its end, or
 * `os.devNull` to build and keep nothing; absent it writes what and where the go command does.
 */
export function buildTask(go: string, target: Target, options: BuildOptions, output?: string): Task {
  const argv: [string, ...string[]] = [go, 'build', ...buildFlags(target, options)];
  if (output !== undefined) argv.push('-o', output);
  return { argv: [...argv, ...options.packages], env: targetEnv(target, options.compiler), cwd: options.cwd };
}

/** `go vet` for a target: it types tests, too. */
export function vetTask(go: string, target: Target, options: BuildOptions): Task {
  const argv: [string, ...string[]] = [go, 'vet', ...buildFlags(target, options), ...options.packages];
  return { argv, env: targetEnv(target, options.compiler), cwd: options.cwd };
}

/** The flags `go build`, `go vet` and `go test` share. */
export function buildFlags(target: Target, options: BuildOptions): string[] {
  // Without cgo every program is static. With it the C library must be linked in by the C linker, and look-ups of
  // names and users, for which the C library loads shared objects, be left to Go.
  const staticC = (options.static ?? false) && target.cgo;
  const tags = staticC ? [...target.tags, 'netgo', 'osusergo'] : target.tags;
  const ldflags = staticC ? staticLdflags(options.ldflags ?? '') : options.ldflags;
  return [
    ...(options.verbose ? ['-v'] : []),
    ...(options.processes === undefined ? [] : ['-p', String(options.processes)]),
    ...(tags.length > 0 ? ['-tags', tags.join(',')] : []),
    ...(ldflags === undefined ? [] : ['-ldflags', ldflags]),
    ...(options.everyError ? ['-gcflags=-e'] : []),
    // GOFLAGS may have -trimpath, with which no debugger finds the source files.
    ...(options.debug ? ['-gcflags=all=-N -l', '-trimpath=false'] : []),
    ...(options.overlay === undefined ? [] : ['-overlay', options.overlay]),
  ];
}

/** The user's linker flags after those for a static program; a package pattern (`all=-s`) stays in front. */
function staticLdflags(ldflags: string): string {
  const [, pattern = '', flags = ''] = /^([^-'"\s=][^=\s]*=)?(.*)$/s.exec(ldflags.trim()) ?? [];
  return `${pattern}-linkmode=external -extldflags=-static ${flags}`.trimEnd();
}

/**
 * Whether the gc linker can make programs for a target as it is. Some ports are linked by a C compiler only (Go's
 * internal/platform, MustLinkExternal and the default build mode of ios).
 */
export function canLink(target: Target): boolean {
  if (target.cgo) return true;
  return target.goos !== 'ios' && (target.goos !== 'android' || target.goarch === 'arm64');
}

/** Prints the file name of the program of each main package, one a line, and an empty line for other packages. */
export function programNamesTask(go: string, target: Target, options: BuildOptions): Task {
  const task = templateTask(go, target, options, '{{if eq .Name "main"}}{{.Target}}{{end}}');
  // With GOBIN set there is no place for programs of other ports, and so no name.
  return { ...task, env: { ...task.env, GOBIN: '' } };
}

/** Prints the folder of each package, one a line. */
export function packageFolderTask(go: string, target: Target, options: BuildOptions): Task {
  return templateTask(go, target, options, '{{.Dir}}');
}

/** Prints a template of `go list` for each package. */
function templateTask(go: string, target: Target, options: BuildOptions, format: string): Task {
  const tags = target.tags.length > 0 ? ['-tags', target.tags.join(',')] : [];
  return {
    argv: [go, 'list', ...tags, '-f', format, ...options.packages],
    env: targetEnv(target, options.compiler),
    cwd: options.cwd,
  };
}

/** Prints the file in the build cache of each package that is compiled, one a line. */
export function exportFilesTask(go: string, target: Target, options: BuildOptions): Task {
  const argv: [string, ...string[]] = [go, 'list', ...buildFlags(target, { ...options, verbose: false })];
  argv.push('-export', '-f', '{{.Export}}', ...options.packages);
  return { argv, env: targetEnv(target, options.compiler), cwd: options.cwd };
}
