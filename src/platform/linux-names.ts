// How Linux distributions, QEMU and C compilers name the architectures that Go runs on under Linux.
import { isSoftFloat } from './levels.ts';
import type { Target } from './target.ts';

/** The names of one Linux architecture outside Go. */
export interface LinuxNames {
  /** What `uname -m` prints. */
  readonly machine: string;
  /** Debian's name (`dpkg --print-architecture`). */
  readonly debian: string;
  /** The QEMU user mode emulator; Debian's qemu-user-static appends `-static`. */
  readonly qemu: string;
  /** The GNU triple: the C cross compiler for `aarch64-linux-gnu` is `aarch64-linux-gnu-gcc`. */
  readonly gnuTriple: string;
  /** The Debian package of that compiler (loongarch64 has one since Debian 13). */
  readonly debianGcc: string;
}

function names(machine: string, debian: string, qemu: string, gnuTriple: string): LinuxNames {
  // Package names cannot hold the underscore of x86_64.
  return { machine, debian, qemu: `qemu-${qemu}`, gnuTriple, debianGcc: `gcc-${gnuTriple.replace('_', '-')}` };
}

const byArch: ReadonlyMap<string, LinuxNames> = new Map([
  ['386', names('i686', 'i386', 'i386', 'i686-linux-gnu')],
  ['amd64', names('x86_64', 'amd64', 'x86_64', 'x86_64-linux-gnu')],
  ['arm', names('armv7l', 'armhf', 'arm', 'arm-linux-gnueabihf')],
  ['arm64', names('aarch64', 'arm64', 'aarch64', 'aarch64-linux-gnu')],
  ['loong64', names('loongarch64', 'loong64', 'loongarch64', 'loongarch64-linux-gnu')],
  ['mips', names('mips', 'mips', 'mips', 'mips-linux-gnu')],
  ['mips64', names('mips64', 'mips64', 'mips64', 'mips64-linux-gnuabi64')],
  ['mips64le', names('mips64', 'mips64el', 'mips64el', 'mips64el-linux-gnuabi64')],
  ['mipsle', names('mips', 'mipsel', 'mipsel', 'mipsel-linux-gnu')],
  ['ppc64', names('ppc64', 'ppc64', 'ppc64', 'powerpc64-linux-gnu')],
  ['ppc64le', names('ppc64le', 'ppc64el', 'ppc64le', 'powerpc64le-linux-gnu')],
  ['riscv64', names('riscv64', 'riscv64', 'riscv64', 'riscv64-linux-gnu')],
  ['s390x', names('s390x', 's390x', 's390x', 's390x-linux-gnu')],
]);

/** ARM without floating point registers in calls: another ABI, hence other libraries and another compiler. */
const softFloatArm = names('armv5tel', 'armel', 'arm', 'arm-linux-gnueabi');

/** The Linux names of a target; undefined where its GOOS is not linux. */
export function linuxNames(target: Target): LinuxNames | undefined {
  if (target.goos !== 'linux') return undefined;
  return target.goarch === 'arm' && isSoftFloat(target) ? softFloatArm : byArch.get(target.goarch);
}
