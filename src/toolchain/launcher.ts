// How a program built for a target is started on this machine: by itself, under QEMU, or by the kernel's binfmt_misc.
import { existsSync } from 'node:fs';
import { message } from '../messages/catalogue.ts';
import { linuxNames } from '../platform/linux-names.ts';
import { type Target, targetName } from '../platform/target.ts';
import { findBinfmtHandler } from './binfmt.ts';
import { findSysroot } from './cross-compiler.ts';
import { runsNatively } from './host.ts';
import { installAdvice } from './install-advice.ts';
import { emulatedProcessor, findQemu } from './qemu.ts';
import { ToolError } from './tool-error.ts';

/** What starts a target's programs here. */
export interface Launcher {
  readonly how: 'native' | 'qemu' | 'binfmt' | 'ssh';
  /** What stands in front of the program; empty where the kernel starts it by itself. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds it may take to end what it has started, where that is longer than usual. */
  readonly grace?: number;
}

/** The loader of programs that are not built yet. */
export const ANY_LOADER = 'any';

const NATIVE: Launcher = { how: 'native', argv: [], env: {} };

/**
 * What starts a program of a target. `loader` is the dynamic loader the program asks for; absent where the program is
 * static; `any` where it is not built yet and may need one. The user's own QEMU_CPU and QEMU_LD_PREFIX are left as
 * they are.
 *
 * @throws {ToolError} where nothing here can run it, with the way to get what is missing.
 */
export function findLauncher(target: Target, env: NodeJS.ProcessEnv, loader?: string): Launcher {
  const needsSysroot = loader !== undefined && !env.QEMU_LD_PREFIX && (loader === ANY_LOADER || !existsSync(loader));
  if (runsNatively(target) && (loader === ANY_LOADER || !needsSysroot)) return NATIVE;
  const name = targetName(target);
  const names = linuxNames(target);
  if (names === undefined) throw new ToolError(message('tool-no-emulator', { target: name }));

  const qemu = findQemu(target, env);
  const handler = findBinfmtHandler(target);
  if (qemu === undefined && handler === undefined) {
    const advice = installAdvice({ kind: 'qemu', target });
    throw new ToolError(message('tool-qemu-missing', { target: name, program: names.qemu, advice }));
  }
  const variables: Record<string, string> = {};
  const processor = emulatedProcessor(target);
  if (processor !== undefined && !env.QEMU_CPU) variables.QEMU_CPU = processor;

  const sysroot = needsSysroot ? findSysroot(target, loader === ANY_LOADER ? undefined : loader) : undefined;
  if (needsSysroot && sysroot === undefined && loader !== ANY_LOADER) {
    const advice = installAdvice({ kind: 'c-compiler', target });
    throw new ToolError(message('tool-sysroot-missing', { target: name, interpreter: loader, advice }));
  }
  if (qemu !== undefined) {
    return { how: 'qemu', argv: [qemu, ...(sysroot === undefined ? [] : ['-L', sysroot])], env: variables };
  }
  if (sysroot !== undefined) variables.QEMU_LD_PREFIX = sysroot;
  return { how: 'binfmt', argv: [], env: variables };
}
