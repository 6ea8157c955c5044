// What the commands that build and run for a target say, and how they speak of tools that are missing.
export const toolchainMessages = {
  // Tools.
  'tool-go-missing': 'go is not on PATH. {advice}',
  'tool-go-broken': '{command} failed: {output}',
  'tool-gofmt-missing': 'gofmt is neither beside {go} nor on PATH',
  'tool-go-port': '{version} does not build for {port}; `go tool dist list` lists what it builds for',
  'tool-qemu-missing': '{program}, which runs {target} programs on this machine, is not on PATH. {advice}',
  'tool-gdb-missing': 'no GDB on PATH (gdb-multiarch, gdb) debugs {target} programs. {advice}',
  'tool-gdb-too-old':
    '{program} {version} does not know the architecture of {target} ({architecture}); a newer GDB may',
  'tool-delve-missing':
    'Delve (dlv), which debugs {target} programs on this machine, is not on PATH. Install it with: go install github.com/go-delve/delve/cmd/dlv@latest',
  'tool-debug-server-ended':
    '{program} ended before a debugger could be attached (status {status}); debugging needs QEMU 5.1 or newer',
  'tool-qemu-wrong':
    '{program} is not QEMU: it does not answer --version as QEMU does. Take it off PATH, or put QEMU before it',
  'tool-no-emulator': 'nothing on this machine runs {target} programs; they can be built, not run',
  'tool-cc-missing': 'cgo for {target} needs a C compiler ({program}), and none is on PATH. {advice}',
  'tool-no-cgo': 'Go has no cgo for {target}',
  'tool-sysroot-missing':
    'the {target} program is dynamically linked and its loader {interpreter} is not on this machine; link it with --static, or install the C library. {advice}',
  'tool-cannot-start': '{program} cannot be started: {reason}',
  'tool-cannot-quote': 'go test cannot take this path, which has a space and both kinds of quotes: {path}',
  'tool-install': 'Install it with: {command}',
  'tool-get-go': 'Get it from https://go.dev/dl/',
  'tool-get-qemu': 'See https://www.qemu.org/download/ (QEMU user mode emulation)',
  'tool-qemu-needs-linux': 'QEMU user mode emulation needs Linux: use a Linux machine, container or WSL',
  'tool-get-gdb': 'See https://www.sourceware.org/gdb/ (a GDB built with --enable-targets=all)',
  'tool-set-cc': 'This system has no package for it: set CC to a C compiler for {target}',
  'tool-get-host-cc': 'Install gcc or clang, or set CC',

  // Flags of build, run, test, vet and install-std.
  'toolchain-target': 'GOOS/GOARCH, or with a level GOOS/GOARCH/LEVEL (linux/arm/6)',
  'toolchain-target-list': 'targets, separated by commas: GOOS/GOARCH[/LEVEL], a GOOS, a preset, or all',
  'toolchain-tags': 'build tags, separated by commas',
  'toolchain-ldflags': 'flags of the Go linker',
  'toolchain-cgo': 'with cgo (CGO_ENABLED=1); the C compiler is CC, or the GNU cross compiler of the target',
  'toolchain-static': 'with --cgo: link the C library into the program',
  'toolchain-verbose': 'print the names of packages as they are built',
  'toolchain-fullpath': 'name files in full in messages of the compiler and of tests, as editors want it',
  'toolchain-one-target': '{command} takes one target, not {count}',
  'toolchain-packages': 'packages, as the go command takes them; the default is .',

  // build
  'build-description': 'build for one or more targets with the go command',
  'build-output':
    'the program, or a folder for it; with several targets a folder that gets one folder per target (default: keep nothing). In it {placeholders} stand for the target',
  'build-help': 'Exit status: 0 everything was built, 1 something was not, 2 a tool is missing or a flag is wrong.',
  'build-heading': '# {target}',
  'build-line': '{target}: {result}',
  'build-program': '{program} ({size} MB)',
  'build-static-program': '{program} ({size} MB, static)',
  'build-dynamic-program': '{program} ({size} MB, dynamic, loader {interpreter})',
  'build-wrong-machine': '{program} is not a {target} program: the build was changed by GOFLAGS or CC',
  'build-not-static': '{program} is dynamically linked (loader {interpreter}) in spite of --static',
  'build-table-target': 'target',
  'build-table-result': 'result',
  'build-table-seconds': 'seconds',
  'build-ok': 'ok',
  'build-failed': 'failed',
  'build-failed-first': 'failed: {problem}',
  'build-failed-more': 'failed: {problem} (and {count} more)',
  'build-waiting': 'waiting',
  'build-running': 'running',
  'build-progress': '{done} of {total} targets',
  'build-impossible': 'not possible: {reason}',
  'build-skipped': 'skipped: only a C compiler links programs for this port (--cgo)',

  'output-placeholder': 'unknown placeholder {placeholder} in the output path; there are {known}',
  'output-same':
    'the path {path} is the same for {first} and {second}; the placeholder {placeholder} makes it a different one for each target',

  // vet, install-std
  'vet-description': 'vet packages for one or more targets with the go command, tests included',
  'install-std-description': 'build the standard library for targets ahead of time, into the build cache of Go',
  'install-std-done': 'ready: {size} MB in the build cache, built in {seconds} s',

  // run
  'run-description': 'build a program for a target and run it here, under QEMU where it must be',
  'run-help': `What stands after -- are the program's arguments. The exit status is the program's; 128+n if signal n ended it;
1 if it does not build, 2 if a tool is missing or a flag is wrong.`,
  'run-package': 'the package of the program, or its .go files; the default is .',
  'run-not-a-program': '{package} is not a main package',
  'run-ended-by': '{program} was ended by {signal}',

  // test
  'test-description': "run packages' tests for one or more targets, under QEMU where it must be",
  'test-help': `What stands after -- are the test program's arguments. The exit status is that of go test: 0 all tests passed,
1 one failed or did not build; 2 if a tool is missing or a flag is wrong.`,
  'test-run': 'only tests that match this regular expression',
  'test-verbose': 'print the names and output of all tests',
  'test-count': 'run each test this many times; 1 also bypasses the cache',
  'test-timeout': 'end a test program that takes longer (default: 10m, or 100m under QEMU)',
  'test-short': 'ask tests to take less time (go test -short)',
  'test-json-one-target': '--json takes one target, not {count}: the events do not name it',
  'test-json': "print the events of go test's JSON form",
  'test-coverprofile':
    'write to this file which statements the tests ran (go test -coverprofile); placeholders as in build -o',

  // debug
  'debug-description': "build a program or a package's tests for a target and debug them, under QEMU where it must be",
  'debug-help': `Starts the program under QEMU and GDB at its main.main, in this terminal. Where the target is this machine's own
port, the debugger is Delve (dlv), or QEMU and GDB where there is none. What stands after -- are the program's arguments. Under
GDB the program reads no input; --server in one terminal and GDB in another leave it its own.
The exit status is the program's (Delve's own for Delve); 1 if it does not build, 2 if a tool is missing or a flag is
wrong.`,
  'debug-package': 'the package of the program or of the tests; the default is .',
  'debug-test': "debug the package's tests, from the first one on",
  'debug-run': 'with --test: only tests that match this regular expression',
  'debug-server':
    'only start the program under QEMU and wait for a debugger; how to attach is written to this file as JSON, - is the standard output',
  'debug-waiting': '{target} waits for a debugger. In another terminal: {command}',
  'debug-run-needs-test': '--run chooses tests: use it with --test',

  'tool-get-container': 'Install {tool} as its manual says for this system: only building container images needs it.',
  // doctor
  'doctor-description': 'show which tools are installed, which are missing, and how to get them',
  'doctor-targets': 'the targets to look at',
  'doctor-format': 'output format of the report',
  'doctor-help': 'Exit status: 0 Go and what runs the targets are there, 1 something of it is missing.',
  'doctor-missing': 'missing',
  'doctor-broken': 'broken',
  'doctor-go': 'Go',
  'doctor-go-version': '{version}, {ports} ports ({path})',
  'doctor-run': 'run',
  'doctor-native': 'runs here by itself',
  'doctor-qemu': '{program} {version}',
  'doctor-binfmt': 'binfmt_misc: {interpreter}',
  'doctor-cgo': 'cgo',
  'doctor-no-cgo': 'Go has none',
  'doctor-registered': 'binfmt_misc',
  'doctor-not-needed': '-',
  'doctor-not-registered': 'not registered',
  'doctor-go-no-port': 'this Go does not build for it',
  'doctor-free': '{free} GB free ({path})',
  'doctor-free-low': '{words}: that may be too little',
  'doctor-container': '{version} ({program})',
  'doctor-install': 'To install what is missing:',
} as const;
