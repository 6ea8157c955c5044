// What the rules say.
export const ruleMessages = {
  // What the page of a rule begins with.
  'rule-title': '{title}.',
  'rule-kind': 'Kind: `{kind}` ({meaning}). Default severity: {severity}.',
  'rule-kind-compile': 'the Go toolchain rejects the code on some targets',
  'rule-kind-run': 'the code compiles and misbehaves on some targets',
  'rule-kind-text': 'a name or a setting holds for some targets only',

  // build-constraint
  'build-constraint-ignored':
    'Go takes `{line}` for a plain comment, and builds the file on these targets; write `{canonical}`',
  'build-constraint-below': '`{line}` has no effect below the package clause, so the file is built on these targets',
  'build-constraint-no-blank':
    '`{line}` has no effect without an empty line below it, so the file is built on these targets',
  'build-constraint-after-block': '`{line}` has no effect below a /* comment */, so the file is built on these targets',
  'build-constraint-old-form': 'gofmt writes `// +build` with a space; `{line}` works all the same',
  'build-constraint-unknown-name': '{name} is not a build tag of Go; did you mean {known}?',
  'build-constraint-disagree':
    'the // +build lines do not choose the same targets as `{goBuild}`, which Go 1.17 and later follow',
  'build-constraint-name-contradicts':
    'the name {file} admits {tags} only, which `{line}` excludes: the file is built nowhere',
  'build-constraint-unsatisfiable': 'no target of Go satisfies `{line}`: the file is built nowhere',
  'build-constraint-fix': 'Write {canonical}',
  'build-constraint-fix-name': 'Write {known} instead of {name}',
  'build-constraint-fix-old-lines': 'Make the // +build lines agree with {goBuild}',
  'build-constraint-fix-drop-old': 'Remove the // +build lines, which Go has not needed since 1.17',
  'build-constraint-no-fix-intent': 'which of the two is meant is for you to decide',
  'build-constraint-no-fix-invalid': 'what the line should say is for you to decide',
  'build-constraint-no-fix-joined':
    'how to combine it with the constraint that the file already has is for you to decide',

  // dependency-build
  'dependency-does-not-build': '{module} does not build on {targets}: {problem} ({place})',
  'dependency-chain': 'It is taken in through {chain}.',
  'dependency-errors': '{count} errors in {packages}.',

  // no-go-files
  'no-go-files-cgo': 'build constraints exclude all Go files in {dir}: they need cgo, and CGO_ENABLED is 0',
  'no-go-files-first-package': 'package {package} here',

  // missing-function-body
  'missing-function-body-elsewhere': '{file} implements it, but is not built on these targets',
  'missing-function-body-symbol':
    'no assembly file implements {name} on these targets: the linker reports "relocation target {package}.{name} not defined"',

  // hardcoded-arch
  'hardcoded-arch-download': 'downloads the {arch} build on every architecture: {url}',
  'hardcoded-arch-image': 'image {image} is for {arch} only',
  'hardcoded-arch-base-platform': 'FROM --platform={platform} takes the {arch} image whatever the target platform is',
  'hardcoded-arch-platform': 'asks for {platform} whatever the target platform is',
  'hardcoded-arch-goarch': 'GOARCH={value} builds for {value} whatever the target is',
  'hardcoded-arch-variable': '{variable} is {value} on every architecture',
  'hardcoded-arch-default': '{variable} is {value} unless something else sets it',
  'hardcoded-arch-build-argument':
    'the default {value} replaces the value that BuildKit gives {variable}, so it is the same for every target platform',
  'hardcoded-arch-library': '{path} exists on {arch} only',
  'hardcoded-arch-copied-file': '{file}, which is for {arch}, gets into the images of all target platforms',
  'hardcoded-arch-package-source': 'this package source has packages for {arch} only',
  'hardcoded-arch-node-selector': 'runs on {arch} nodes only: {key} must be {arch}',
  'hardcoded-arch-deprecated-label':
    'the label beta.kubernetes.io/arch is deprecated since Kubernetes 1.14; use kubernetes.io/arch',
  'hardcoded-arch-fix-variable': 'Write {variable} instead of {arch}',
  'hardcoded-arch-fix-build-platform': 'Run this stage on the machine that builds: --platform=$BUILDPLATFORM',
  'hardcoded-arch-fix-remove-platform': 'Remove --platform, so that the target platform is used',
  'hardcoded-arch-fix-image': 'Use {image}, which has an image for each platform',
  'hardcoded-arch-fix-remove-default': 'Remove the default',
  'hardcoded-arch-fix-conditional': 'Make {value} the default only: ?=',
  'hardcoded-arch-fix-label': 'Write {label} instead of {deprecated}',
  'hardcoded-arch-no-fix-shell':
    'take the architecture from `go env GOARCH` or `dpkg --print-architecture`, or choose the name by `uname -m`',
  'hardcoded-arch-no-fix-yaml':
    'name an image or a file that exists for each platform, or take the architecture from a variable or a matrix',
  'hardcoded-arch-no-fix-quotes': 'a variable has no effect between single quotes',
  'hardcoded-arch-no-fix-stage': 'there is no build stage before it in which TARGETARCH could be declared',
  'hardcoded-arch-no-fix-spelling':
    '{name} is {goarch} to Go and BuildKit, so their variables cannot stand for it; choose the name by `uname -m`, or with a table',
  'hardcoded-arch-no-fix-choice': 'which name to use on the other architectures is for you to decide',
  'hardcoded-arch-no-fix-const': 'this constant is used in other places too; write runtime.GOARCH where it is used',
  'hardcoded-arch-no-fix-key': 'kubernetes.io/arch is already set beside it; remove this one',

  // page-size
  'page-size-mapped':
    '{function} wants a multiple of the page size, and this is one of {multiple} bytes only: it fails (EINVAL) where pages are larger',
  'page-size-mapped-why': 'Kernels for these targets have pages of up to 64 KiB: round to os.Getpagesize().',
  'page-size-counted': '{file} counts in pages, which can have more than 4096 bytes on these targets',
  'page-size-counted-why': 'Kernels for these targets have pages of up to 64 KiB: multiply by os.Getpagesize().',
  'page-size-written': 'the size of a page is written here',
  'page-size-fix': 'Ask the system for the page size: {call}',

  // byte-order
  'byte-order-wrong': 'these targets are {order}-endian, and taken for {chosen}-endian here',
  'byte-order-none': 'no byte order is known here for these targets, and the program ends',
  'byte-order-declared': '{name} is {order}-endian on these targets, which are {actual}-endian',
  'byte-order-struct':
    '{type} has the byte order of the machine, which is big-endian on these targets, and is taken for little-endian',
  'byte-order-native':
    '{data} has the byte order of the machine, which is big-endian on these targets, and is read as little-endian',
  'byte-order-swap':
    '{function} swaps the bytes on these targets, too, which are big-endian: what it gives to the kernel is not in network order',
  'byte-order-mixed':
    '{bytes} is read in the order of the machine here, and with {order} in the same function: on big-endian targets one of them is wrong',
  'byte-order-named': '{function} gives the order of the machine, which is big-endian on these targets',
  'byte-order-magic':
    'bytes that are read in the order of the machine, which is big-endian on these targets, are compared with {value}',
  'byte-order-fix-list': 'Add {names} to the architectures of this order',
  'byte-order-fix-native': 'Use binary.NativeEndian, the order of the machine',
  'byte-order-fix-codec': 'Read the {bits} bits as little-endian on every target',

  'kernel-drops-bits': 'conversion of {field} to {to} drops bits where the field is {from}',
  'kernel-other-type': 'assertion to {to} fails where {field} is {from}',
  'kernel-copy-offset':
    '{type} is not {struct} on these targets: {field} is at offset {at}, and {call} takes {member} from offset {offset}',
  'kernel-copy-width':
    '{type} is not {struct} on these targets: {field} has {size} bytes, and {member} of {call} has {wanted}',
  'kernel-copy-size': '{type} is not {struct} on these targets: it has {size} bytes, and {call} takes {wanted}',
  'kernel-copy-declared': '{type} is declared here',
  'kernel-small-buffer':
    '{type} has {size} bytes on these targets, more than the buffer of {buffer} bytes it is read from',

  // int-width
  'int-width-clock':
    '{type} has 32 bits on these targets, too few for {operand}: the time since 1970 in fractions of a second is cut to a number that means nothing',
  'int-width-2038':
    '{type} has 32 bits on these targets, too few for {operand} from 2038-01-19 on: the seconds since 1970 become negative',
  'int-width-duration':
    '{type} has 32 bits on these targets, too few for {operand} of a duration of {limit} or more: it is cut',
  'int-width-size': '{type} has 32 bits on these targets, too few for {operand} of more than 2 GiB: it is cut',
  'int-width-random':
    '{type} has 32 bits on these targets: {operand}, all 64 bits of which count, becomes another number than elsewhere',
  'int-width-decoded': '{type} has 32 bits on these targets: {operand} may have 64, and is cut',
  'int-width-parsed':
    '{type} has 32 bits on these targets: {operand} was read as a number of 64 bits, and what does not fit is cut without an error',
  'int-width-remainder':
    'int has 32 bits on these targets: of {operand} from 2147483648 on it is negative or cut, and so is the remainder, which no index may be',
  'int-width-digits':
    'int has 32 bits on these targets: of a larger {operand} the digits of another number are written',
  'int-width-bit-size':
    'bit size 0 means 32 bits on these targets: {call} refuses larger numbers, and {operand} is only used as one of 64 bits',
  'int-width-atoi':
    'strconv.Atoi refuses numbers of more than 32 bits on these targets, and {operand} is only used as {type}',
  'int-width-product':
    '{operand} is an int, of 32 bits on these targets, before it is converted to {type}: it overflows where {value} is {limit} or more',
  'int-width-pointer': 'a pointer has 64 bits on these targets, of which {type} keeps the lower half',
  'int-width-sign':
    '{field} is a signed integer of 32 bits on these targets, so it is negative here where {value} is meant: they are never equal',
  'int-width-magic':
    'Statfs_t.Type is a signed integer of 32 bits on these targets: as {type}, magic numbers from 0x80000000 on (those of btrfs and f2fs, for example) are negative',
  'int-width-fix-remainder': 'Take the remainder as {type}',
  'int-width-fix-digits': 'Call {function}',
  'int-width-fix-bit-size': 'Write bit size {bits}',
  'int-width-fix-atoi': 'Call strconv.ParseInt with 64 bits',

  // unsafe-cast
  'unsafe-cast-beyond':
    '{to} has {size} bytes on these targets, and the {from} that it is cast from {have}: what lies behind is read or written',
  'unsafe-cast-part':
    '{to} has {size} bytes on these targets, and the {from} that it is cast from {have}: a part of the value is read or written, on big-endian targets the upper one',
  'unsafe-cast-elements':
    'elements of {size} bytes ({to}) are cast from elements of {have} bytes ({from}) on these targets',
  'unsafe-cast-field-offset': '{field} is at offset {at} on these targets, and {old} at offset {was}',
  'unsafe-cast-field-size': '{field} has {at} bytes on these targets, and {old} {was}',
  'unsafe-cast-scalar': '{name} of {type}',
  'unsafe-cast-step': 'a step of {bytes} bytes is not the next {from}, which has {have} bytes on these targets',
  'unsafe-cast-no-field': 'no {to} of {size} bytes lies at offset {bytes} of {from} on these targets',

  // ioctl-number
  'ioctl-number': '{number} is not {request} on these targets',
  'ioctl-number-wanted': '{request} is {number} on {targets}',
  'ioctl-number-direction':
    'the direction in {number} is {meant} on most targets and {here} on these, where it has three bits: the request is {wanted}',
  'ioctl-number-read': 'read',
  'ioctl-number-write': 'write',
  'ioctl-number-helper':
    '{name} makes ioctl requests with two bits of direction, and these targets have three: none is 1, read 2 and write 4, above 13 bits of size',

  // syscall-args
  'syscall-args-split': '{call} takes numbers of 64 bits in two arguments on these targets',
  'syscall-args-wanted': 'the arguments are {arguments} on {targets}',
  'syscall-args-upper': '{call} gets only the low 32 bits of {argument} on these targets',
  'syscall-args-clone': 'clone takes the stack before the flags on these targets',
  'syscall-args-block': '{call} takes the address of its arguments in memory on these targets',
  'syscall-args-use': '{function} of golang.org/x/sys/unix passes them as each target wants them',

  // syscall-number
  'syscall-number': '{number} is not {call} on these targets',
  'syscall-number-meaning': '{number} is {call} on {targets}',
  'syscall-number-nothing': '{number} is no system call on {targets}',
  'syscall-number-reference': '{number} is {call} on linux/amd64',
  'syscall-number-obsolete': 'the kernel has no system call {constant} on these targets',
  'syscall-number-absent': 'there is no {call} on {targets}',
  'kernel-constant-fix': 'Use {constant}',

  // float-fusion
  'float-fusion-exact':
    '{expression} is fused into one operation on these targets, which rounds once instead of twice: an exact comparison can come out differently',
  'float-fusion-sign':
    '{expression} is fused into one operation on these targets, which rounds once instead of twice: where the products are nearly equal its sign differs',
  'float-fusion-test':
    '{function} computes with a fused operation on these targets, so the last digits of its result differ from those expected here',
  'float-fusion-why':
    'Convert the products, `float64(x*y)`, which rounds them on every target, or compare with a tolerance.',
  'float-fusion-computed': 'it is computed here',
  'float-fusion-fix': 'Round the products on every target: {type}(x*y)',

  // unaligned-atomic
  'unaligned-atomic':
    '{field} is at offset {offsets}; 64-bit atomic operations need multiples of 8 ({call} in {where} panics)',
  'unaligned-atomic-stride':
    '{field} is in elements of {size} bytes, so it is misaligned in every second one; 64-bit atomic operations need multiples of 8 ({call} in {where} panics)',
  'unaligned-atomic-offset': 'offset {offset} on {targets}',
  'unaligned-atomic-call': '{call} is called here',
  'unaligned-atomic-pass': 'the address is passed on here',
  'unaligned-atomic-source': 'the address comes from here',
  'unaligned-atomic-fix-move': 'Move {fields} to the front of {struct}',
  'unaligned-atomic-fix-move-public':
    'Move {fields} to the front of {struct}, of which other modules may have literals without field names',
  'unaligned-atomic-fix-type': 'Make {field} an atomic.{type}',
  'unaligned-atomic-fix-types': 'Make {fields} values of type atomic.{type}',
  'unaligned-atomic-no-fix-both': '{move}. Nor can it become an atomic type: {type}',
  'unaligned-atomic-no-fix-elsewhere': 'the field is declared in another package',
  'unaligned-atomic-no-fix-stride':
    'the size of the elements is not a multiple of 8: make the field an atomic.Int64 or atomic.Uint64, or add a field that pads the element',
  'unaligned-atomic-no-fix-order':
    'no order of the fields is known that aligns all of them for their atomic operations',
  'atomic-type-declared': '{field} is not declared as int64 or uint64',
  'atomic-type-tag': '{field} has a tag, so it may be encoded as a number',
  'atomic-type-exported': '{field} is exported, so other packages may use it as a number',
  'atomic-type-version': 'atomic.{type} needs go 1.19, and go.mod says {version}',
  'atomic-type-import': '{file} does not import sync/atomic',
  'atomic-type-unseen': '{file}, which is not built for the checked targets, names it',
  'atomic-type-copy': 'a value of the struct may be copied at {place}',
  'atomic-type-literal': 'the literal at {place} gives it a value',
  'atomic-type-use': 'atomic.{type} has nothing for its use at {place}',
} as const;
