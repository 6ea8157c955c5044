// What libseccomp calls the architectures.

/**
 * The names of `architectures` in a seccomp profile by GOARCH, the machine's own first, then those of its other ABIs. Sources:
 * config-linux.md of the OCI runtime specification, seccomp_arch_add(3).
 */
const names: ReadonlyMap<string, readonly string[]> = new Map([
  ['386', ['SCMP_ARCH_X86']],
  ['amd64', ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X32']],
  ['arm', ['SCMP_ARCH_ARM']],
  ['arm64', ['SCMP_ARCH_AARCH64']],
  ['loong64', ['SCMP_ARCH_LOONGARCH64']],
  ['mips', ['SCMP_ARCH_MIPS']],
  ['mips64', ['SCMP_ARCH_MIPS64', 'SCMP_ARCH_MIPS64N32']],
  ['mips64le', ['SCMP_ARCH_MIPSEL64', 'SCMP_ARCH_MIPSEL64N32']],
  ['mipsle', ['SCMP_ARCH_MIPSEL']],
  ['ppc64', ['SCMP_ARCH_PPC64', 'SCMP_ARCH_PPC']],
  ['ppc64le', ['SCMP_ARCH_PPC64LE']],
  ['riscv64', ['SCMP_ARCH_RISCV64']],
  ['s390x', ['SCMP_ARCH_S390X', 'SCMP_ARCH_S390']],
]);

const goarchs: ReadonlyMap<string, string> = new Map(
  [...names].flatMap(([goarch, list]) => list.map((name): [string, string] => [name, goarch])),
);

/** libseccomp's name of an architecture: `SCMP_ARCH_AARCH64`. */
export function seccompName(goarch: string): string | undefined {
  return names.get(goarch)?.[0];
}

/** The GOARCH of a machine that has this ABI as one of its own; undefined for names of other machines. */
export function archOfSeccompName(name: string): string | undefined {
  return goarchs.get(name);
}
