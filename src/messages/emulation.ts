// What is said of programs under QEMU: what ran them, and what is known to go wrong there.
export const emulationMessages = {
  'run-proof': '{program} is {elf}, for {target}; run by {how}',
  'test-proof': '{target}: tests are run by {how}',
  'test-proof-timeout':
    '{target}: tests are run by {how}, each program for at most {timeout}: ten times the default of go test, as emulation is about that much slower',
  'run-how-native': 'this machine itself',
  'run-how-qemu': '{qemu}',
  'run-how-qemu-cpu': '{qemu} as {cpu}',
  'run-how-binfmt': 'the kernel, which hands it to {interpreter} (binfmt_misc)',
  'run-how-remote': '{host}',
  'doctor-binfmt-note':
    'Registered with binfmt_misc: {targets}. Their programs run here by emulation without saying so, started by name or by `GOARCH=… go test`: that they run does not prove that they are for this machine.',
  'tool-get-binfmt': '`docker run --privileged --rm tonistiigi/binfmt --install all` registers it until the next boot',
  'trap-exec-format':
    'the program starts a program for another processor than this one, perhaps itself: {qemu} runs only what it was given. Register QEMU with binfmt_misc, so that the kernel knows what to do with it. {advice}',
  'trap-ptrace':
    '{qemu} has no ptrace: what traces or debugs other processes does not work under it; use real hardware (--on)',
  'trap-clone':
    '{qemu} starts no process with a namespace of its own or a pidfd (clone flags); use real hardware (--on). Go 1.23.0 asked for a pidfd for every process: use another release then (golang/go#68976)',
  'trap-netlink':
    '{qemu} does not turn the bytes of all netlink messages for big-endian targets: net.Interfaces and the like fail under it; use real hardware (--on)',
  'trap-sigaction':
    '{qemu} refuses Go the handlers of some signals: QEMU before 5.0 does (golang/go#33746); use a newer one',
  'trap-syscall':
    '{qemu} does not know the system call {number} of the target: a newer QEMU may, or use real hardware (--on)',
  'trap-self-exe':
    'the program has started /proc/self/exe, which is {qemu} itself here, with its own arguments; the race detector does that (golang/go#42080). Leave -race out, or register QEMU with binfmt_misc',
  'trap-386':
    '{qemu} breaks Go programs for linux/386 (seen with QEMU 7.2 and Go 1.26): run them on an amd64 machine, which does that by itself',
  'trap-illegal':
    'the program has an instruction that the emulated processor ({qemu}, QEMU_CPU {cpu}) lacks: it, or C or assembly code in it, was built for a higher level than {target}. With QEMU_CPU=max it may run, but not on hardware of that level',
  'trap-unaligned':
    'the program reads or writes a number at an address that is no multiple of its size, and {qemu} ends it on this processor. On hardware the kernel does it piece by piece: use that (--on)',
  'trap-unaligned-loongson':
    'the program reads or writes a number at an address that is no multiple of its size, and {qemu} ends it on this processor. On hardware the kernel does it piece by piece, and a Loongson-3A at once: QEMU_CPU=Loongson-3A4000 plays one',
  'trap-machine':
    '{qemu} was given a program that is not for {target}: GOFLAGS, CC or a build tag made another one of it',
  'trap-signal':
    '{qemu} ended with signal {number} of the program, which Go did not get to handle. A newer QEMU may do better; before 5.0 it loses signals that Go preempts goroutines with, which GODEBUG=asyncpreemptoff=1 avoids (golang/go#36981)',
} as const;
