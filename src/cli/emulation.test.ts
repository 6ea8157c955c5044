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

func TestSkips(t *testing.T) {
	t.Skip("not here")
}

func TestParent(t *testing.T) {
	t.Run("good", func(t *testing.T) {})
	t.Run("bad one", func(t *testing.T) {
		t.Error("this subtest fails")
	})
}
`,
  'panics/panics_test.go': `package panics

import "testing"

func TestPanics(t *testing.T) {
	var table map[string]int
	table["x"] = 1
}
`,
  // The limit is set here, so that the others have time on a slow machine.
  'hangs/hangs_test.go': `package hangs

import (
	"flag"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	flag.Parse()
	flag.Set("test.timeout", "1s")
	os.Exit(m.Run())
}

func TestHangs(t *testing.T) {
	select {}
}
`,
};

interface TestEvent {
  readonly Action: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Output?: string;
}

/** GOARCH with its level, width of int, and the bytes of 0x01020304 in memory. */
const ports = [
  ['386', 32, '04030201'],
  ['arm/5', 32, '04030201'],
  ['arm/6', 32, '04030201'],
  ['arm/7', 32, '04030201'],
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

  for (const [port, bits, bytes] of ports) {
    const target = `linux/${port}`;
    const goarch = port.replace(/\/.*/, '');

    it(`runs a program for ${target} with arguments and input, and ends with its status`, async () => {
      const args = ['run', '--target', target, '.', '--', '-a', 'two words', 'grün'];
      const { status, stdout, stderr } = await archway(args, { cwd, input: 'from stdin' });
      assert.deepEqual(
        { status, stdout, stderr },
        { status: 44, stdout: `${goarch}:-a|two words|grün:from stdin`, stderr: '' },
      );
    });

    it(`runs tests for ${target} that pass, fail, skip, panic, have subtests, and take too long`, async () => {
      const { status, stdout, stderr } = await archway(['test', '--target', target, '--json', './...'], { cwd });
      assert.equal(status, 1, stderr);
      const events = stdout.split('\n').map((line) => JSON.parse(line) as TestEvent);
      const ends: Record<string, string> = {};
      for (const { Action, Test } of events) {
        if (Test !== undefined && ['pass', 'fail', 'skip'].includes(Action)) ends[Test] = Action;
      }
      assert.deepEqual(ends, {
        TestPort: 'pass',
        TestFails: 'fail',
        TestSkips: 'skip',
        TestParent: 'fail',
        'TestParent/good': 'pass',
        'TestParent/bad_one': 'fail',
        TestPanics: 'fail',
      });
      const said = (test: string) => events.map(({ Test, Output }) => (Test === test ? Output : '')).join('');
      assert.match(said('TestPort'), new RegExp(`word_test\\.go:10: port=${goarch} bits=${bits} bytes=${bytes}\\n`));
      assert.match(said('TestFails'), /word_test\.go:14: this test fails\n/);
      assert.match(said('TestSkips'), /word_test\.go:18: not here\n/);
      assert.match(said('TestParent/bad_one'), /word_test\.go:24: this subtest fails\n/);
      assert.match(said('TestPanics'), /panic: assignment to entry in nil map[\s\S]*panics_test\.go:7 /);
      // It has no end of its own: the program is ended as a whole.
      assert.match(said('TestHangs'), /panic: test timed out after 1s/);
    });
  }

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
