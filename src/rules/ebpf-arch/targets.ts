// Which targets an eBPF object is for, by the names that bpf2go, libbpf and clang have for them.
import { architectures } from '../../platform/ports.ts';
import type { Target } from '../../platform/target.ts';

/**
 * Go architectures by libbpf's names, those of `__TARGET_ARCH_NAME` in bpf_tracing.h: each has its own registers in
 * `struct pt_regs`. Also the names in the files that bpf2go writes (`prog_x86_bpfel.o`).
 */
const byRegisters: ReadonlyMap<string, readonly string[]> = new Map([
  ['arm', ['arm']],
  ['arm64', ['arm64']],
  ['loongarch', ['loong64']],
  ['mips', ['mips', 'mips64', 'mips64le', 'mipsle']],
  ['powerpc', ['ppc64', 'ppc64le']],
  ['riscv', ['riscv64']],
  ['s390', ['s390x']],
  ['x86', ['386', 'amd64']],
]);

/** The architectures that have the registers which `-D__TARGET_ARCH_NAME` stands for. */
export function archsWithRegisters(name: string): readonly string[] | undefined {
  return byRegisters.get(name);
}

/** Whether a target has the byte order of `bpfel` or `bpfeb`. */
export function hasByteOrder(target: Target, order: 'bpfel' | 'bpfeb'): boolean {
  return architectures.get(target.goarch)?.endianness === (order === 'bpfel' ? 'little' : 'big');
}

/** GOARCHes that bpf2go makes objects with registers for (`targetsByGoArch` of its gen/target.go); the others have generic objects only. */
const ownTargets = new Set(['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips', 'ppc64', 'ppc64le', 'riscv64', 's390x']);

/** Whether `-target` of bpf2go takes the name of a target's architecture. */
export function isBpf2goTarget(goarch: string): boolean {
  return ownTargets.has(goarch);
}

/**
 * The targets that an element of bpf2go's `-target` is for; undefined where it is none, or what it comes to is a matter of the machine
 * that runs bpf2go (`bpf`, `native`).
 */
export function isForTarget(element: string): ((target: Target) => boolean) | undefined {
  if (element === 'bpfel' || element === 'bpfeb') return (target) => hasByteOrder(target, element);
  if (!ownTargets.has(element)) return undefined;
  const isX86 = element === 'amd64' || element === '386';
  return ({ goarch }) => goarch === element || (isX86 && (goarch === 'amd64' || goarch === '386'));
}

/** The targets an object file is for, by its name as bpf2go writes it: `bpf_bpfel.o`, `bpf_x86_bpfel.o`, `bpf_bpfel_x86.o`. */
export function isForObject(name: string): ((target: Target) => boolean) | undefined {
  const [, before, order, behind] = /_(?:([a-z0-9]+)_)?(bpfel|bpfeb)(?:_([a-z0-9]+))?\.o$/.exec(name) ?? [];
  if (order === undefined) return undefined;
  const archs = byRegisters.get(behind ?? before ?? '');
  return (target) =>
    hasByteOrder(target, order as 'bpfel' | 'bpfeb') && (archs === undefined || archs.includes(target.goarch));
}
