// What the rules say that look at names, filters, objects and features of one architecture.
export const archRuleMessages = {
  // uname-map
  'uname-map-default': 'no branch is for these targets, so they get {name}',
  'uname-map-wrong': '{machine} gets {name} here, which is another architecture',
  'uname-map-pattern': 'the pattern {pattern} matches {machine} as well, which gets {name} here',
  'uname-map-missing': '{map} has no entry for these targets, so the name is empty',
  'uname-map-table': 'the table is here',
  'uname-map-prints': '`uname -m` prints {names} there.',
  'uname-map-no-fix': 'add a branch for each of them, or end with an error where none is known',

  // seccomp-arch
  'seccomp-arch-byte-order':
    'containers with this profile do not start on these targets: {name} has another byte order',
  'seccomp-arch-byte-order-why':
    'The machine\'s own architecture is in every filter, and libseccomp adds none of another byte order to it: "numerical argument out of domain".',
  'seccomp-arch-no-fix-byte-order':
    "leave the list out, so that the filter is for the machine's own architecture, or keep a profile for each byte order",
  'seccomp-arch-missing': 'the profile does not name {names}',
  'seccomp-arch-missing-why':
    "The runtime adds the machine's own architecture by itself, but runc before 1.1.15 then denies calls that it does not know with EPERM in place of ENOSYS, so that C libraries do not fall back to older ones.",
  'seccomp-arch-calls': '{action} denies what programs call on these targets in place of {allowed}',
  'seccomp-arch-calls-on': 'On {targets}: {calls}.',
  'seccomp-arch-and-more': '{names} and {count} more',
  'seccomp-arch-audit':
    'the filter knows {name} only: on these targets every call is one of a foreign architecture to it',
  'seccomp-arch-fix-names': 'Add {names}',
  'seccomp-arch-fix-calls': 'Allow {calls} as well',

  // cpu-feature
  'cpu-feature-nil': '{name} is nil on these targets, where nothing gives it a value, so this call panics',
  'cpu-feature-assigned': 'it gets its value here',
  'cpu-feature-no-fix-nil': 'give it a portable function where it is declared',
  'cpu-feature-ends': '{flag} is false on these targets, whatever the processor can do, so the program ends here',
  'cpu-feature-error': '{flag} is false on these targets, whatever the processor can do, so there is always an error',
  'cpu-feature-no-fix-required': 'write portable code, or put the file under a build constraint',
  'cpu-feature-cpuinfo': '/proc/cpuinfo has no line {line} on these targets',

  // ebpf-arch
  'ebpf-arch-target':
    'bpf2go -target {target} makes no object for these targets, nor the code that loads {ident}, which is used there',
  'ebpf-arch-byte-order': '{object} has the other byte order: it cannot be loaded on these targets',
  'ebpf-arch-object': '{object} is not for these targets, where it is embedded',
  'ebpf-arch-registers':
    '{flag} compiles in the registers of another architecture: on these targets probes read others',
  'ebpf-arch-no-fix-registers':
    'make an object for each architecture: bpf2go -target, or a variable in the flag in place of the name',
  'ebpf-arch-fix-target': 'Make objects for {targets} as well',
} as const;
