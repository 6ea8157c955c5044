// What is known to go wrong with Go programs under QEMU's user mode emulation, by the words they leave behind. Each entry was seen with
// QEMU 7.2 and Go 1.26, unless it names where it was reported.
import { type Message, message } from '../messages/catalogue.ts';
import { findPort } from '../platform/ports.ts';
import { type Target, targetName } from '../platform/target.ts';
import { installAdvice } from './install-advice.ts';

/** Where a program ran that failed. */
export interface EmulatedRun {
  readonly target: Target;
  /** The emulator with its version: `qemu-mips64el-static 7.2.22`. */
  readonly qemu: string;
  /** The processor that was asked for by QEMU_CPU; absent for QEMU's default. */
  readonly cpu?: string;
}

interface Trap {
  /** A line of the output that nothing else explains. */
  readonly signature: RegExp;
  /** Whether it can be the cause in this run. */
  readonly holds?: (target: Target) => boolean;
  readonly explain: (run: EmulatedRun, match: RegExpExecArray) => Message;
}

const isBigEndian = ({ goos, goarch }: Target) => findPort(goos, goarch)?.endianness === 'big';

const traps: readonly Trap[] = [
  {
    // execve(2) of a foreign program is the kernel's, not QEMU's.
    signature: /\bexec format error\b/i,
    explain: ({ qemu }) => message('trap-exec-format', { qemu, advice: installAdvice({ kind: 'binfmt' }) }),
  },
  {
    signature: /\bfork\/exec \S.*: function not implemented\b/,
    explain: ({ qemu }) => message('trap-ptrace', { qemu }),
  },
  {
    // Go 1.23.0: https://github.com/golang/go/issues/68976
    signature: /\bfork\/exec \S.*: invalid argument\b/,
    explain: ({ qemu }) => message('trap-clone', { qemu }),
  },
  {
    signature: /\broute ip\+net: parsenetlink\w+: invalid argument\b/,
    holds: isBigEndian,
    explain: ({ qemu }) => message('trap-netlink', { qemu }),
  },
  {
    // https://github.com/golang/go/issues/13024, 33746; mended in QEMU 5.0: https://github.com/DynamoRIO/dynamorio/issues/4627
    signature: /\bfatal error: (?:rt_sigaction failure|sigaction failed)/,
    explain: ({ qemu }) => message('trap-sigaction', { qemu }),
  },
  {
    // https://github.com/golang/go/issues/53348
    signature: /\bqemu: Unsupported syscall: (\d+)/,
    explain: ({ qemu }, [, number = '']) => message('trap-syscall', { qemu, number }),
  },
  {
    // https://github.com/golang/go/issues/42080
    signature: /\bqemu: unknown option '(?:test\.)?\w/,
    explain: ({ qemu }) => message('trap-self-exe', { qemu }),
  },
  {
    signature:
      /\bfatal: bad g in signal handler\b|\bfatal: morestack on g(?:0|signal)\b|\bqemu: uncaught target signal 11\b/,
    holds: ({ goarch }) => goarch === '386',
    explain: ({ qemu }) => message('trap-386', { qemu }),
  },
  {
    signature: /\bSIGILL: illegal instruction\b|\bqemu: uncaught target signal 4\b/,
    explain: ({ target, qemu, cpu }) =>
      message('trap-illegal', { qemu, cpu: cpu ?? 'default', target: targetName(target) }),
  },
  {
    // Code 1 is BUS_ADRALN. QEMU's MIPS processors but those of release 6 and Loongson-3A have it.
    signature: /\bSIGBUS: bus error code=0x1\b/,
    holds: ({ goarch }) => goarch.startsWith('mips'),
    explain: ({ target, qemu }) =>
      message(target.goarch === 'mips64le' ? 'trap-unaligned-loongson' : 'trap-unaligned', { qemu }),
  },
  {
    signature: /\bqemu[\w-]*: Could not open '([^']+)': No such file/,
    explain: ({ target }, [, file = '']) =>
      message('tool-sysroot-missing', {
        target: targetName(target),
        interpreter: file,
        advice: installAdvice({ kind: 'c-compiler', target }),
      }),
  },
  {
    signature: /: Invalid ELF image for this architecture\b/,
    explain: ({ target, qemu }) => message('trap-machine', { qemu, target: targetName(target) }),
  },
  {
    // Signals of preemption that got lost in old ones: https://github.com/golang/go/issues/36981
    signature: /\bqemu: uncaught target signal (\d+)/,
    explain: ({ qemu }, [, number = '']) => message('trap-signal', { qemu, number }),
  },
];

/** The explanation of the first trap that a line of output is the sign of. */
export function trapIn(line: string, run: EmulatedRun): Message | undefined {
  for (const { signature, holds, explain } of traps) {
    if (holds !== undefined && !holds(run.target)) continue;
    const match = signature.exec(line);
    if (match !== null) return explain(run, match);
  }
  return undefined;
}
