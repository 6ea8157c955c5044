// Package syscall and golang.org/x/sys/unix: which types are the kernel's structures, which functions call it by number.
import type { Func } from '../../types/object.ts';
import { Tag, type Type } from '../../types/type.ts';

/** The import paths of the packages that declare the kernel's calls and structures, vendored copies included. */
export const KERNEL_PACKAGE = /^(?:syscall|(?:.*\/)?golang\.org\/x\/sys\/unix)$/;
const MEMBER = /^(?:syscall|(?:.*\/)?golang\.org\/x\/sys\/unix)\.\w+\./;

/** Whether `path.Type.Field` is a field of a structure of package syscall or golang.org/x/sys/unix. */
export function isKernelMember(subject: string): boolean {
  return MEMBER.test(subject);
}

/** The name of a structure of package syscall or golang.org/x/sys/unix: `syscall.Stat_t`; undefined for other types. */
export function kernelTypeName(type: Type): string | undefined {
  if (type.tag !== Tag.Named) return undefined;
  const { package_, name } = type.object;
  return package_ !== undefined && KERNEL_PACKAGE.test(package_.path) ? `${package_.name}.${name}` : undefined;
}

/** The names of fields of these structures that hold nothing: `_`, `Pad`, `X__pad1`, `Pad_cgo_0`. */
export const PADDING = /^(?:_|(?:X_*)?pad.*)$/i;

const RAW_SYSCALL = /^(?:Raw|AllThreads)?Syscall(?:6|9)?(?:NoError)?$/;

/** Whether a function takes the number of a system call and its arguments as they are: `syscall.Syscall6`. */
export function isRawSyscall({ name, package_ }: Func): boolean {
  return RAW_SYSCALL.test(name) && package_ !== undefined && KERNEL_PACKAGE.test(package_.path);
}
