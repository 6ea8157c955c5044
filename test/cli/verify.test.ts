// archway fix --verify: what is proved, what is left out, and what is written then.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { archway } from '../support/archway.ts';
import { folderWith } from '../support/temporary.ts';

const module_ = { 'go.mod': 'module example.org/m\n\ngo 1.22\n' };

const counter = `package a

import "sync/atomic"

type T struct {
	ok bool
	n  int64
}

func (t *T) Inc() { atomic.AddInt64(&t.n, 1) }
`;

const moved = counter.replace('\tok bool\n\tn  int64\n', '\tn  int64\n\tok bool\n');

const calls = `package b

import (
	"syscall"

	"example.org/m/a"
)

var counter a.T

func one() { syscall.Dup2(1, 2) }

func two() { syscall.Dup2(2, 3) }

func three() { syscall.Dup2(3, 4) }
`;

const fix = ['fix', '--verify', '--jobs', '1', '--no-cache', '--targets'];

/** A folder for PATH with a go command that runs `script` first; `$staged` are the files that stand in for others. */
function goThat(script: string): string {
  const go = execFileSync('sh', ['-c', 'command -v go'], { encoding: 'utf8' }).trim();
  const dir = folderWith({
    go: `#!/bin/sh
case "$*" in *-overlay*) staged="$(echo "$*" | sed 's/.*-overlay \\([^ ]*\\)overlay.json.*/\\1/')";; *) staged=;; esac
${script}
exec ${go} "$@"
`,
  });
  chmodSync(join(dir, 'go'), 0o755);
  return `${dir}:${process.env.PATH}`;
}

describe('archway fix --verify', function () {
  this.timeout(300_000);

  it('builds and vets what was touched, and what imports it, on all targets', async () => {
    const dir = folderWith({ ...module_, 'a/a.go': counter, 'b/b_linux.go': calls });
    const { status, stdout } = await archway(dir, [...fix, 'linux/386,linux/arm64,darwin/arm64', '.']);
    assert.equal(status, 0, stdout);
    assert.equal(readFileSync(join(dir, 'a/a.go'), 'utf8'), moved);
    const rows = stdout.split('\n').filter((line) => line.includes('/') && line.endsWith('ok'));
    assert.deepEqual(
      rows.map((line) => line.replace(/\d+\.\d/, 'S').split(/ +/)),
      [
        ['linux/386', '2', 'S', 'ok'],
        ['linux/arm64', '2', 'S', 'ok'],
        // Where the importer has no file.
        ['darwin/arm64', '2', 'S', 'ok'],
      ],
    );
    assert.match(stdout, /4 findings are gone, no error or warning is new/);
  });

  it('leaves out the fix that the go command has something against, and writes the others', async () => {
    const dir = folderWith({ ...module_, 'a/a.go': counter, 'b/b_linux.go': calls });
    const PATH = goThat(`
if [ "$1" = vet ] && [ -n "$staged" ] && [ "$GOARCH" = arm64 ] && grep -rqs 'Dup3(2' "$staged"; then
  echo 'b/b_linux.go:13:14: something is wrong' >&2
  exit 1
fi`);
    const { status, stdout } = await archway(dir, [...fix, 'linux/386,linux/arm64', '.'], { PATH });
    assert.equal(status, 1, stdout);
    assert.equal(readFileSync(join(dir, 'a/a.go'), 'utf8'), moved);
    assert.equal(
      readFileSync(join(dir, 'b/b_linux.go'), 'utf8'),
      calls.replace('Dup2(1, 2)', 'Dup3(1, 2, 0)').replace('Dup2(3, 4)', 'Dup3(3, 4, 0)'),
    );
    assert.match(
      stdout,
      /b_linux\.go:13:22: undefined: syscall\.Dup2 \[undefined\]\n.*linux\/arm64: b\/b_linux\.go:13:14: something is wrong/,
    );
  });

  it('does not mind what the go command said before, nor what it did not come to then', async () => {
    // It names ten errors of a package at most, and go vet the first.
    const broken = Array.from({ length: 12 }, (_, i) => `\tmissing${i}()\n`).join('');
    const files = {
      ...module_,
      'a/a.go': counter,
      'a/b_linux.go': `package a\n\nimport "syscall"\n\nfunc f() {\n\tsyscall.Dup2(1, 2)\n${broken}}\n`,
    };
    const dir = folderWith(files);
    const { status, stdout } = await archway(dir, [...fix, 'linux/arm64', '.']);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^linux\/arm64 .* all of them as before the fixes$/m);
    assert.match(readFileSync(join(dir, 'a/b_linux.go'), 'utf8'), /Dup3/);
  });

  it('leaves out what gofmt would change, but not in a file that was so before', async () => {
    const PATH = goThat('');
    // Beside that go command: a gofmt that does not like files with Dup3 in them.
    const gofmt = join(PATH.split(':')[0]!, 'gofmt');
    writeFileSync(gofmt, '#!/bin/sh\nshift\ngrep -lE "Dup3|odd" "$@"\nexit 0\n');
    chmodSync(gofmt, 0o755);
    const odd = calls.replace('package b', 'package b // odd');
    const dir = folderWith({ ...module_, 'a/a.go': counter, 'b/b_linux.go': calls, 'c/c_linux.go': odd });
    const { status, stdout } = await archway(dir, [...fix, 'linux/arm64', '.'], { PATH });
    assert.equal(status, 1);
    assert.match(stdout, /gofmt would change b\/b_linux\.go/);
    assert.equal(readFileSync(join(dir, 'b/b_linux.go'), 'utf8'), calls);
    assert.match(readFileSync(join(dir, 'c/c_linux.go'), 'utf8'), /Dup3\(1, 2, 0\)/);
  });

  it('writes nothing with --diff', async () => {
    const dir = folderWith({ ...module_, 'a/a.go': counter });
    const { status, stdout, stderr } = await archway(dir, [...fix, 'linux/386', '--diff', '.']);
    assert.equal(status, 0);
    assert.match(stdout, /^\+\tok bool$/m);
    assert.match(stderr, /^linux\/386 .* ok$/m);
    assert.equal(readFileSync(join(dir, 'a/a.go'), 'utf8'), counter);
  });

  it('writes nothing where Go is missing, or does not know a target', async () => {
    const dir = folderWith({ ...module_, 'a/a.go': counter });
    const missing = await archway(dir, [...fix, 'linux/386', '.'], { PATH: '', GOROOT: '' });
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /go is not on PATH/);
    const PATH = goThat(`if [ "$1 $2 $3" = 'tool dist list' ]; then echo linux/amd64; exit 0; fi`);
    const unknown = await archway(dir, [...fix, 'linux/386', '.'], { PATH });
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /does not build for linux\/386/);
    assert.equal(readFileSync(join(dir, 'a/a.go'), 'utf8'), counter);
  });

  it('ends with everything it started when it is interrupted, and writes nothing', async () => {
    const dir = folderWith({ ...module_, 'a/a.go': counter });
    const marker = join(dir, 'started');
    const PATH = goThat(`if [ "$1" = build ]; then echo $$ > ${marker}; exec sleep 60; fi`);
    const controller = new AbortController();
    const running = archway(dir, [...fix, 'linux/386', '.'], { PATH }, controller.signal);
    while (!existsSync(marker) || readFileSync(marker, 'utf8') === '')
      await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort('SIGINT');
    assert.equal((await running).status, 2);
    assert.equal(readFileSync(join(dir, 'a/a.go'), 'utf8'), counter);
    assert.throws(() => process.kill(Number(readFileSync(marker, 'utf8')), 0), { code: 'ESRCH' });
  });
});
