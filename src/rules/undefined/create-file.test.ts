// Files created for missing targets: the go command builds them, gofmt leaves them alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { type Archive, parseTxtar } from '../../../test/support/txtar.ts';
import { applyFixes } from '../../analysis/edits.ts';
import { render } from '../../messages/catalogue.ts';
import { diskFileSystem } from '../../module/file-system.ts';

const bolt = parseTxtar(`
-- go.mod --
module example.org/m

go 1.22
-- db.go --
package m

func largest() uint64 { return maxMapSize }

func broken() bool { return brokenUnaligned }
-- bolt_amd64.go --
package m

// maxMapSize represents the largest mmap size supported by Bolt.
const maxMapSize = 0xFFFFFFFFFFFF // 256TB

const (
	other = 1
	// Are unaligned load/stores broken on this arch?
	brokenUnaligned    = false
)
-- bolt_386.go --
package m

// maxMapSize represents the largest mmap size supported by Bolt.
const maxMapSize = 0x7FFFFFFF // 2GB

// Are unaligned load/stores broken on this arch?
const brokenUnaligned = false
-- bolt_arm.go --
package m

// maxMapSize represents the largest mmap size supported by Bolt.
const maxMapSize = 0x7FFFFFFF // 2GB

// Are unaligned load/stores broken on this arch?
var brokenUnaligned = true
`);

const functions = parseTxtar(`
-- go.mod --
module example.org/m

go 1.22
-- use.go --
package m

import "io"

func use(w io.Writer, s *state) (int, error) {
	s.reset()
	return emit(w, s, sum(nil))
}
-- sum_amd64.go --
package m

import (
	"encoding/binary"
	"fmt"
	out "io"
	"math/bits"
)

// state is what sum keeps.
type state struct{ word uint64 }

func (s *state) reset() { s.word = seed }

var seed = uint64(bits.UintSize)

//go:noinline
func emit(w out.Writer, s *state, word uint64) (int, error) {
	return fmt.Fprintln(w, s.word+word)
}

func unrelated(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }

// sum adds up.
func sum(data []byte) (total uint64) {
	for _, b := range data {
		total += uint64(b) + seed
	}
	return total
}
`);

const assembly = parseTxtar(`
-- go.mod --
module example.org/m

go 1.13
-- a.go --
package m

func double(x uint32) uint32 { return twice(x) }
-- a_other.go --
// +build ignore

package m
-- a_linux_amd64.go --
package m

//go:noescape
func twice(x uint32) uint32
-- a_linux_amd64.s --
TEXT ·twice(SB), 4, $0-12
	MOVL x+0(FP), AX
	ADDL AX, AX
	MOVL AX, ret+8(FP)
	RET
`);

/** The offered fixes of the first finding, by title; then the folder with the chosen one applied. */
async function offered(archive: Archive, targets: string) {
  const dir = folderWith(archive.files);
  const { findings, root } = await checkFolder(dir, targets);
  const fixes = findings.find(({ rule }) => rule === 'undefined')!.fixes;
  assert.ok(fixes.every(({ automatic }) => !automatic));
  const apply = (kind: 'fix-create-file' | 'fix-create-stub') => {
    const fix = fixes.find(({ title }) => title.id === kind);
    assert.ok(fix, `no ${kind} among: ${fixes.map(({ title }) => render(title)).join('; ')}`);
    const finding = { ...findings[0]!, fixes: [{ ...fix, automatic: true }] };
    const { texts } = applyFixes([finding], diskFileSystem, root);
    for (const [path, text] of texts) writeFileSync(path, text);
    return new Map([...texts].map(([path, text]) => [basename(path), text]));
  };
  return { dir, fixes, apply };
}

/** Vets a folder for some ports and looks that gofmt has nothing to do in files. */
function vet(dir: string, files: Iterable<string>, ...ports: string[]): void {
  for (const port of ports) {
    const [GOOS, GOARCH] = port.split('/');
    execFileSync('go', ['vet', './...'], {
      cwd: dir,
      env: { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0', GOWORK: 'off' },
      stdio: 'pipe',
    });
  }
  assert.equal(execFileSync('gofmt', ['-l', ...files], { cwd: dir, encoding: 'utf8' }), '');
}

describe('creating files for missing targets', function () {
  this.timeout(120_000);

  it('takes the values of a target with the same word size, names missing together in one file', async () => {
    const { dir, apply, fixes } = await offered(bolt, 'linux');
    // There is no function to leave unwritten.
    assert.deepEqual(
      fixes.map(({ title }) => title.id),
      ['fix-create-file'],
    );
    const files = apply('fix-create-file');
    assert.deepEqual([...files.keys()].sort(), ['bolt_other32.go', 'bolt_other64.go']);
    assert.equal(
      files.get('bolt_other64.go'),
      `//go:build linux && (arm64 || loong64 || mips64 || mips64le || ppc64 || ppc64le || riscv64 || s390x)

package m

// maxMapSize represents the largest mmap size supported by Bolt.
const maxMapSize = 0xFFFFFFFFFFFF // 256TB

// Are unaligned load/stores broken on this arch?
const brokenUnaligned = false
`,
    );
    assert.match(
      files.get('bolt_other32.go')!,
      /^\/\/go:build mips \|\| mipsle\n\npackage m\n\n.*\nconst maxMapSize = 0x7FFFFFFF/,
    );
    vet(dir, files.keys(), 'linux/arm64', 'linux/mips', 'linux/s390x', 'linux/amd64', 'linux/386');
  });

  it('names no system where none is needed, and keeps clear of files for other systems', async () => {
    const { dir, apply } = await offered(bolt, 'linux/amd64,linux/arm64,linux/386');
    const files = apply('fix-create-file');
    assert.match(files.get('bolt_other.go')!, /^\/\/go:build arm64\n\n/);
    vet(dir, files.keys(), 'linux/arm64', 'darwin/arm64');

    const withDarwin = new Map([...bolt.files, ['bolt_darwin_arm64.go', bolt.files.get('bolt_arm.go')!]]);
    const second = await offered({ comment: '', files: withDarwin }, 'linux/amd64,linux/arm64,linux/386');
    const created = second.apply('fix-create-file');
    assert.match(created.get('bolt_other.go')!, /^\/\/go:build linux && arm64\n\n/);
    vet(second.dir, created.keys(), 'linux/arm64', 'darwin/arm64');
  });

  it('brings what the copied declarations need, and nothing else', async () => {
    const { dir, apply } = await offered(functions, 'linux/amd64,linux/arm64,linux/arm');
    const files = apply('fix-create-file');
    const text = files.get('sum_other.go')!;
    assert.deepEqual(
      [...text.matchAll(/^func (?:\([^)]*\) )?(\w+)/gm)].map(([, name]) => name),
      ['reset', 'emit', 'sum'],
    );
    assert.match(text, /\nimport \(\n\t"fmt"\n\tout "io"\n\t"math\/bits"\n\)\n/);
    assert.match(text, /\n\/\/go:noinline\nfunc emit/);
    vet(dir, files.keys(), 'linux/arm64', 'linux/arm');
  });

  it('leaves the bodies to be written', async () => {
    const { dir, apply } = await offered(functions, 'linux/amd64,linux/arm64,linux/arm');
    const files = apply('fix-create-stub');
    const text = files.get('sum_other.go')!;
    assert.match(text, /\n\/\/ sum adds up\.\nfunc sum\(data \[\]byte\) \(total uint64\) \{\n\tpanic\("TODO: /);
    assert.match(text, /\nimport out "io"\n/);
    vet(dir, files.keys(), 'linux/arm64', 'linux/arm');
  });

  it('has no body to copy from assembly, minds names that are taken and the lines of old modules', async () => {
    const { dir, apply, fixes } = await offered(assembly, 'linux/amd64,linux/arm64,linux/riscv64');
    assert.deepEqual(
      fixes.map(({ title }) => title.id),
      ['fix-create-stub'],
    );
    const files = apply('fix-create-stub');
    assert.deepEqual([...files.keys()], ['a_others.go']);
    assert.equal(
      files.get('a_others.go'),
      `//go:build linux && (arm64 || riscv64)
// +build linux
// +build arm64 riscv64

package m

func twice(x uint32) uint32 {
	panic("TODO: twice is not written for this architecture")
}
`,
    );
    vet(dir, files.keys(), 'linux/arm64', 'linux/riscv64');
  });

  it('names all that the copied declarations declare', async () => {
    const files = { 'go.mod': 'module m\n', 'a.go': 'package m\n\nvar X, Y = limit, width\n' };
    const both = { ...files, 'limit_amd64.go': 'package m\n\nconst limit, width = 1, 2\n' };
    const archive = { comment: '', files: new Map(Object.entries(both)) };
    const { fixes } = await offered(archive, 'linux/amd64,linux/arm64');
    assert.deepEqual(
      fixes.map(({ title }) => render(title)),
      ['Create limit_other.go with limit, width of limit_amd64.go for linux/arm64'],
    );
  });
});
