// The linux ports that Go builds for besides linux/amd64, with each level of arm, and what tells their machines apart.

export interface LinuxPort {
  /** `linux/arm/6`. */
  readonly target: string;
  readonly goarch: string;
  /** Of int and of pointers. */
  readonly bits: 32 | 64;
  readonly endianness: 'little' | 'big';
}

const little32 = ['386', 'arm/5', 'arm/6', 'arm/7', 'mipsle'];
const big32 = ['mips'];
const little64 = ['arm64', 'loong64', 'mips64le', 'ppc64le', 'riscv64'];
const big64 = ['mips64', 'ppc64', 's390x'];

const portsOf = (names: readonly string[], bits: LinuxPort['bits'], endianness: LinuxPort['endianness']) =>
  names.map((name): LinuxPort => ({ target: `linux/${name}`, goarch: name.split('/')[0]!, bits, endianness }));

export const linuxPorts: readonly LinuxPort[] = [
  ...portsOf(little32, 32, 'little'),
  ...portsOf(big32, 32, 'big'),
  ...portsOf(little64, 64, 'little'),
  ...portsOf(big64, 64, 'big'),
];
