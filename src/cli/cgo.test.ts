// cgo programs for other architectures, one of them big-endian: static, and dynamic with the cross compiler's C library; and archway cgo.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { archway, goTestEnv, makeFolder, removeFolder } from './cli-process.testing.ts';

const files = {
  'go.mod': 'module example.com/native\n\ngo 1.21\n',
  'main.go': `package main

/*
#include <stdio.h>
#include <stdint.h>
static int64_t twice(int64_t v) { return 2 * v; }
static const char *machine(void) {
#if defined(__aarch64__)
	return "aarch64";
#elif defined(__mips64) && defined(__MIPSEL__)
	return "mips64el";
#elif defined(__s390x__)
	return "s390x";
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

const ports = [
  ['linux/arm64', '/lib/ld-linux-aarch64.so.1', 'arm64 aarch64'],
  ['linux/mips64le', '/lib64/ld.so.1', 'mips64le mips64el'],
  ['linux/s390x', '/lib/ld64.so.1', 's390x s390x'],
] as const;

describe('cgo for other architectures', function () {
  this.timeout(300_000);
  let cwd: string;
  before(() => {
    cwd = makeFolder(files);
  });
  after(() => removeFolder(cwd));

  for (const [target, loader, said] of ports) {
    const flags = ['--target', target, '--cgo'];

    it(`links dynamically for ${target}, and runs with the C library of the cross compiler`, async () => {
      const built = await archway(['build', ...flags, '-o', 'dynamic', '.'], { cwd });
      const result = new RegExp(`^${target}: dynamic \\(.* MB, dynamic, loader ${loader}\\)$`);
      assert.match(built.stdout, result, built.stderr);
      const run = await archway(['run', ...flags, '.'], { cwd });
      assert.deepEqual(run, { status: 3, stdout: `${said} 42`, stderr: '' });
      const test = await archway(['test', ...flags, '.'], { cwd });
      assert.match(test.stdout, /^ok /, test.stderr);
    });

    it(`links statically for ${target}`, async () => {
      const built = await archway(['build', ...flags, '--static', '--ldflags=all=-s', '-o', 'static', '.'], { cwd });
      assert.match(built.stdout, new RegExp(`^${target}: static \\(.* MB, static\\)$`), built.stderr);
      const run = await archway(['run', ...flags, '--static', '.'], { cwd });
      assert.deepEqual(run, { status: 3, stdout: `${said} 42`, stderr: '' });
      const test = await archway(['test', ...flags, '--static', '.'], { cwd });
      assert.match(test.stdout, /^ok /, test.stderr);
    });
  }

  it('does not build cgo without --cgo', async () => {
    const { status, stderr } = await archway(['build', '--target', 'linux/arm64', '.'], { cwd });
    assert.equal(status, 1);
    assert.match(stderr, /build constraints exclude all Go files/);
  });
});

describe('archway cgo', function () {
  this.timeout(120_000);
  let cwd: string;
  before(() => {
    cwd = makeFolder({
      'go.mod': 'module example.com/shop\n\ngo 1.21\n',
      'main.go': 'package main\n\nimport "example.com/shop/store"\n\nfunc main() { store.Open() }\n',
      'store/store.go': 'package store\n\nimport "example.com/shop/db"\n\nfunc Open() { db.Open() }\n',
      'db/db_cgo.go': `package db

// #cgo LDFLAGS: -lsqlite3 -lm
// #cgo !arm64 pkg-config: libpq
// #cgo arm64 LDFLAGS: -larmonly
import "C"

type Conn struct{}

func (Conn) Close() {}

func Open() {}

func Backup() {}
`,
      'db/db_go.go': '//go:build !cgo\n\npackage db\n\nfunc Open() {}\n',
      'raw/raw.go': 'package raw\n\nimport "C"\n\nfunc Raw() {}\n',
      'plain/plain.go': 'package plain\n\nimport _ "os/user"\n',
    });
  });
  after(() => removeFolder(cwd));

  it('shows the way to the packages that need it, what is not there without, and what they need', async () => {
    const { status, stdout } = await archway(['cgo', '--targets', 'linux/arm64,linux/s390x,linux/ppc64', '.'], { cwd });
    assert.equal(status, 1);
    const part = (needs: string) => `example.com/shop/db (db/db_cgo.go:6)
    imported by way of example.com/shop → example.com/shop/store
    without cgo db_go.go is built in place of db_cgo.go
    not there without cgo: Backup, Conn
    needs for the target: ${needs}`;
    const [arm64, s390x, ppc64, compilers] = stdout.split(/\n(?=\S)/);
    assert.equal(arm64, `linux/arm64:\n  ${part('the C library armonly, the C library sqlite3')}`);
    assert.equal(s390x, `linux/s390x:\n  ${part('the C library sqlite3, libpq of pkg-config')}`);
    assert.match(ppc64!, /^linux\/ppc64:\n {2}Go has no cgo here/);
    assert.match(
      compilers!,
      /^C compilers:\n {2}linux\/arm64: aarch64-linux-gnu-gcc\n {2}linux\/s390x: s390x-linux-gnu-gcc$/,
    );
  });

  it('says where nothing is left, and leaves the standard library, which does without', async () => {
    const raw = await archway(['cgo', '--targets', 'linux/arm64', './raw'], { cwd });
    assert.match(raw.stdout, /raw \(raw\/raw\.go:3\)\n {4}without cgo nothing of it is built, nor what imports it$/m);
    const plain = await archway(['cgo', '--targets', 'linux/arm64', './plain'], { cwd });
    assert.equal(plain.status, 0);
    assert.match(plain.stdout, /the standard library's os\/user: without cgo they do the same in Go/);
  });

  it('says of the files that are built what the go command says', async () => {
    const { stdout } = await archway(['cgo', '--targets', 'linux/arm64', '--format', 'json', './...', 'net'], { cwd });
    const report = JSON.parse(stdout) as { targets: { packages: { package: string; files: string[] }[] }[] };
    const found = report.targets[0]!.packages;
    assert.ok(found.some((one) => one.package === 'net'));
    for (const { package: path, files } of found) {
      const listed = (cgo: string) =>
        execFileSync('go', ['list', '-e', '-f', '{{join .GoFiles "\\n"}}\n{{join .CgoFiles "\\n"}}', path], {
          cwd,
          env: { ...process.env, ...goTestEnv, GOARCH: 'arm64', CGO_ENABLED: cgo },
          encoding: 'utf8',
        }).split('\n');
      const without = new Set(listed('0'));
      assert.deepEqual(
        files,
        listed('1')
          .filter((name) => !without.has(name))
          .sort(),
        path,
      );
    }
  });
});
