// Reads the head of an ELF file: what it was built for, and whether it needs a dynamic loader.
import { closeSync, openSync, readSync } from 'node:fs';
import { isSoftFloat } from '../platform/levels.ts';
import { findPort } from '../platform/ports.ts';
import type { Target } from '../platform/target.ts';

export interface ElfFile {
  readonly bits: 32 | 64;
  readonly endianness: 'little' | 'big';
  /** `e_machine`, such as 183 for AArch64. */
  readonly machine: number;
  /** `e_flags`: what the processor's ABI says, floating point among it. */
  readonly flags: number;
  /** The dynamic loader (`PT_INTERP`), such as `/lib/ld-linux-aarch64.so.1`; absent in a static program. */
  readonly interpreter?: string;
}

/** `e_machine` of each GOARCH (System V ABI, and the supplements of LoongArch and RISC-V). */
const machines: Readonly<Record<string, number>> = {
  '386': 3,
  amd64: 62,
  arm: 40,
  arm64: 183,
  loong64: 258,
  mips: 8,
  mips64: 8,
  mips64le: 8,
  mipsle: 8,
  ppc64: 21,
  ppc64le: 21,
  riscv64: 243,
  s390x: 22,
};

const PT_INTERP = 3;
/** Longest path of a loader and largest program header table that are believed. */
const MAX_INTERPRETER = 4096;
const MAX_TABLE = 1 << 20;

/** Reads an ELF file's header, or gives undefined where the file is no ELF file or is cut off. */
export function readElf(path: string): ElfFile | undefined {
  const file = openSync(path, 'r');
  try {
    return parse((position, length) => {
      const bytes = new Uint8Array(length);
      const got = readSync(file, bytes, 0, length, position);
      return new DataView(bytes.buffer, 0, got);
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Reads beyond the end of the file throw a RangeError, DataView's own. */
function parse(read: (position: number, length: number) => DataView): ElfFile | undefined {
  const head = read(0, 64);
  if (head.getUint32(0) !== 0x7f454c46) return undefined;
  const wide = head.getUint8(4) === 2;
  const little = head.getUint8(5) === 1;
  const machine = head.getUint16(18, little);
  const tableOffset = wide ? offset64(head, 32, little) : head.getUint32(28, little);
  const entrySize = head.getUint16(wide ? 54 : 42, little);
  const entryCount = head.getUint16(wide ? 56 : 44, little);
  if (entrySize * entryCount > MAX_TABLE) return undefined;
  const table = read(tableOffset, entrySize * entryCount);
  const flags = head.getUint32(wide ? 48 : 36, little);
  const base: ElfFile = { bits: wide ? 64 : 32, endianness: little ? 'little' : 'big', machine, flags };
  for (let i = 0; i < entryCount; i++) {
    const at = i * entrySize;
    if (table.getUint32(at, little) !== PT_INTERP) continue;
    const offset = wide ? offset64(table, at + 8, little) : table.getUint32(at + 4, little);
    const size = wide ? offset64(table, at + 32, little) : table.getUint32(at + 16, little);
    if (size > MAX_INTERPRETER) return undefined;
    const name = read(offset, size);
    const text = new TextDecoder().decode(name);
    return { ...base, interpreter: text.replace(/\0.*$/s, '') };
  }
  return base;
}

/** A 64-bit file offset; one that no file can have is a RangeError. */
function offset64(view: DataView, at: number, little: boolean): number {
  const value = view.getBigUint64(at, little);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('offset beyond any file');
  return Number(value);
}

/** Bits of ARM's `e_flags` that C compilers set and Go's linker does not (ELF for the Arm Architecture, table 4-2). */
const ARM_ABI_FLOAT_SOFT = 0x200;
const ARM_ABI_FLOAT_HARD = 0x400;
/** The calling convention of 64-bit POWER in `e_flags`, 0 where nothing is said (64-Bit ELF V2 ABI Specification, 4.1). */
const PPC64_ABI = 3;

/** Whether an ELF file is a program of the target's architecture, byte order and, as far as it says, floating point and calls. */
export function isBuiltFor(elf: ElfFile, target: Target): boolean {
  const port = findPort(target.goos, target.goarch);
  return (
    port !== undefined &&
    elf.machine === machines[target.goarch] &&
    elf.bits === port.bits &&
    elf.endianness === port.endianness &&
    hasAbi(elf.flags, target)
  );
}

function hasAbi(flags: number, target: Target): boolean {
  switch (target.goarch) {
    case 'arm':
      return (flags & (isSoftFloat(target) ? ARM_ABI_FLOAT_HARD : ARM_ABI_FLOAT_SOFT)) === 0;
    case 'ppc64':
      return (flags & PPC64_ABI) <= 1;
    case 'ppc64le':
      return (flags & PPC64_ABI) !== 1;
    default:
      return true;
  }
}

/** What an ELF file is, in the words of readelf(1) and file(1): `ELF64 LSB, AArch64`. */
export function describeElf({ bits, endianness, machine }: ElfFile): string {
  return `ELF${bits} ${endianness === 'little' ? 'LSB' : 'MSB'}, ${machineNames[machine] ?? `machine ${machine}`}`;
}

const machineNames: Readonly<Record<number, string>> = {
  3: 'Intel 80386',
  8: 'MIPS',
  21: 'PowerPC64',
  22: 'IBM S/390',
  40: 'ARM',
  62: 'x86-64',
  183: 'AArch64',
  243: 'RISC-V',
  258: 'LoongArch',
};
