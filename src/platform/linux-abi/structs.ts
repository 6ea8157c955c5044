// Structures of the Linux kernel: how they lie in memory on each architecture, and which system calls take their addresses.
import { STRUCT_CALLS, STRUCT_TABLE } from './struct-table.ts';

/** A member of a structure, in bytes from its beginning; `Mtim.Sec` of a structure in it. */
export interface KernelMember {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** A structure on one architecture. */
export interface KernelStruct {
  readonly size: number;
  readonly members: readonly KernelMember[];
}

let structs: ReadonlyMap<string, KernelStruct> | undefined;
let calls: ReadonlyMap<string, string> | undefined;

const goarchs = [...new Set(STRUCT_TABLE.split('\n').flatMap((line) => line.split(' ')[1]!.split(',')))];

/** The architectures that have tables. */
export const structArchitectures: readonly string[] = goarchs;

/** A structure by its name in golang.org/x/sys/unix; undefined where it is not known to differ between architectures. */
export function kernelStruct(goarch: string, name: string): KernelStruct | undefined {
  structs ??= new Map(
    STRUCT_TABLE.split('\n').flatMap((line) => {
      const [type, names, size, ...members] = line.split(' ');
      const struct = { size: Number(size), members: members.map(memberOf) };
      return names!.split(',').map((goarch) => [`${goarch} ${type}`, struct] as const);
    }),
  );
  return structs.get(`${goarch} ${name}`);
}

function memberOf(text: string): KernelMember {
  const [name, offset, size] = text.split(':');
  return { name: name!, offset: Number(offset), size: Number(size) };
}

/** Calls that take what another one takes: where package unix has no use for them, the table does not name them. */
const LIKE: ReadonlyMap<string, string> = new Map([
  ['epoll_wait', 'epoll_pwait'],
  ['stat', 'fstat'],
  ['lstat', 'fstat'],
  ['futex 3', 'ppoll 2'],
  ['gettimeofday', 'settimeofday'],
]);

/**
 * The structure whose address a system call takes as an argument.
 * @param index of the argument, from 0
 */
export function structGiven(goarch: string, call: string, index: number): string | undefined {
  calls ??= new Map(
    STRUCT_CALLS.split('\n').flatMap((line) => {
      const [name, at, type, names] = line.split(' ');
      return (names?.split(',') ?? goarchs).map((goarch) => [`${goarch} ${name} ${at}`, type!] as const);
    }),
  );
  const known = calls.get(`${goarch} ${call} ${index}`);
  if (known !== undefined) return known;
  const like = LIKE.get(`${call} ${index}`) ?? (LIKE.has(call) ? `${LIKE.get(call)} ${index}` : undefined);
  return like === undefined ? undefined : calls.get(`${goarch} ${like}`);
}
