// What is known to go wrong under QEMU: each of it done by a real program, and explained; and what is said of what ran.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inEnglish } from '../messages/catalogue.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { findBinfmtHandler } from '../toolchain/binfmt.ts';
import { findProgram } from '../toolchain/find-program.ts';
import { trapIn } from '../toolchain/traps.ts';
import { archway, makeFolder, removeFolder } from './cli-process.testing.ts';
import { doctorText } from './doctor.ts';

const files = {
  'go.mod': 'module example.com/trapped\n\ngo 1.21\n',
  'main.go': `package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"sync/atomic"
	"syscall"
	"unsafe"
)

var n atomic.Int64

// bytes is a number behind one byte.
var bytes = struct {
	n    uint64
	tail [8]byte
}{n: 0x1122334455667788}

func main() {
	var err error
	switch os.Args[1] {
	case "self":
		err = exec.Command(os.Args[0], "fine").Run()
	case "trace":
		err = (&exec.Cmd{Path: "/bin/true", SysProcAttr: &syscall.SysProcAttr{Ptrace: true}}).Start()
	case "namespace":
		err = (&exec.Cmd{Path: "/bin/true", SysProcAttr: &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUTS}}).Run()
	case "interfaces":
		_, err = net.Interfaces()
	case "unaligned":
		fmt.Fprintf(os.Stderr, "%x\\n", *(*uint64)(unsafe.Add(unsafe.Pointer(&bytes), 4)))
	case "fine":
		n.Add(1)
		fmt.Fprintln(os.Stderr, "no exec format error")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(9)
	}
}
`,
  'again/again_test.go': `package again

import (
	"flag"
	"os"
	"os/exec"
	"testing"
)

func TestAgain(t *testing.T) {
	t.Log("limit", flag.Lookup("test.timeout").Value)
	if err := exec.Command(os.Args[0], "-test.run=NONE").Run(); err != nil {
		t.Fatal(err)
	}
}

func TestLimit(t *testing.T) {
	t.Log("limit", flag.Lookup("test.timeout").Value)
}
`,
};

describe('under QEMU', function () {
  this.timeout(300_000);
  let cwd: string;
  before(function () {
    if (process.platform !== 'linux' || process.arch !== 'x64') this.skip();
    cwd = makeFolder(files);
  });
  after(() => cwd && removeFolder(cwd));

  const cases: readonly (readonly [what: string, target: string, said: RegExp, explained: RegExp])[] = [
    [
      'self',
      'linux/arm64',
      /exec format error/,
      /qemu-aarch64\S* \d+\.\S+ runs only what it was given\. Register QEMU/,
    ],
    ['trace', 'linux/s390x', /function not implemented/, /qemu-s390x\S* \d+\.\S+ has no ptrace/],
    ['namespace', 'linux/riscv64', /invalid argument/, /starts no process with a namespace of its own or a pidfd/],
    [
      'interfaces',
      'linux/mips',
      /parsenetlink\w+: invalid argument/,
      /does not turn the bytes of all netlink messages/,
    ],
  ];
  for (const [what, target, said, explained] of cases) {
    it(`${what}: fails on ${target}, and it is said why`, async function () {
      // Where the kernel knows what to do with foreign programs this one works.
      if (what === 'self' && findBinfmtHandler(parseTargets(target)[0]!) !== undefined) this.skip();
      const { status, stderr } = await archway(['run', '--target', target, '.', '--', what], { cwd });
      assert.equal(status, 9, stderr);
      const [first, ...rest] = stderr.split('\n');
      assert.match(first!, said);
      assert.equal(rest.length, 1, stderr);
      assert.match(rest[0]!, new RegExp(`^archway: .*${explained.source}`));
    });
  }

  it('explains nothing where the program ends well', async () => {
    const run = await archway(['run', '--target', 'linux/arm64', '.', '--', 'fine'], { cwd });
    assert.deepEqual(run, { status: 0, stdout: '', stderr: 'no exec format error' });
  });

  it('explains an instruction that the processor of the level lacks', async () => {
    const env = { QEMU_CPU: 'cortex-a53' };
    const { status, stderr } = await archway(['run', '--target', 'linux/arm64/v8.1', '.', '--', 'fine'], { cwd, env });
    assert.equal(status, 132);
    assert.match(stderr, /^archway: the program has an instruction that .* QEMU_CPU cortex-a53\) lacks/m);
  });

  it('explains a number at an odd address, which another processor reads', async () => {
    const run = ['run', '--target', 'linux/mips64le', '.', '--', 'unaligned'];
    const { status, stderr } = await archway(run, { cwd });
    assert.equal(status, 2);
    assert.match(stderr, /SIGBUS: bus error code=0x1/);
    assert.match(stderr, /^archway: the program reads or writes a number at .* QEMU_CPU=Loongson-3A4000 plays one$/m);
    const loongson = await archway(run, { cwd, env: { QEMU_CPU: 'Loongson-3A4000' } });
    assert.deepEqual(loongson, { status: 0, stdout: '', stderr: '11223344' });
  });

  it('explains what tests print, and gives them more time unless told otherwise', async function () {
    if (findBinfmtHandler(parseTargets('linux/arm64')[0]!) !== undefined) this.skip();
    const flags = ['test', '--target', 'linux/arm64', '-v', '-count=1'];
    const failed = await archway([...flags, './again'], { cwd });
    assert.equal(failed.status, 1);
    assert.match(failed.stdout, /again_test\.go:11: limit 1h40m0s\n.*exec format error/);
    assert.match(failed.stderr, /tests are run by \/.*qemu-aarch64\S* \d\S+, each program for at most 100m: ten times/);
    assert.match(failed.stderr, /^archway: the program starts a program for another processor/m);
    const limit = async (more: string[], env = {}) => {
      const { stdout } = await archway([...flags, '-run=TestLimit', ...more], { cwd, env });
      return /limit (\S+)/.exec(stdout)?.[1];
    };
    assert.equal(await limit(['-timeout=3m', './again']), '3m0s');
    assert.equal(await limit(['./again'], { GOFLAGS: '-buildvcs=false -timeout=4m' }), '4m0s');
    assert.equal(await limit(['--target', 'linux/amd64', './again']), '10m0s');
  });

  it('says with -v what ran, for which target, and by what', async () => {
    const arm = await archway(['run', '-v', '--target', 'linux/arm/6', '.', '--', 'fine'], { cwd });
    assert.match(
      arm.stderr,
      /^archway: \. is ELF32 LSB, ARM, for linux\/arm\/6; run by \/\S*qemu-arm\S* \d+\.\S+ as arm1176$/m,
    );
    const native = await archway(['run', '-v', '--target', 'linux/386', '.', '--', 'fine'], { cwd });
    assert.match(native.stderr, /^archway: \. is ELF32 LSB, Intel 80386, for linux\/386; run by this machine itself$/m);
  });

  it('does not take any program called qemu-aarch64 for QEMU', async () => {
    const bin = join(cwd, 'bin');
    mkdirSync(bin);
    symlinkSync('/bin/true', join(bin, 'qemu-aarch64'));
    const env = { PATH: `${bin}:${dirname(findProgram(['go'], process.env)!)}:/usr/bin:/bin` };
    for (const command of ['run', 'test']) {
      const { status, stderr } = await archway([command, '--target', 'linux/arm64', './no/such'], { cwd, env });
      assert.equal(status, 2);
      assert.match(stderr, /^archway: \S.*bin\/qemu-aarch64 is not QEMU: it does not answer --version/);
    }
  });

  it('refuses to test a program that is for another target', async () => {
    const go = findProgram(['go'], process.env)!;
    const wrong = makeFolder({ go: `#!/bin/sh\n[ "$1" = test ] && export GOARCH=arm\nexec ${go} "$@"\n` });
    chmodSync(join(wrong, 'go'), 0o755);
    const env = { PATH: `${wrong}:${process.env.PATH}` };
    const { status, stderr } = await archway(['test', '--target', 'linux/arm64', './again'], { cwd, env });
    removeFolder(wrong);
    assert.equal(status, 1);
    assert.match(stderr, /^archway: qemu-aarch64\S* \S+ was given a program that is not for linux\/arm64/m);
  });
});

describe('signs of what others have reported', () => {
  const explained = (target: string, line: string) => {
    const found = trapIn(line, { target: parseTargets(target)[0]!, qemu: 'qemu 4.2' });
    return found && inEnglish(found);
  };

  it('are recognised', () => {
    assert.match(explained('linux/arm', 'fatal error: rt_sigaction failure') ?? '', /QEMU before 5\.0/);
    assert.match(explained('linux/mipsle', 'fatal error: sigaction failed') ?? '', /QEMU before 5\.0/);
    assert.match(explained('linux/arm', 'qemu: Unsupported syscall: 403') ?? '', /the system call 403/);
    assert.match(explained('linux/ppc64le', "qemu: unknown option 'test.timeout=10m0s'") ?? '', /race detector/);
    assert.match(explained('linux/386', 'fatal: bad g in signal handler') ?? '', /breaks Go programs for linux\/386/);
    const signal = 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped';
    assert.match(explained('linux/arm64', signal) ?? '', /ended with signal 11 .*asyncpreemptoff=1/);
  });

  it('are told from what only looks like them', () => {
    assert.equal(explained('linux/arm64', 'fatal: bad g in signal handler'), undefined);
    assert.equal(explained('linux/arm64', 'route ip+net: parsenetlinkrouteattr: invalid argument'), undefined);
    assert.equal(explained('linux/s390x', 'open x: invalid argument'), undefined);
    assert.equal(explained('linux/arm', 'panic: runtime error: index out of range'), undefined);
  });
});

describe('the doctor', () => {
  it('warns where foreign programs run without saying so', () => {
    const binfmt = { name: 'qemu-aarch64', interpreter: '/usr/bin/qemu-aarch64-static', fixed: true };
    const run = { how: 'qemu', found: true, program: '/usr/bin/qemu-aarch64-static' } as const;
    const text = doctorText({
      version: 1,
      go: { found: true },
      targets: [
        { target: 'linux/arm64', run, binfmt },
        { target: 'linux/mips', run },
      ],
      containers: [],
      folders: [],
    });
    assert.match(text, /^Registered with binfmt_misc: linux\/arm64\. Their programs run here by emulation/m);
  });
});
