// Which architectures fuse a product and a sum of floats into one instruction that rounds once.

/** Where the compiler fuses. */
export interface Fusing {
  /** Whether it also fuses `z - x*y`, and not only `x*y + z` and `x*y - z`. */
  readonly subtrahend: boolean;
}

/**
 * By GOARCH. Source: the rules with `useFMA` of GOROOT/src/cmd/compile/internal/ssa/_gen (a test derives the table from them). Those of
 * amd64 apply from GOAMD64=v3 on; GOARM has the unfused VMLA, which rounds twice.
 */
export const FUSING: ReadonlyMap<string, Fusing> = new Map([
  ['arm64', { subtrahend: true }],
  ['loong64', { subtrahend: true }],
  ['ppc64', { subtrahend: false }],
  ['ppc64le', { subtrahend: false }],
  ['riscv64', { subtrahend: true }],
  ['s390x', { subtrahend: false }],
]);
