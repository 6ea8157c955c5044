// What C cross compilers are called: the triples of distributions, of crosstool builds, and of zig.
import { isSoftFloat } from './levels.ts';
import { linuxNames } from './linux-names.ts';
import type { Target } from './target.ts';

/** What a triple says of an architecture: the processor, and what follows `gnu` or `musl` for its ABI. */
interface TripleParts {
  readonly cpu: string;
  readonly gnuAbi?: string;
  readonly muslAbi?: string;
}

/** Sources: GCC's config.sub and Debian's multiarch tuples for `gnu`, musl-cross-make's README for `musl`. */
const parts: Readonly<Record<string, TripleParts>> = {
  '386': { cpu: 'i686' },
  amd64: { cpu: 'x86_64' },
  arm: { cpu: 'arm', gnuAbi: 'eabihf', muslAbi: 'eabihf' },
  arm64: { cpu: 'aarch64' },
  loong64: { cpu: 'loongarch64' },
  mips: { cpu: 'mips' },
  mipsle: { cpu: 'mipsel' },
  mips64: { cpu: 'mips64', gnuAbi: 'abi64' },
  mips64le: { cpu: 'mips64el', gnuAbi: 'abi64' },
  ppc64: { cpu: 'powerpc64' },
  ppc64le: { cpu: 'powerpc64le' },
  riscv64: { cpu: 'riscv64' },
  s390x: { cpu: 's390x' },
};

function partsOf(target: Target): TripleParts | undefined {
  if (target.goos !== 'linux') return undefined;
  const found = parts[target.goarch];
  if (found === undefined || !isSoftFloat(target)) return found;
  if (target.goarch === 'arm') return { cpu: 'arm', gnuAbi: 'eabi', muslAbi: 'eabi' };
  // GCC calls no MIPS triple after the kind of floating point; musl's own loader has a name for each.
  return target.goarch.startsWith('mips') ? { ...found, muslAbi: 'sf' } : found;
}

/**
 * The triples that a GNU C cross compiler for a target may be named after, best first: Debian's, Ubuntu's and Arch's; Fedora's, which
 * name no ABI; crosstool-NG's and Gentoo's; openSUSE's; Alpine's and musl-cross-make's. Empty where GOOS is not linux.
 */
export function compilerTriples(target: Target): readonly string[] {
  const found = partsOf(target);
  const names = linuxNames(target);
  if (found === undefined || names === undefined) return [];
  const { cpu, gnuAbi = '', muslAbi = '' } = found;
  const triples = [
    names.gnuTriple,
    // Of one name for two ABIs it is not known which of them it is.
    ...(target.goarch === 'arm' ? [] : [`${cpu}-linux-gnu`]),
    `${cpu}-unknown-linux-gnu${gnuAbi}`,
    ...(target.goarch === 'arm' ? [] : [`${cpu}-suse-linux`]),
    `${cpu}-alpine-linux-musl${muslAbi}`,
    `${cpu}-linux-musl${muslAbi}`,
    `${cpu}-unknown-linux-musl${muslAbi}`,
  ];
  return [...new Set(triples)];
}

/**
 * What `zig cc -target` takes for a target: with glibc, or for static programs with musl. The names are those of zig 0.14 (`zig targets`).
 * Undefined where GOOS is not linux, and where zig has no C library with the ABI that Go's port has.
 */
export function zigTriple(target: Target, libc: 'gnu' | 'musl'): string | undefined {
  const found = partsOf(target);
  if (found === undefined || target.goarch === 'ppc64') return undefined;
  const { goarch } = target;
  const cpu = goarch === '386' ? 'x86' : found.cpu;
  if (goarch.startsWith('mips64')) return `${cpu}-linux-${libc}abi64`;
  if (goarch !== 'arm' && !goarch.startsWith('mips')) return `${cpu}-linux-${libc}`;
  return `${cpu}-linux-${libc}${isSoftFloat(target) ? 'eabi' : 'eabihf'}`;
}
