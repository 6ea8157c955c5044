// Builds, runs and tests a package for every foreign linux port, under QEMU.
import assert from 'node:assert/strict';
import { archway, makeFolder, removeFolder } from './cli-process.testing.ts';

const files = {
  'go.mod': 'module example.com/portable\n\ngo 1.21\n',
  'main.go': `package main

import (
	"io"
	"os"
	"runtime"
	"strings"
)

func main() {
	input, _ := io.ReadAll(os.Stdin)
	os.Stdout.WriteString(runtime.GOARCH + ":" + strings.Join(os.Args[1:], "|") + ":" + string(input))
	os.Exit(40 + len(os.Args))
}
`,
  'word/word.go': 'package word\n\nfunc Bytes(v uint32) [4]byte { return *bytesOf(&v) }\n',
  'word/unsafe.go': `package word

import "unsafe"

func bytesOf(v *uint32) *[4]byte { return (*[4]byte)(unsafe.Pointer(v)) }
`,
  'word/word_test.go': `package word

import (
	"runtime"
	"strconv"
	"testing"
)

func TestPort(t *testing.T) {
	t.Logf("port=%s bits=%d bytes=%x", runtime.GOARCH, strconv.IntSize, Bytes(0x01020304))
}

func TestFails(t *testing.T) {
	t.Error("this test fails")
}
`,
};

/** GOARCH, width of int, and the bytes of 0x01020304 in memory. */
const ports = [
  ['386', 32, '04030201'],
  ['arm', 32, '04030201'],
  ['arm64', 64, '04030201'],
  ['loong64', 64, '04030201'],
  ['mips', 32, '01020304'],
  ['mipsle', 32, '04030201'],
  ['mips64', 64, '01020304'],
  ['mips64le', 64, '04030201'],
  ['ppc64', 64, '01020304'],
  ['ppc64le', 64, '04030201'],
  ['riscv64', 64, '04030201'],
  ['s390x', 64, '01020304'],
] as const;

describe('programs and tests of other ports', function () {
  this.timeout(300_000);
  let cwd: string;
  before(() => {
    cwd = makeFolder(files);
  });
  after(() => removeFolder(cwd));

  for (const [goarch, bits, bytes] of ports) {
    const target = `linux/${goarch}`;

    it(`runs a program for ${target} with arguments and input, and ends with its status`, async () => {
      const args = ['run', '--target', target, '.', '--', '-a', 'two words', 'grün'];
      const { status, stdout, stderr } = await archway(args, { cwd, input: 'from stdin' });
      assert.deepEqual(
        { status, stdout, stderr },
        { status: 44, stdout: `${goarch}:-a|two words|grün:from stdin`, stderr: '' },
      );
    });

    it(`runs the tests of a package for ${target}`, async () => {
      const passed = await archway(['test', '--target', target, '-v', '-count=1', '-run', 'TestPort', './word'], {
        cwd,
      });
      assert.equal(passed.status, 0, passed.stdout + passed.stderr);
      assert.match(passed.stdout, new RegExp(`word_test\\.go:10: port=${goarch} bits=${bits} bytes=${bytes}\n`));
      assert.match(passed.stdout, /^ok {2}\texample\.com\/portable\/word/m);
    });
  }

  it('ends with status 1 where a test fails, and shows its line', async () => {
    const { status, stdout } = await archway(['test', '--target', 'linux/mips', './...'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /--- FAIL: TestFails.*\n\s*word_test\.go:14: this test fails\n/);
  });

  it('passes the flags of go test on, and what stands after -- to the test program', async () => {
    const args = [
      'test',
      '--target',
      'linux/arm64',
      '--json',
      '--short',
      '--timeout=1m',
      './word',
      '--',
      '-test.run=TestPort',
    ];
    const { status, stdout } = await archway(args, { cwd });
    assert.equal(status, 0, stdout);
    const events = stdout.split('\n').map((line) => JSON.parse(line) as { Action: string; Test?: string });
    assert.ok(events.some(({ Action, Test }) => Action === 'pass' && Test === 'TestPort'));
    assert.ok(!events.some(({ Test }) => Test === 'TestFails'));
  });
});
