// The machine we run on, as a Go port, and what its processor executes by itself.
import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { levelOf } from '../platform/levels.ts';
import type { Target } from '../platform/target.ts';

/** GOARCH by Node's `process.arch`; the families with two byte orders are told apart by {@link hostPort}. */
const goarchs: Readonly<Record<string, string>> = {
  ia32: '386',
  x64: 'amd64',
  arm: 'arm',
  arm64: 'arm64',
  loong64: 'loong64',
  mips: 'mips',
  mipsel: 'mipsle',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
};

/** The port of this machine. */
export function hostPort(): { goos: string; goarch: string } {
  const { platform, arch } = process;
  const goos = platform === 'win32' ? 'windows' : platform === 'sunos' ? 'solaris' : platform;
  const goarch = goarchs[arch] ?? arch;
  return { goos, goarch: goarch === 'ppc64' && endianness() === 'LE' ? 'ppc64le' : goarch };
}

/** Whether a target is this machine's own port. */
export function isHost(target: Target): boolean {
  const host = hostPort();
  return host.goos === target.goos && host.goarch === target.goarch;
}

/**
 * Whether this machine runs the target's static programs without an emulator. Also 386 on amd64, whose kernels run
 * both; not arm on arm64, as many of those processors have left the 32-bit instructions out.
 */
export function runsNatively(target: Target): boolean {
  const host = hostPort();
  if (host.goos !== target.goos) return false;
  if (host.goarch === 'amd64' && target.goarch === '386') return host.goos === 'linux' || host.goos === 'windows';
  if (host.goarch !== target.goarch) return false;
  return target.goarch !== 'amd64' || host.goos !== 'linux' || hasLevel(levelOf(target) ?? 'v1');
}

/** Processor flags, as Linux names them, that the x86-64 levels add (x86-64 psABI, "Microarchitecture levels"). */
const amd64Flags: Readonly<Record<string, readonly string[]>> = {
  v2: ['cx16', 'lahf_lm', 'popcnt', 'sse4_1', 'sse4_2', 'ssse3'],
  v3: ['avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'abm', 'movbe', 'xsave'],
  v4: ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl'],
};

function hasLevel(level: string): boolean {
  const needed = Object.entries(amd64Flags).flatMap(([name, flags]) => (name <= level ? flags : []));
  if (needed.length === 0) return true;
  const present = new Set(/^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.split(' '));
  return needed.every((flag) => present.has(flag));
}
