// The ports of Go: every GOOS/GOARCH the go command builds for, and the facts of each that matter when code moves.

/**
 * What is the same on every GOOS of an architecture. Sizes and alignments in bytes.
 * Sources: `gcArchSizes` of GOROOT/src/cmd/compile/internal/types2/sizes.go and GOROOT/src/internal/goarch.
 */
export interface Architecture {
  readonly goarch: string;
  /** Width of `int`, `uint` and `uintptr` in bits. */
  readonly bits: 32 | 64;
  readonly endianness: 'little' | 'big';
  readonly pointerSize: 4 | 8;
  /**
   * The greatest alignment the gc compiler gives a value, and so that of int64, uint64, float64 and complex128 in
   * structs, arrays and globals: 4 on the 32-bit architectures, where 64-bit atomics need 8.
   */
  readonly maxAlign: 4 | 8;
  /** The page size the runtime takes for granted before it asks the kernel (`DefaultPhysPageSize`). */
  readonly pageSize: number;
}

/** One GOOS/GOARCH of `go tool dist list`. */
export interface Port extends Architecture {
  readonly goos: string;
  readonly cgoSupported: boolean;
  /** Whether a release waits for this port (https://go.dev/wiki/PortingPolicy). */
  readonly firstClass: boolean;
}

function architecture(
  goarch: string,
  bits: 32 | 64,
  endianness: 'little' | 'big',
  pageSize: number,
): [string, Architecture] {
  const bytes = bits === 32 ? 4 : 8;
  return [goarch, { goarch, bits, endianness, pointerSize: bytes, maxAlign: bytes, pageSize }];
}

/** The architectures of {@link ports} by GOARCH. */
export const architectures: ReadonlyMap<string, Architecture> = new Map([
  architecture('386', 32, 'little', 4096),
  architecture('amd64', 64, 'little', 4096),
  architecture('arm', 32, 'little', 65536),
  architecture('arm64', 64, 'little', 65536),
  architecture('loong64', 64, 'little', 16384),
  architecture('mips', 32, 'big', 65536),
  architecture('mips64', 64, 'big', 16384),
  architecture('mips64le', 64, 'little', 16384),
  architecture('mipsle', 32, 'little', 65536),
  architecture('ppc64', 64, 'big', 65536),
  architecture('ppc64le', 64, 'little', 65536),
  architecture('riscv64', 64, 'little', 4096),
  architecture('s390x', 64, 'big', 4096),
  architecture('wasm', 64, 'little', 65536),
]);

/** GOARCHes by GOOS. `*` marks a first class port, `-` one without cgo (`go tool dist list -json` of Go 1.26). */
const portsByOS: Readonly<Record<string, string>> = {
  aix: 'ppc64',
  android: '386 amd64 arm arm64',
  darwin: 'amd64* arm64*',
  dragonfly: 'amd64',
  freebsd: '386 amd64 arm arm64',
  illumos: 'amd64',
  ios: 'amd64 arm64',
  js: 'wasm-',
  linux: '386* amd64* arm* arm64* loong64 mips mips64 mips64le mipsle ppc64- ppc64le riscv64 s390x',
  netbsd: '386 amd64 arm arm64',
  openbsd: '386 amd64 arm arm64 ppc64- riscv64',
  plan9: '386- amd64- arm-',
  solaris: 'amd64',
  wasip1: 'wasm-',
  windows: '386* amd64* arm64',
};

/** All ports, in the order of `go tool dist list`. */
export const ports: readonly Port[] = Object.entries(portsByOS).flatMap(([goos, list]) =>
  list.split(' ').map((word) => {
    const goarch = word.replace(/[*-]$/, '');
    return {
      ...architectures.get(goarch)!,
      goos,
      cgoSupported: !word.endsWith('-'),
      firstClass: word.endsWith('*'),
    };
  }),
);

const portsByName: ReadonlyMap<string, Port> = new Map(ports.map((port) => [`${port.goos}/${port.goarch}`, port]));

/** The port of a GOOS and GOARCH, or undefined where Go has none. */
export function findPort(goos: string, goarch: string): Port | undefined {
  return portsByName.get(`${goos}/${goarch}`);
}
