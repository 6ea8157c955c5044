// The words build constraints and file names may use for systems and architectures, ports of Go or not.
// Source: GOROOT/src/internal/syslist/syslist.go of Go 1.26.

/** Every GOOS that is, was or is reserved: a file name that ends in one is a constraint, even where Go has no such port. */
export const knownOS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  ),
);

/** Every GOARCH that is, was or is reserved. */
export const knownArch: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ' +
    'ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

/** The systems that satisfy the tag `unix`. */
export const unixOS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris'.split(' '),
);
