// What `archway cgo` says, and what is said of C compilers.
export const cgoMessages = {
  'cgo-description':
    'show why packages need cgo, what is not there without it, and which C compiler there is for each target',
  'cgo-targets': 'the targets to look at',
  'cgo-format': 'output format of the report',
  'cgo-help': 'Exit status: 0 nothing outside the standard library needs cgo on the targets, 1 something does.',
  'cgo-none': 'nothing needs cgo',
  'cgo-no-support': 'Go has no cgo here: CGO_ENABLED=0 is the only way',
  'cgo-place': '{package} ({file}:{line})',
  'cgo-chain': 'imported by way of {chain}',
  'cgo-gone': 'without cgo nothing of it is built, nor what imports it',
  'cgo-replaced': 'without cgo {files} is built in place of {others}',
  'cgo-left-out': 'without cgo {files} is not built',
  'cgo-vanishing': 'not there without cgo: {names}',
  'cgo-more': '{names} and {count} more (--format json lists all)',
  'cgo-needs': 'needs for the target: {needs}',
  'cgo-need-library': 'the C library {name}',
  'cgo-need-pkg-config': '{name} of pkg-config',
  'cgo-need-cxx': 'a C++ compiler',
  'cgo-standard':
    "the standard library's {packages}: without cgo they do the same in Go; only look-ups of names and users then read /etc and ask DNS themselves, and ask no plug-in of the C library (nsswitch.conf: LDAP, mDNS)",
  'cgo-standard-static':
    'with --static they are built that way as well (tags netgo, osusergo): a static program cannot load these plug-ins',
  'cgo-compilers': 'C compilers:',
  'cgo-compiler': '{target}: {program}',
  'cgo-compiler-missing': '{target}: none. {advice}',
} as const;
