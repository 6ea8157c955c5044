// Hostile input, end to end: whatever one file holds, the findings of the files and packages beside it are still there.
// That nothing hangs is asserted by the time limit alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../src/analysis/finding.ts';
import { render } from '../src/messages/catalogue.ts';
import { archway } from './support/archway.ts';
import { checkFolder } from './support/check.ts';
import { folderWith } from './support/temporary.ts';

const TARGETS = 'linux/amd64,linux/arm64';
const GOOD = 'package p\n\nimport "example.org/m/port"\n\nvar _ = port.Limit\n';
const MODULE = {
  'go.mod': 'module example.org/m\n\ngo 1.24\n',
  'port/port.go': 'package port\n',
  'port/port_amd64.go': 'package port\n\nconst Limit = 1\n',
  'other/good.go': GOOD,
};

const times = (text: string, n: number) => text.repeat(n);
/** The texts of 0, 1, … joined. */
const series = (n: number, text: (i: number) => string) => Array.from({ length: n }, (_, i) => text(i)).join('');
const DEEP = 100_000;
const nested = (open: string, inner: string, close: string) => times(open, DEEP) + inner + times(close, DEEP);

/** Files that the Go compiler takes, or would if it had the time and the stack: nothing may be said of them. */
const correct: Readonly<Record<string, string>> = {
  'a line of 10 MB': `package p\n\nvar bad = []int{${times('1, ', 3_500_000)}}\n`,
  'a string of 10 MB': `package p\n\nconst bad = "${times('a', 10_000_000)}"\n`,
  'a million empty comments': `package p\n\n${times('//\n', 1_000_000)}`,
  'deep parentheses': `package p\n\nvar bad = ${nested('(', '1', ')')}\n`,
  'deep calls': `package p\n\nfunc bad(n int) int { return n }\n\nvar _ = ${nested('bad(', '1', ')')}\n`,
  'deep blocks': `package p\n\nfunc bad() ${nested('{', '', '}')}\n`,
  'deep if statements': `package p\n\nfunc bad() { ${nested('if true {', '', '}')} }\n`,
  'a long chain of else': `package p\n\nfunc bad(a bool) { ${times('if a { } else ', DEEP)} { } }\n`,
  'deep function literals': `package p\n\nvar bad = ${nested('func() { _ = ', '1', ' }')}\n`,
  'deep slice types': `package p\n\ntype bad ${times('[]', DEEP)}int\n`,
  'deep pointer types': `package p\n\ntype bad ${times('*', DEEP)}int\n`,
  'deep struct types': `package p\n\ntype bad ${nested('struct{ a ', 'int', ' }')}\n`,
  'deep function types': `package p\n\ntype bad ${times('func() ', DEEP)}int\n`,
  'deep instances': `package p\n\ntype G[P any] struct{}\n\ntype bad ${nested('G[', 'int', ']')}\n`,
  'deep composite literals': `package p\n\ntype S []S\n\nvar bad = S${nested('{', '', '}')}\n`,
  'many method calls': `package p\n\ntype T int\n\nfunc (t T) m() T { return t }\n\nvar bad = T(0)${times('.m()', DEEP)}\n`,
  'a sum of 10,000 terms': `package p\n\nconst bad = ${times('1 + ', 9_999)}1\n`,
  'a chain of 100,000 constants': `package p\n\n${series(DEEP, (i) => `const c${i} = c${i + 1}\n`)}const c${DEEP} = 1\n`,
  'a chain of 20,000 structs': `package p\n\nimport "unsafe"\n\n${series(20_000, (i) => `type t${i} struct{ t${i + 1} }\n`)}type t20000 int\n\nconst bad = unsafe.Sizeof(t0{})\n`,
  'a struct of 2**60 parts': `package p\n\nimport "unsafe"\n\ntype t0 struct{}\n${series(60, (i) => `type t${i + 1} struct{ a, b t${i} }\n`)}
const bad = unsafe.Sizeof(t60{})\n\nvar same = t60{} == t60{}\n`,
  'a generic type of 2**60 parts': `package p\n\ntype P[A, B any] struct {\n\ta A\n\tb B\n}\n\ntype t0 = int\n${series(60, (i) => `type t${i + 1} = P[t${i}, t${i}]\n`)}
var bad t60\n\nvar same = bad == bad\n`,
  'an interface of 2**60 parts': `package p\n\ntype I0 interface{ M() }\n\n${series(60, (i) => `type I${i + 1} interface {\n\tI${i}\n\tinterface{ I${i} }\n}\n`)}
func bad(x I60) { x.M() }\n`,
  'constants of many digits': `package p\n\nconst c0 = 3.1\n${series(2000, (i) => `const c${i + 1} = c${i} / 7.3\n`)}`,
  'recursive types': `package p

type A struct {
	f func(A) B
	g map[string]*B
}
type B struct {
	f func(B) A
	g map[string]*A
}
type J interface{ m() interface{ J } }
type K interface{ m() interface{ K } }
type G[P any] struct{ h *H[[]P] }
type H[P any] struct{ g *G[[]P] }

var j J
var k K = j
var g G[int]

func bad() { _ = g.h.g.h.g.h.g }
`,
};

/** Files that the Go compiler rejects: what is said of them does not matter. */
const wrong: Readonly<Record<string, string | Buffer>> = {
  nothing: '',
  bytes: Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => (i * 7919) >> (i % 11))),
  'a NUL character': 'package p\n\nvar bad = 1\0\n',
  'text that is not UTF-8': Buffer.from('package p\n\nvar b\xe4d = "\xff\xfe"\n// \xe4\n', 'latin1'),
  'UTF-16': Buffer.from('\ufeffpackage p\n\nvar bad = 1\n', 'utf16le'),
  'a string without end': 'package p\n\nvar bad = "abc\n',
  'a raw string without end': 'package p\n\nvar bad = `abc\n',
  'a comment without end': 'package p\n\n/* abc\n',
  'only open parentheses': `package p\n\n${times('(', DEEP)}`,
  'only open braces': `package p\n\nfunc bad() ${times('{', DEEP)}`,
  'one error after another': `package p\n\nfunc bad() { ${times('x +* ( } ', 20_000)}`,
  'a deep build constraint': `//go:build ${nested('(', 'linux', ')')}\n\npackage p\n`,
  'a negated build constraint': `//go:build ${times('!', DEEP)}linux\n\npackage p\n`,
  'a wide build constraint': `//go:build ${series(5_000, (i) => `(a${i} && b${i}) || `)}linux\n\npackage p\n`,
  'many selectors': `package p\n\nvar x int\n\nvar bad = x${times('.a', DEEP)}\n`,
  'many indices': `package p\n\nvar x []int\n\nvar bad = x${times('[0]', DEEP)}\n`,
  'great shifts':
    'package p\n\nconst a = 1 << 1e9\nconst b = 1 << 1000000000\nconst c = 1 << (1 << 62)\nconst d = 1e1000000000\n',
  'growing constants': `package p\n\nconst a0 = "aaaaaaaaaaaaaaaa"\nconst b0 = 3\n${series(60, (i) => `const a${i + 1} = a${i} + a${i}\nconst b${i + 1} = b${i} * b${i}\n`)}`,
  'cycles of declarations': `package p

import "unsafe"

type T T
type T1 T2
type T2 T1
type A [unsafe.Sizeof(A{})]byte
type X struct{ x X }
type L [len(l)]int
type I interface{ I }
type E1 struct{ *E2 }
type E2 struct{ *E1 }
type B[P B[P]] interface{}
type Alias = Alias

const a = b
const b = a

var l L
var v = w
var w = v

func f() { var x E1; x.nothing() }
`,
  'instances without end': `package p

import "unsafe"

type Inf[P any] struct{ f Inf[[]P] }
type G[P any] struct{ h H[[]P] }
type H[P any] struct{ g G[[]P] }

var inf Inf[int]
var g G[int]

const size = unsafe.Sizeof(inf) + unsafe.Sizeof(g)

func F[P any](n int) { F[[]P](n - 1) }

func init() { F[int](3) }
`,
  'an embedding of 2**60 paths': `package p\n\ntype E0 struct{ X int }\n${series(60, (i) => `type E${i + 1} struct {\n\tA${i}\n\tB${i}\n}\ntype A${i} struct{ E${i} }\ntype B${i} struct{ E${i} }\n`)}
func bad(x E60) { x.Nothing() }\n`,
  'a constraint of 2**60 terms': `package p\n\ntype I0 interface{ int | string }\n${series(60, (i) => `type I${i + 1} interface{ I${i} | I${i} }\n`)}
func bad[T I60](x T) { x.Nothing(); _ = x + x }\n\nvar _ = bad[float64]\n`,
};

/** A module with the good packages and these files. */
function moduleWith(files: Readonly<Record<string, string | Buffer>>): string {
  const dir = folderWith({
    ...MODULE,
    'p/good.go': GOOD,
    ...Object.fromEntries(Object.keys(files).map((name) => [name, ''])),
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  return dir;
}

/** Where the finding of the good files was made. */
function goodPlaces(findings: readonly Finding[]): string[] {
  return findings
    .filter((one) => render(one.message) === 'undefined: port.Limit' && one.targets.join() === 'linux/arm64')
    .map((one) => `${one.file}:${one.start.line}`);
}

const BOTH = ['other/good.go:5', 'p/good.go:5'];

describe('hostile input', function () {
  this.timeout(300_000);

  for (const [what, text] of Object.entries(correct)) {
    it(`says nothing of ${what}`, async () => {
      const { findings } = await checkFolder(moduleWith({ 'p/bad.go': text }), TARGETS);
      assert.deepEqual(goodPlaces(findings), BOTH);
      assert.deepEqual(
        findings.filter((one) => one.file === 'p/bad.go').map((one) => render(one.message)),
        [],
      );
    });
  }

  for (const [what, content] of Object.entries(wrong)) {
    it(`survives ${what}`, async () => {
      const { findings } = await checkFolder(moduleWith({ 'p/bad.go': content }), TARGETS);
      assert.deepEqual(goodPlaces(findings), BOTH);
    });
  }

  it('reads files with CRLF and with a byte order mark as the compiler does', async () => {
    const files = {
      'p/crlf.go': GOOD.replaceAll('\n', '\r\n'),
      'p/mark.go': `\ufeff${GOOD}`,
      'p/constrained.go': `\ufeff//go:build arm64\r\n\r\n${GOOD.replaceAll('\n', '\r\n')}`,
    };
    const { findings } = await checkFolder(moduleWith(files), TARGETS);
    assert.deepEqual(goodPlaces(findings), [
      'other/good.go:5',
      'p/constrained.go:7',
      'p/crlf.go:5',
      'p/good.go:5',
      'p/mark.go:5',
    ]);
  });

  it('checks packages that import each other', async () => {
    const dir = moduleWith({});
    const importing = (path: string) =>
      `package p\n\nimport other "example.org/m/${path}"\n\nvar V = other.V\n\nvar _ = other.None\n`;
    for (const [from, to] of [
      ['a', 'b'],
      ['b', 'a'],
      ['self', 'self'],
    ] as const) {
      execFileSync('mkdir', [join(dir, from)]);
      writeFileSync(join(dir, from, 'bad.go'), importing(to));
      writeFileSync(join(dir, from, 'good.go'), GOOD);
    }
    const { findings } = await checkFolder(dir, TARGETS);
    assert.deepEqual(goodPlaces(findings), ['a/good.go:5', 'b/good.go:5', ...BOTH, 'self/good.go:5'].sort());
  });

  for (const [what, text] of Object.entries({
    'an empty one': '',
    bytes: '\0\u0001\ufffd(',
    'one without end': 'module example.org/m\n\nrequire (\n\texample.org/x v1.0.0\n',
    'a cycle of replacements':
      'module example.org/m\n\nreplace example.org/m => ./\n\nreplace example.org/x => ../m\n\nrequire example.org/x v1.0.0\n',
    'deep parentheses': `module example.org/m\n\nrequire ${times('(', DEEP)}\n`,
    'a line of 10 MB': `module example.org/m\n\nrequire example.org/${times('x', 10_000_000)} v1.0.0\n`,
  })) {
    it(`checks the modules beside one whose go.mod is broken: ${what}`, async () => {
      const dir = moduleWith({});
      execFileSync('mkdir', [join(dir, 'nested')]);
      writeFileSync(join(dir, 'nested/go.mod'), text);
      writeFileSync(join(dir, 'nested/a.go'), 'package nested\n\nimport _ "example.org/x"\n');
      const { findings } = await checkFolder(dir, TARGETS);
      assert.deepEqual(goodPlaces(findings), BOTH);
    });
  }

  it('does not follow links in circles, nor wait for pipes', async () => {
    const dir = moduleWith({});
    symlinkSync('..', join(dir, 'p/parent'));
    symlinkSync('self.go', join(dir, 'p/self.go'));
    symlinkSync('self', join(dir, 'self'));
    symlinkSync('/nowhere', join(dir, 'p/dangling.go'));
    symlinkSync('/dev/zero', join(dir, 'p/zero.go'));
    symlinkSync('.', join(dir, 'Dockerfile'));
    execFileSync('mkfifo', [join(dir, 'p/pipe.go'), join(dir, 'pipe.yaml')]);
    execFileSync('mkdir', [join(dir, 'p/folder.go')]);
    const { findings } = await checkFolder(dir, TARGETS);
    assert.deepEqual(goodPlaces(findings), BOTH);
  });

  it('reads YAML that means to fill the memory, and the documents beside it', async () => {
    const aliases = series(30, (i) => `a${i + 1}: &a${i + 1} [${times(`*a${i}, `, 9)}*a${i}]\n`);
    const pod = 'apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    beta.kubernetes.io/arch: amd64\n';
    const dir = moduleWith({
      'bomb.yaml': `apiVersion: v1\nkind: Pod\na0: &a0 [x]\n${aliases}spec: *a30\n`,
      'circle.yaml': 'apiVersion: v1\nkind: Pod\nspec: &a\n  nodeSelector: *a\n',
      'merge.yaml': 'apiVersion: v1\nkind: Pod\nspec: &a\n  <<: *a\n',
      'deep.yaml': `apiVersion: v1\nkind: Pod\nspec: ${nested('[', '', ']')}\n`,
      'open.yaml': `apiVersion: v1\nkind: Pod\nspec: ${times('{a: ', 20_000)}`,
      'good.yaml': pod,
    });
    const { findings } = await checkFolder(dir, TARGETS);
    assert.deepEqual(goodPlaces(findings), BOTH);
    assert.ok(findings.some((one) => one.file === 'good.yaml' && one.start.line === 5));
  });

  it('ends the command with the status of what it found', async () => {
    const dir = moduleWith({ 'p/bad.go': wrong.bytes!, 'p/deep.go': correct['deep blocks']! });
    const { status, stdout, stderr } = await archway(dir, ['check', '--jobs', '1', '--targets', TARGETS]);
    assert.equal(status, 1, stderr);
    assert.match(stdout, /^p\/good\.go:5:14: undefined: port\.Limit/m);
    assert.equal((await archway(dir, ['check', '--jobs', '1', '--targets', 'linux/amd64'])).status, 0);
  });
});
