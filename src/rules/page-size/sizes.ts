// How large pages can be on each port.
import type { Target } from '../../platform/target.ts';

/** The page size that code takes for granted where it was written: that of 386, amd64, arm, riscv64 and s390x. */
export const COMMON = 4096;

/**
 * The largest page in bytes that a kernel can be built with, for the ports where that is more than 4096 and kernels with larger
 * pages are in use. Sources: the choices `PAGE_SIZE_64KB` and their like in arch/{arm64,loongarch,mips,powerpc}/Kconfig of Linux 6.12; 16384 is fixed on
 * Apple's arm64 (`vm_page_size`). 32-bit mips is left out: its kernels have pages of 4096 bytes, although they could have others.
 */
const LARGEST: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  linux: { arm64: 65536, loong64: 65536, mips64: 65536, mips64le: 65536, ppc64: 65536, ppc64le: 65536 },
  android: { arm64: 16384 },
  darwin: { arm64: 16384 },
  ios: { arm64: 16384 },
};

/** The largest page of a target in bytes. */
export function largestPage({ goos, goarch }: Target): number {
  return LARGEST[goos]?.[goarch] ?? COMMON;
}
