// System calls that programs make under other names on other architectures.
import { syscallNumber } from '../../platform/linux-abi/syscalls.ts';
import { architectures } from '../../platform/ports.ts';

/**
 * Calls of the first Linux ports that newer ones (arm64, riscv64, loong64) were made without, each with what C libraries and Go's runtime
 * call where it is missing, the usual one first. Source: the kernel's asm-generic/unistd.h (`__ARCH_WANT_SYSCALL_NO_AT`,
 * `__ARCH_WANT_SYSCALL_NO_FLAGS`, `__ARCH_WANT_SYSCALL_DEPRECATED`).
 */
export const successors: ReadonlyMap<string, readonly string[]> = table(`
access faccessat faccessat2
chmod fchmodat fchmodat2
chown fchownat
creat openat openat2
dup2 dup3
epoll_create epoll_create1
epoll_wait epoll_pwait epoll_pwait2
eventfd eventfd2
fork clone clone3
fstat statx
futimesat utimensat
getdents getdents64
getrlimit prlimit64 ugetrlimit
inotify_init inotify_init1
lchown fchownat
link linkat
lstat newfstatat fstatat64 statx
mkdir mkdirat
mknod mknodat
mmap mmap2
newfstatat fstatat64 statx
open openat openat2
pipe pipe2
poll ppoll ppoll_time64
readlink readlinkat
rename renameat renameat2
rmdir unlinkat
select pselect6 pselect6_time64
setrlimit prlimit64
signalfd signalfd4
stat newfstatat fstatat64 statx
symlink symlinkat
unlink unlinkat
utime utimensat
utimes utimensat
vfork clone clone3
`);

/**
 * Calls with 32-bit numbers in them, and what programs call in their place on the 32-bit ports that have it (`__NR3264_` of
 * asm-generic/unistd.h, the `…32` calls of 386 and arm).
 */
export const wide: ReadonlyMap<string, readonly string[]> = table(`
chown chown32
fchown fchown32
fcntl fcntl64
fstat fstat64
ftruncate ftruncate64
getegid getegid32
geteuid geteuid32
getgid getgid32
getuid getuid32
lseek _llseek
lstat lstat64
mmap mmap2
stat stat64
`);

function table(text: string): Map<string, string[]> {
  return new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [call = '', ...others] = line.split(' ');
        return [call, others];
      }),
  );
}

/**
 * What programs call on an architecture where they make `call` on amd64; empty where it is that very call. Any of the names will do;
 * those the architecture does not have are left out.
 */
export function calledInstead(goarch: string, call: string): readonly string[] {
  const has = (name: string) => syscallNumber(goarch, name) !== undefined;
  const wider = architectures.get(goarch)?.bits === 32 ? (wide.get(call) ?? []).filter(has) : [];
  if (wider.length > 0) return wider;
  return has(call) ? [] : (successors.get(call) ?? []).filter(has);
}
