// Builds, runs and tests a package for every foreign linux port, under QEMU.
import assert from 'node:assert/strict';
import { kindsOfTests } from '../../test/support/kinds-of-tests.ts';
import { linuxPorts } from '../../test/support/linux-ports.ts';
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
`,
  ...kindsOfTests,
};

interface TestEvent {
  readonly Action: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Output?: string;
}

describe('programs and tests of other ports', function () {
  this.timeout(300_000);
  let cwd: string;
  before(() => {
    cwd = makeFolder(files);
  });
  after(() => removeFolder(cwd));

  for (const { target, goarch, bits, endianness } of linuxPorts) {
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
        TestPasses: 'pass',
        TestFails: 'fail',
        TestSkips: 'skip',
        TestParent: 'fail',
        'TestParent/good': 'pass',
        'TestParent/bad': 'fail',
        TestPanics: 'fail',
      });
      const said = (test: string) => events.map(({ Test, Output }) => (Test === test ? Output : '')).join('');
      // Of 0x01020304, in memory.
      const bytes = endianness === 'big' ? '01020304' : '04030201';
      assert.match(said('TestPort'), new RegExp(`word_test\\.go:10: port=${goarch} bits=${bits} bytes=${bytes}\\n`));
      assert.match(said('TestFails'), /kinds_test\.go:8: this test fails\n/);
      assert.match(said('TestSkips'), /kinds_test\.go:12: not here\n/);
      assert.match(said('TestParent/bad'), /kinds_test\.go:18: this subtest fails\n/);
      assert.match(said('TestPanics'), /panic: assignment to entry in nil map[\s\S]*kinds_test\.go:24 /);
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
      './kinds',
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
