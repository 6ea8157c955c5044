// How 32-bit kernels take arguments of 64 bits, and which calls take their arguments otherwise on some architectures.

/** A parameter of a system call. */
interface Parameter {
  readonly name: string;
  readonly bits: 32 | 64;
}

/** What the kernel takes from an argument: a parameter, one half of it, or nothing. */
export interface Slot {
  readonly parameter: number;
  readonly half: 'whole' | 'low' | 'high' | 'none';
}

/** A system call as 64-bit kernels have it. */
export interface Prototype {
  readonly call: string;
  readonly parameters: readonly Parameter[];
  /** The function of golang.org/x/sys/unix that makes the call. */
  readonly function_: string | undefined;
}

/**
 * The calls with parameters of type loff_t or u64, marked by a star. (Linux: include/linux/syscalls.h. fadvise64 has a length of 32 bits on
 * 386; the mips ports have fadvise64_64 in its place.)
 */
const PROTOTYPES = `
pread64 fd buf count offset*: Pread
pwrite64 fd buf count offset*: Pwrite
truncate64 path length*: Truncate
ftruncate64 fd length*: Ftruncate
readahead fd offset* count:
fallocate fd mode offset* length*: Fallocate
sync_file_range fd offset* length* flags: SyncFileRange
fadvise64 fd offset* length* advice: Fadvise
fadvise64_64 fd offset* length* advice: Fadvise
fanotify_mark fd flags mask* dirfd path: FanotifyMark
`;

const prototypes: ReadonlyMap<string, Prototype> = new Map(
  PROTOTYPES.trim()
    .split('\n')
    .map((line) => {
      const [signature, function_] = line.split(':');
      const [call, ...names] = signature!.split(' ');
      const parameters = names.map((name): Parameter => {
        const isWide = name.endsWith('*');
        return { name: isWide ? name.slice(0, -1) : name, bits: isWide ? 64 : 32 };
      });
      return [call!, { call: call!, parameters, function_: function_!.trim() || undefined }];
    }),
);

/** The prototype of a call with a parameter of 64 bits; undefined for others. */
export function widePrototype(call: string): Prototype | undefined {
  return prototypes.get(call);
}

/**
 * What the kernel takes from each argument of a call: a parameter of 64 bits is in two, the low half first on little-endian targets; on
 * arm and mips the first of them is the first, third or fifth argument. (syscall(2), Architecture-specific requirements; the ABIs of
 * arm and of mips o32 pass such values in aligned pairs of registers.)
 * @returns undefined on 64-bit architectures, where every argument is a parameter
 */
export function argumentSlots({ call, parameters }: Prototype, goarch: string): readonly Slot[] | undefined {
  const isMips = goarch === 'mips' || goarch === 'mipsle';
  if (!isMips && goarch !== '386' && goarch !== 'arm') return undefined;
  const slots: Slot[] = [];
  parameters.forEach(({ name, bits }, parameter) => {
    const isShort = call === 'fadvise64' && name === 'length' && !isMips;
    if (bits === 32 || isShort) {
      slots.push({ parameter, half: 'whole' });
      return;
    }
    if (goarch !== '386' && slots.length % 2 === 1) slots.push({ parameter, half: 'none' });
    const halves = goarch === 'mips' ? (['high', 'low'] as const) : (['low', 'high'] as const);
    slots.push(...halves.map((half) => ({ parameter, half })));
  });
  return slots;
}

/**
 * Whether an architecture's call takes the address of its arguments in memory instead of them.
 * (Linux: sys_old_mmap and sys_old_select in arch/x86/entry/syscalls/syscall_32.tbl, sys_old_mmap in arch/s390/kernel/syscalls.)
 */
export function takesArgumentsInMemory(call: string, goarch: string): boolean {
  return (call === 'mmap' && (goarch === '386' || goarch === 's390x')) || (call === 'select' && goarch === '386');
}

/** Whether clone takes the new stack before the flags. (Linux: CONFIG_CLONE_BACKWARDS2, clone(2)) */
export function takesStackBeforeFlags(goarch: string): boolean {
  return goarch === 's390x';
}
