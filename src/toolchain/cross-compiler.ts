// The C compiler cgo needs for a target.
import { existsSync } from 'node:fs';
import { message } from '../messages/catalogue.ts';
import { linuxNames } from '../platform/linux-names.ts';
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
}

/**
 * The C compiler for a target, or undefined where there is none: what the user set CC to, for this machine's own port
 * gcc or clang, and else the GNU cross compiler named after the target's triple. Names rather than paths, as go
 * before 1.18 cannot take a path with a space.
 */
export function findCCompiler(target: Target, env: NodeJS.ProcessEnv): CCompiler | undefined {
  if (env.CC) return { cc: env.CC, ...(env.CXX ? { cxx: env.CXX } : {}) };
  const onPath = (name: string) => findProgram([name], env) !== undefined;
  const cc = candidates(target, 'gcc', 'clang').find(onPath);
  if (cc === undefined) return undefined;
  const cxx = candidates(target, 'g++', 'clang++').find(onPath);
  return { cc, ...(cxx === undefined ? {} : { cxx }) };
}

/**
 * The C compiler a target needs, undefined for one without cgo.
 *
 * @throws {ToolError} where it is missing.
 */
export function requireCCompiler(target: Target, env: NodeJS.ProcessEnv): CCompiler | undefined {
  if (!target.cgo) return undefined;
  const compiler = findCCompiler(target, env);
  if (compiler !== undefined) return compiler;
  throw new ToolError(
    message('tool-cc-missing', {
      target: targetName(target),
      program: candidates(target, 'gcc', 'clang').join(', ') || 'CC',
      advice: installAdvice(isHost(target) ? { kind: 'host-c-compiler' } : { kind: 'c-compiler', target }),
    }),
  );
}

function candidates(target: Target, gnu: string, llvm: string): string[] {
  if (isHost(target)) return [gnu, llvm];
  const names = linuxNames(target);
  return names === undefined ? [] : [`${names.gnuTriple}-${gnu}`];
}

/**
 * The folder that holds the target's C library as if it were the root folder, for QEMU's `-L`. `interpreter` is a path
 * the dynamic loader must have below it. Debian's cross packages use `/usr/TRIPLE`, Fedora's `/usr/TRIPLE/sys-root`.
 */
export function findSysroot(target: Target, interpreter?: string): string | undefined {
  const names = linuxNames(target);
  if (names === undefined) return undefined;
  return [`/usr/${names.gnuTriple}`, `/usr/${names.gnuTriple}/sys-root`].find((root) =>
    existsSync(root + (interpreter ?? '/lib')),
  );
}
