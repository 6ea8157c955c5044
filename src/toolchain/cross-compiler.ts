// The C compiler cgo needs for a target, and what goes with it.
import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { message } from '../messages/catalogue.ts';
import { compilerTriples, zigTriple } from '../platform/c-triples.ts';
import { type Target, targetName } from '../platform/target.ts';
import { findProgram } from './find-program.ts';
import { isHost } from './host.ts';
import { installAdvice } from './install-advice.ts';
import { ToolError } from './tool-error.ts';

/** The commands cgo runs for one target. */
export interface CCompiler {
  /** The value of CC. */
  readonly cc: string;
  /** The value of CXX; absent where there is no C++ compiler. */
  readonly cxx?: string;
  /** The value of AR; absent where the go command's default will do. */
  readonly ar?: string;
  /** Variables that make pkg-config speak of the target's libraries, not of this machine's. */
  readonly pkgConfig?: Readonly<Record<string, string>>;
}

/** How programs are linked, which decides what compilers will do. */
export interface LinkOptions {
  /** Whether the C library is linked into them. */
  readonly static?: boolean;
}

/**
 * The C compiler for a target, or undefined where there is none: what the user set CC to, for this machine's own port
 * gcc or clang, and else a GNU cross compiler by the name of one of the target's triples, or `zig cc`. Names rather than paths, as go
 * before 1.18 cannot take a path with a space.
 */
export function findCCompiler(
  target: Target,
  env: NodeJS.ProcessEnv,
  options: LinkOptions = {},
): CCompiler | undefined {
  if (env.CC) return { cc: env.CC, ...(env.CXX ? { cxx: env.CXX } : {}) };
  const onPath = (name: string) => findProgram([name], env) !== undefined;
  if (isHost(target)) {
    const cc = ['gcc', 'clang'].find(onPath);
    const cxx = ['g++', 'clang++'].find(onPath);
    return cc === undefined ? undefined : { cc, ...(cxx === undefined ? {} : { cxx }) };
  }
  return gnuCompiler(target, env, onPath) ?? zigCompiler(target, env, onPath, options);
}

function gnuCompiler(target: Target, env: NodeJS.ProcessEnv, onPath: (name: string) => boolean): CCompiler | undefined {
  const triple = compilerTriples(target).find((name) => onPath(`${name}-gcc`));
  if (triple === undefined) return undefined;
  const optional = (key: 'cxx' | 'ar', name: string) => (onPath(name) ? { [key]: name } : {});
  return {
    cc: `${triple}-gcc`,
    ...optional('cxx', `${triple}-g++`),
    ...optional('ar', `${triple}-ar`),
    pkgConfig: pkgConfigFor(triple, env, onPath),
  };
}

/** zig brings the C libraries of all targets along; glibc only as shared object, so that static programs get musl. */
function zigCompiler(
  target: Target,
  env: NodeJS.ProcessEnv,
  onPath: (name: string) => boolean,
  options: LinkOptions,
): CCompiler | undefined {
  const triple = zigTriple(target, options.static ? 'musl' : 'gnu');
  if (triple === undefined || !onPath('zig')) return undefined;
  return {
    cc: `zig cc -target ${triple}`,
    cxx: `zig c++ -target ${triple}`,
    ar: 'zig ar',
    pkgConfig: pkgConfigFor(compilerTriples(target)[0]!, env, onPath),
  };
}

/**
 * pkg-config as the target's: Debian's `TRIPLE-pkg-config`, or this machine's with the folders where distributions put the files of
 * other architectures. What it would find without is of this machine, and does not link. The user's own settings stay.
 */
function pkgConfigFor(
  triple: string,
  env: NodeJS.ProcessEnv,
  onPath: (name: string) => boolean,
): Readonly<Record<string, string>> {
  if (env.PKG_CONFIG || env.PKG_CONFIG_LIBDIR || env.PKG_CONFIG_SYSROOT_DIR) return {};
  if (onPath(`${triple}-pkg-config`)) return { PKG_CONFIG: `${triple}-pkg-config` };
  const folders = [
    `/usr/lib/${triple}/pkgconfig`,
    `/usr/${triple}/lib/pkgconfig`,
    `/usr/${triple}/sys-root/usr/lib/pkgconfig`,
    `/usr/${triple}/sys-root/usr/lib64/pkgconfig`,
    '/usr/share/pkgconfig',
  ];
  return { PKG_CONFIG_LIBDIR: folders.join(delimiter) };
}

/**
 * The C compiler a target needs, undefined for one without cgo.
 *
 * @throws {ToolError} where it is missing.
 */
export function requireCCompiler(
  target: Target,
  env: NodeJS.ProcessEnv,
  options: LinkOptions = {},
): CCompiler | undefined {
  if (!target.cgo) return undefined;
  const compiler = findCCompiler(target, env, options);
  if (compiler !== undefined) return compiler;
  throw new ToolError(
    message('tool-cc-missing', {
      target: targetName(target),
      program: expectedPrograms(target).join(', ') || 'CC',
      advice: cCompilerAdvice(target),
    }),
  );
}

/** How to get a C compiler for a target, in words. */
export function cCompilerAdvice(target: Target): string {
  return installAdvice(isHost(target) ? { kind: 'host-c-compiler' } : { kind: 'c-compiler', target });
}

/** Of the names that are looked for the usual one, and zig. */
function expectedPrograms(target: Target): string[] {
  if (isHost(target)) return ['gcc', 'clang'];
  const gnu = compilerTriples(target)
    .slice(0, 1)
    .map((triple) => `${triple}-gcc`);
  return zigTriple(target, 'gnu') === undefined ? gnu : [...gnu, 'zig'];
}

/**
 * The folder that holds the target's C library as if it were the root folder, for QEMU's `-L`. `interpreter` is a path
 * the dynamic loader must have below it. Debian's cross packages and Arch's use `/usr/TRIPLE`, Fedora's `/usr/TRIPLE/sys-root`, crosstool-NG
 * `/usr/TRIPLE/sysroot`.
 */
export function findSysroot(target: Target, interpreter?: string): string | undefined {
  return compilerTriples(target)
    .flatMap((triple) => ['', '/sys-root', '/sysroot'].map((folder) => `/usr/${triple}${folder}`))
    .find((root) => existsSync(root + (interpreter ?? '/lib')));
}
