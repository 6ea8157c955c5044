// The kernel's binfmt_misc: interpreters it starts by itself for programs of other architectures.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linuxNames } from '../platform/linux-names.ts';
import type { Target } from '../platform/target.ts';

/** The interpreter the kernel starts for a target's programs. */
export interface BinfmtHandler {
  /** The name of the registration, `qemu-aarch64`. */
  readonly name: string;
  /** The interpreter's path; with `fixed` it need not exist in our file system. */
  readonly interpreter: string;
  /** The kernel keeps the interpreter open (flag F), so that it works in containers and chroots, too. */
  readonly fixed: boolean;
}

/**
 * The enabled registration for a target, or undefined. Debian, systemd and Docker's images all name it like the QEMU
 * program without `-static`.
 */
export function findBinfmtHandler(target: Target, folder = '/proc/sys/fs/binfmt_misc'): BinfmtHandler | undefined {
  const name = linuxNames(target)?.qemu;
  if (name === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
  const interpreter = /^interpreter (.+)$/m.exec(text)?.[1];
  if (!text.startsWith('enabled') || interpreter === undefined) return undefined;
  return { name, interpreter, fixed: /^flags:.*F/m.test(text) };
}
