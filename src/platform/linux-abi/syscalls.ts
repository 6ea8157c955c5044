// System calls of Linux by number and by name.
import type { Target } from '../target.ts';
import { SYSCALL_TABLE } from './syscall-table.ts';

interface Syscalls {
  readonly names: ReadonlyMap<number, string>;
  readonly numbers: ReadonlyMap<string, number>;
}

const tables = new Map<string, Syscalls>();

/** The calls of an architecture, read when they are first asked for; undefined where Go has no linux port for it. */
function syscallsOf(goarch: string): Syscalls | undefined {
  const known = tables.get(goarch);
  if (known !== undefined) return known;
  const words = SYSCALL_TABLE.find(([goarchs]) => goarchs.split(' ').includes(goarch))?.[1];
  if (words === undefined) return undefined;
  const names = new Map<number, string>();
  let next = 0;
  for (const word of words.split(/\s+/)) {
    if (/^\d+$/.test(word)) next = Number(word);
    else names.set(next++, word);
  }
  const made = { names, numbers: new Map([...names].map(([number, name]) => [name, number])) };
  tables.set(goarch, made);
  return made;
}

/** Whether a target has the kernel whose calls these are. */
export function isLinux({ goos }: Target): boolean {
  return goos === 'linux' || goos === 'android';
}

/** The name of a system call in the kernel's source (`SYS_PIDFD_OPEN` is `pidfd_open`), undefined where no call is known. */
export function syscallName(goarch: string, number: number): string | undefined {
  return syscallsOf(goarch)?.names.get(number);
}

/** The number of a system call, undefined where the architecture has no such call. */
export function syscallNumber(goarch: string, name: string): number | undefined {
  return syscallsOf(goarch)?.numbers.get(name);
}

/** Every name that a system call has on some architecture. */
export function syscallNames(): ReadonlySet<string> {
  const all = SYSCALL_TABLE.flatMap(([goarchs]) => [...(syscallsOf(goarchs.split(' ')[0]!)?.numbers.keys() ?? [])]);
  return new Set(all);
}
