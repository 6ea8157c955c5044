// The page of seccomp-arch: what it says to someone who meets it for the first time, with true and false cases.
import type { Documentation } from '../rule.ts';

/** A profile that allows some calls, as JSON. */
function profile(architectures: readonly string[], calls: readonly string[]): string {
  const list = architectures.length === 0 ? {} : { architectures };
  const syscalls = [{ names: calls, action: 'SCMP_ACT_ALLOW' }];
  return `${JSON.stringify({ defaultAction: 'SCMP_ACT_ERRNO', ...list, syscalls }, null, 2)}\n`;
}

export const documentation: Documentation = {
  what: `A seccomp filter decides by the architecture and the number of a system call. Who writes a profile on amd64 names the
architectures and the calls that programs use there, and other machines have neither.

Archway reads profiles in JSON (files that begin with \`defaultAction\`) and YAML, lists of architectures in Go literals
(\`Architectures: []specs.Arch{…}\`), and BPF filters made in Go:

| code | what happens on the targets | severity |
| --- | --- | --- |
| \`DeniedCall\` | the profile allows \`open\`, \`stat\`, \`dup2\`, which newer architectures do not have, and its default action denies \`openat\`, \`newfstatat\`, \`dup3\`, which programs call there; or it allows \`mmap\` and \`fstat\`, and not \`mmap2\` and \`fstat64\` of 32-bit machines | warning |
| \`ForeignByteOrder\` | the list has an architecture of the other byte order, which libseccomp cannot add to the filter: the container does not start | error |
| \`ForeignArchitecture\` | a filter made by hand compares with \`AUDIT_ARCH_X86_64\` only | warning |
| \`MissingArchitecture\` | the list does not have the machine's architecture. The runtime adds it by itself; runc before 1.1.15 then denies calls that it does not know with EPERM in place of ENOSYS. In Docker's \`archMap\`, the other ABIs of the machine are missing as well | information |

Whether a call exists on an architecture is taken from the tables of golang.org/x/sys/unix; which one is called in its place, from the
kernel's \`asm-generic/unistd.h\`. A profile that does not allow \`read\`, \`write\` and \`exit_group\` is no list of what a program needs, and is left
alone, as are profiles with an architecture in the file's name, and functions that ask for \`runtime.GOARCH\`.`,
  fix: `Allow the calls under all their names: a name that an architecture does not have does no harm. Leave \`architectures\` out where only the
machine's own is meant, or keep a list for each byte order.

The quick-fixes allow the calls that are missing beside those that they stand for, and add architectures of the checked targets. They are for
you to choose: what a filter lets through is yours to decide, and old versions of libseccomp do not know the newest architectures.`,
  examples: [
    {
      title: 'Calls that arm64 does not have',
      language: 'json',
      code: profile([], ['read', 'write', 'exit_group', 'open', 'close', 'stat', 'mmap', 'dup2']),
      finding: true,
    },
    {
      title: 'A list that no big-endian machine can use',
      language: 'json',
      code: profile(['SCMP_ARCH_X86_64', 'SCMP_ARCH_AARCH64'], ['getpid']),
      finding: true,
    },
    {
      title: 'The same in Go',
      language: 'go',
      code: `package p

import specs "github.com/opencontainers/runtime-spec/specs-go"

var filter = &specs.LinuxSeccomp{
	DefaultAction: specs.ActErrno,
	Architectures: []specs.Arch{specs.ArchX86_64, specs.ArchX86},
}
`,
      finding: true,
    },
    {
      title: 'The calls under all their names',
      language: 'json',
      code: profile(
        [],
        [
          'read',
          'write',
          'exit_group',
          'open',
          'openat',
          'close',
          'stat',
          'newfstatat',
          'fstatat64',
          'statx',
          'stat64',
          'dup2',
          'dup3',
        ],
      ),
      finding: false,
    },
    {
      title: 'What is not named is allowed',
      language: 'yaml',
      code: `defaultAction: SCMP_ACT_ALLOW
syscalls:
  - names: [reboot, open_by_handle_at]
    action: SCMP_ACT_ERRNO
`,
      finding: false,
    },
  ],
};
