// What another machine is, and whether it is one for a target's programs.
import { message } from '../../messages/catalogue.ts';
import { levelOf } from '../../platform/levels.ts';
import { findPort } from '../../platform/ports.ts';
import { type Target, targetName } from '../../platform/target.ts';
import { ToolError } from '../tool-error.ts';
import { askHost, type SshHost } from './ssh-host.ts';

/** What uname(1) says of a machine. */
export interface RemoteMachine {
  /** `Linux`. */
  readonly system: string;
  /** `aarch64`. */
  readonly machine: string;
  /** Absent where the machine has no od(1) or no /proc. */
  readonly endianness?: 'little' | 'big';
}

/** Systems that uname(1) does not name like GOOS in small letters. */
const systems: Readonly<Record<string, readonly string[]>> = { sunos: ['solaris', 'illumos'] };

/** The architectures whose programs a machine runs by itself, by what `uname -m` prints; the byte order is looked at apart. */
const machines: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(x86_64|amd64|i86pc)$/, ['amd64', '386']],
  [/^(i[3-6]86|x86)$/, ['386']],
  // Not every one of them still has the 32-bit instructions: the kernel says so when the program starts.
  [/^(aarch64|arm64|evbarm64)$/, ['arm64', 'arm']],
  [/^arm/, ['arm']],
  [/^loongarch64$/, ['loong64']],
  [/^mips64/, ['mips64', 'mips64le', 'mips', 'mipsle']],
  [/^mips/, ['mips', 'mipsle']],
  [/^(ppc64|powerpc64)/, ['ppc64', 'ppc64le']],
  [/^riscv64$/, ['riscv64']],
  [/^s390x$/, ['s390x']],
];

/**
 * Asks a machine what it is. The sixth byte of any ELF file there tells the byte order, which `uname -m` does not for MIPS.
 *
 * @throws {ToolError} where it cannot be asked.
 */
export async function inspectMachine(
  host: SshHost,
  options: { env: NodeJS.ProcessEnv; signal?: AbortSignal },
): Promise<RemoteMachine> {
  const script = 'uname -s && uname -m && { od -An -tx1 -j5 -N1 /proc/self/exe 2>/dev/null || true; }';
  const [system = '', machine = '', order = ''] = (await askHost(host, script, [], options)).trim().split(/\s*\n\s*/);
  const endianness = order === '01' ? 'little' : order === '02' ? 'big' : undefined;
  return { system, machine, ...(endianness === undefined ? {} : { endianness }) };
}

/** Whether a machine runs a target's programs by itself. An emulator that is registered there does not count. */
export function isMachineFor({ system, machine, endianness }: RemoteMachine, target: Target): boolean {
  const name = system.toLowerCase();
  if (!(systems[name] ?? [name]).includes(target.goos)) return false;
  if (!machines.find(([pattern]) => pattern.test(machine))?.[1].includes(target.goarch)) return false;
  const port = findPort(target.goos, target.goarch);
  if (endianness !== undefined && port?.endianness !== endianness) return false;
  const armVersion = /^armv(\d)/.exec(machine)?.[1];
  return armVersion === undefined || Number.parseInt(levelOf(target) ?? '', 10) <= Number(armVersion);
}

/** @throws {ToolError} where a machine is not one for a target's programs, or cannot be asked. */
export async function requireMachine(
  host: SshHost,
  target: Target,
  options: { env: NodeJS.ProcessEnv; signal?: AbortSignal },
): Promise<void> {
  const found = await inspectMachine(host, options);
  if (isMachineFor(found, target)) return;
  const { system, machine } = found;
  throw new ToolError(
    message('tool-remote-machine', { host: host.address, system, machine, target: targetName(target) }),
  );
}
