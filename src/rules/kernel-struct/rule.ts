// kernel-struct: fields of the kernel's structures, which have other widths and names on other architectures.
import type { FactsPass, Rule } from '../rule.ts';
import { type Noted, unitedFacts } from '../support/united-facts.ts';
import { type CopyFact, copyObserver } from './copies.ts';
import { checkCopies } from './copies-check.ts';
import { literalObserver } from './literals.ts';
import { type KernelFact, useObserver } from './observer.ts';

export const kernelStruct: Rule = {
  id: 'kernel-struct',
  title: 'Field of a kernel structure that differs between targets',
  kind: 'compile',
  severity: 'error',
  observer: { ...useObserver, ...literalObserver, ...copyObserver },
  checkFacts,
  factsAreLocal: true,
  documentation: {
    what: `The structures of package syscall and golang.org/x/sys/unix are those of the kernel, and the kernel gave each architecture
its own: \`Stat_t.Dev\` and \`Rdev\` have 32 bits on the mips ports, \`Nlink\` and \`Blksize\` 32 on arm64, \`Statfs_t.Type\` differs on
s390x, \`Timespec.Nsec\` and \`Timeval.Usec\` follow the word size, and the padding of \`EpollEvent\` has another name or none.
Code that uses such a field as if it had one type compiles on the architecture it was written on and not on others.

Some of it compiles and misbehaves: a conversion that drops bits of a value only where the field is wider (information), an assertion
\`any(st.Dev).(uint64)\` that fails where the field has another type, and a buffer of the size a structure has on one architecture that
is used as the structure on another, where it is larger.

So does a structure of your own that a raw system call gets in the place of the kernel's: \`struct { events uint32; data [8]byte }\` is
the \`epoll_event\` of amd64 and 386, and elsewhere the kernel keeps \`data\` 8 bytes from the start; two \`int64\` are a \`timespec\` on 64-bit
targets only. Which structure a call takes is known by its \`SYS_\` constant and the argument, for fcntl and ioctl by the command
(\`F_SETLK\`, \`TCGETS\`, \`SIOCGIFADDR\`). A struct is reported on the targets where it differs, if it is laid out as the kernel's on
some other target; the layouts are those of golang.org/x/sys/unix.`,
    fix: `Give system calls the structures of golang.org/x/sys/unix. Convert where the field is used: \`uint64(st.Dev)\`. Write literals of these structures with field names, and leave padding out.

The quick-fixes do both. A conversion is done by \`archway fix\` where the type wanted is the same everywhere and holds every value that
the field can have on any target of the run; otherwise it is offered, with the targets on which values may be cut. Field
names are those of the targets for which the literal has the right number of values; padding that is 0 goes.`,
    examples: [
      {
        title: 'Stat_t.Dev is 32 bits wide on mips',
        language: 'go',
        code: 'package p\n\nimport "syscall"\n\nfunc major(dev uint64) uint64 { return dev >> 8 }\n\nfunc device(st *syscall.Stat_t) uint64 { return major(st.Dev) }\n',
        finding: true,
      },
      {
        title: 'Converted it is right everywhere',
        language: 'go',
        code: 'package p\n\nimport "syscall"\n\nfunc major(dev uint64) uint64 { return dev >> 8 }\n\nfunc device(st *syscall.Stat_t) uint64 { return major(uint64(st.Dev)) }\n',
        finding: false,
      },
    ],
  },
};

const KINDS = { 'drops bits': 'info', 'other type': 'warning', 'small buffer': 'error' } as const;

/** Reports what compiles and differs between targets. */
function checkFacts(pass: FactsPass): void {
  checkCopies(pass);
  const uses = (pass.facts as readonly Noted<KernelFact | CopyFact>[]).filter(
    (one): one is Noted<KernelFact> => one.fact.kind !== 'copy',
  );
  const placeOf = ({ path, start }: KernelFact) => `${path}:${start}`;
  const kept = new Set(uses.flatMap(({ fact }) => (fact.kind === 'keeps bits' ? [placeOf(fact)] : [])));
  for (const { fact, targets } of unitedFacts(
    uses,
    (one) => `${placeOf(one)}:${one.kind}:${JSON.stringify(one.args)}`,
  )) {
    if (fact.kind === 'keeps bits') continue;
    // Where bits are dropped on every target the author meant it.
    if (fact.kind === 'drops bits' && !kept.has(placeOf(fact))) continue;
    const { path, start, end, args } = fact;
    const report = {
      code: CODES[fact.kind],
      kind: 'run',
      severity: KINDS[fact.kind],
      path,
      start,
      end,
      targets,
    } as const;
    pass.report({ ...report, message: { id: MESSAGES[fact.kind], args } });
  }
}

const CODES = { 'drops bits': 'DroppedBits', 'other type': 'AssertedWidth', 'small buffer': 'SmallBuffer' } as const;
const MESSAGES = {
  'drops bits': 'kernel-drops-bits',
  'other type': 'kernel-other-type',
  'small buffer': 'kernel-small-buffer',
} as const;
