// cgo programs for arm64: static, and dynamic with the cross compiler's C library.
import assert from 'node:assert/strict';
import { archway, makeFolder, removeFolder } from './cli-process.testing.ts';

const files = {
  'go.mod': 'module example.com/native\n\ngo 1.21\n',
  'main.go': `package main

/*
#include <stdio.h>
#include <stdint.h>
static int64_t twice(int64_t v) { return 2 * v; }
static const char *machine(void) {
#ifdef __aarch64__
	return "aarch64";
#else
	return "other";
#endif
}
*/
import "C"

import (
	"os"
	"runtime"
	"strconv"
)

func main() {
	os.Stdout.WriteString(runtime.GOARCH + " " + C.GoString(C.machine()) + " " + Twice(21))
	os.Exit(3)
}

func Twice(v int64) string { return strconv.FormatInt(int64(C.twice(C.int64_t(v))), 10) }
`,
  'main_test.go': `package main

import (
	"os/user"
	"testing"
)

func TestTwice(t *testing.T) {
	if Twice(4) != "8" {
		t.Fatal(Twice(4))
	}
	if u, err := user.Current(); err != nil || u.Uid == "" {
		t.Fatal(u, err)
	}
}
`,
};

describe('cgo for linux/arm64', function () {
  this.timeout(300_000);
  let cwd: string;
  before(() => {
    cwd = makeFolder(files);
  });
  after(() => removeFolder(cwd));

  const loader = '/lib/ld-linux-aarch64.so.1';
  const flags = ['--target', 'linux/arm64', '--cgo'];

  it('links dynamically, and runs with the C library of the cross compiler', async () => {
    const built = await archway(['build', ...flags, '-o', 'dynamic', '.'], { cwd });
    assert.match(
      built.stdout,
      new RegExp(`^linux/arm64: dynamic \\(.* MB, dynamic, loader ${loader}\\)$`),
      built.stderr,
    );
    const run = await archway(['run', ...flags, '.'], { cwd });
    assert.deepEqual(run, { status: 3, stdout: 'arm64 aarch64 42', stderr: '' });
    const test = await archway(['test', ...flags, '.'], { cwd });
    assert.match(test.stdout, /^ok /, test.stderr);
  });

  it('links statically', async () => {
    const built = await archway(['build', ...flags, '--static', '--ldflags=all=-s', '-o', 'static', '.'], { cwd });
    assert.match(built.stdout, /^linux\/arm64: static \(.* MB, static\)$/, built.stderr);
    const run = await archway(['run', ...flags, '--static', '.'], { cwd });
    assert.deepEqual(run, { status: 3, stdout: 'arm64 aarch64 42', stderr: '' });
    const test = await archway(['test', ...flags, '--static', '.'], { cwd });
    assert.match(test.stdout, /^ok /, test.stderr);
  });

  it('does not build cgo without --cgo', async () => {
    const { status, stderr } = await archway(['build', '--target', 'linux/arm64', '.'], { cwd });
    assert.equal(status, 1);
    assert.match(stderr, /build constraints exclude all Go files/);
  });
});
