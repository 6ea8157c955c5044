// Functions split in files for the targets that have what they use, and for the others: the go command builds them, gofmt leaves them alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { parseTxtar } from '../../../test/support/txtar.ts';
import { applyFixes } from '../../analysis/edits.ts';
import { render } from '../../messages/catalogue.ts';
import { diskFileSystem } from '../../module/file-system.ts';

const redirect = parseTxtar(`
-- go.mod --
module example.org/m

go 1.22
-- redirect_unix.go --
//go:build linux || darwin

// Package m redirects.
package m

import (
	"fmt"
	"os"
	"syscall"
)

type outlet struct{ dup func(int, int) error }

// redirect makes a file
// standard error.
func (o *outlet) redirect(f *os.File) error {
	o.dup = syscall.Dup2
	if f == nil {
		o.dup = syscall.Dup2
	}
	return o.dup(int(f.Fd()), 2)
}

// Use uses it.
func Use(o *outlet) { fmt.Println(o.redirect(nil)) }
`);

const last = parseTxtar(`
-- go.mod --
module example.org/m

go 1.22
-- dup_linux.go --
package m

import "syscall"

var X = 1

func dup() func(int, int) error { return syscall.Dup2 }
-- use_linux.go --
package m

var Dup = dup()
`);

/** Applies the fix that splits a function; gives the folder and what became of its files. */
async function split(archive: typeof redirect, targets: string) {
  const dir = folderWith(archive.files);
  const { findings, root } = await checkFolder(dir, targets);
  const fixes = findings.flatMap(({ fixes }) => fixes.filter(({ title }) => title.id === 'fix-split-function'));
  const fix = fixes[0];
  assert.ok(fix && !fix.automatic);
  const { texts } = applyFixes([{ ...findings[0]!, fixes: [fix] }], diskFileSystem, root, () => fix);
  for (const [path, text] of texts) writeFileSync(path, text);
  const names = [...texts.keys()].map((path) => relative(dir, path)).sort();
  return { dir, title: render(fix.title), names, read: (name: string) => readFileSync(join(dir, name), 'utf8') };
}

function vet(dir: string, ...targets: string[]): void {
  for (const target of targets) {
    const [GOOS, GOARCH] = target.split('/');
    const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0', GOWORK: 'off' };
    execFileSync('go', ['vet', './...'], { cwd: dir, env, stdio: 'pipe' });
  }
  assert.equal(execFileSync('gofmt', ['-l', '.'], { cwd: dir, encoding: 'utf8' }), '');
}

describe('splitting functions', function () {
  this.timeout(120_000);

  it('keeps the constraint of the file, and leaves ports that are not checked as they are', async () => {
    const { dir, title, names, read } = await split(redirect, 'linux/amd64,linux/arm64,linux/riscv64');
    assert.equal(
      title,
      'Move redirect to redirect_unix_redirect.go, with redirect_unix_redirect_other.go to be written for linux/arm64, linux/riscv64',
    );
    assert.deepEqual(names, ['redirect_unix.go', 'redirect_unix_redirect.go', 'redirect_unix_redirect_other.go']);
    assert.match(
      read('redirect_unix_redirect.go'),
      /^\/\/go:build \(linux \|\| darwin\) && !\(linux && \(arm64 \|\| riscv64\)\)\n\npackage m\n\nimport \(\n\t"os"\n\t"syscall"\n\)\n\n\/\/ redirect makes/,
    );
    assert.doesNotMatch(read('redirect_unix.go'), /syscall|"os"|redirect makes/);
    assert.match(read('redirect_unix_redirect_other.go'), /panic\("TODO: redirect is not written/);
    vet(dir, 'linux/amd64', 'linux/arm64', 'linux/riscv64', 'darwin/arm64', 'darwin/amd64');
    const { findings } = await checkFolder(dir, 'linux/amd64,linux/arm64,linux/riscv64,darwin/arm64');
    assert.deepEqual(findings, []);
  });

  it('keeps the targets that the name of the file asks for, and takes out imports that nothing needs any more', async () => {
    const { dir, names, read } = await split(last, 'linux');
    assert.deepEqual(names, ['dup_dup_linux.go', 'dup_dup_other_linux.go', 'dup_linux.go']);
    assert.equal(read('dup_linux.go'), 'package m\n\nvar X = 1\n');
    assert.match(read('dup_dup_linux.go'), /^\/\/go:build !\(arm64 \|\| loong64 \|\| riscv64\)\n/);
    vet(dir, 'linux/amd64', 'linux/arm64', 'linux/mips64le', 'linux/loong64');
  });

  it('is not offered where the function misses something on all targets, or the module has to be upgraded', async () => {
    const dir = folderWith(redirect.files);
    const { findings } = await checkFolder(dir, 'linux/arm64,linux/riscv64');
    assert.ok(findings.length > 0);
    assert.deepEqual(
      findings.flatMap(({ fixes }) => fixes),
      [],
    );
  });
});
