// Bodies are found where Go's own parser finds them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { blankBodies, findBodies } from './skip-bodies.ts';

function goroot(): string {
  try {
    return execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  } catch {
    throw new Error('this test asks the go command: install Go and put it on PATH');
  }
}

/** The insides of the bodies, as text. */
function bodies(source: string): string[] {
  return findBodies(source).map(({ start, end }) => source.slice(start, end));
}

describe('skip-bodies', () => {
  it('tells bodies from the braces of types and literals', () => {
    assert.deepEqual(bodies('package p\nfunc f(x struct{ a int }) struct{ b []struct{} } { one }\n'), [' one ']);
    assert.deepEqual(bodies('func f() interface{ M() } { one }\nfunc g() {two}'), [' one ', 'two']);
    assert.deepEqual(bodies('func (t *T[struct{}]) M() map[string]struct{} {one}'), ['one']);
    assert.deepEqual(bodies('func f() (a,\n  b int) {one}; func g() {two}'), ['one', 'two']);
    assert.deepEqual(bodies('type F func() // no body {\nvar x = T{ 1 }\nfunc f() {one}'), ['one']);
    assert.deepEqual(bodies('func assembly(x int) int\nvar v = []int{1}\nfunc f() {one}'), ['one']);
    assert.deepEqual(bodies('func assembly(x int) int /*\n*/ func f() {one}'), ['one']);
    assert.deepEqual(bodies('var f =\nfunc() int { return 1 }()\nfunc g() {one}'), ['one']);
  });

  it('passes over braces in strings, runes and comments', () => {
    const inside = " \"}\\\"\" + `}\"` + '}' + '\\'' /* } */ // }\n { } ";
    assert.deepEqual(bodies(`func f() {${inside}}\nfunc g() {two}`), [inside, 'two']);
  });

  it('leaves broken code as it is from where it breaks', () => {
    const source = 'func f() {one}\nfunc g() { if {\nfunc h() { `';
    assert.deepEqual(bodies(source), ['one']);
    assert.equal(blankBodies(source), source.replace('one', '   '));
  });

  it('blanks bodies and keeps every offset and line', () => {
    const source = 'func f() {\r\n\tx := "é}"\n}\n\nfunc g() int\n';
    assert.equal(blankBodies(source), `func f() { \n${' '.repeat(10)}\n}\n\nfunc g() int\n`);
  });

  it('changes nothing but bodies, whatever the text', () => {
    const pieces = fc.constantFrom(
      'func',
      ' ',
      '\n',
      '{',
      '}',
      '(',
      ')',
      '"',
      "'",
      '`',
      '//',
      '/*',
      '*/',
      'f',
      'struct',
      ';',
      '\\',
      'é',
      '𝔘',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (words) => {
        const source = words.join('');
        const ranges = findBodies(source);
        const blanked = blankBodies(source);
        assert.equal(blanked.length, source.length);
        let previous = 0;
        for (const { start, end } of ranges) {
          assert.ok(start > previous && end >= start);
          assert.equal(source[start - 1], '{');
          assert.equal(source[end], '}');
          assert.match(blanked.slice(start, end), /^[ \n]*$/);
          assert.equal(blanked.slice(previous, start), source.slice(previous, start));
          previous = end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("agrees with Go's parser on the standard library", function () {
    this.timeout(300_000);
    const src = path.join(goroot(), 'src');
    const all = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.go'));
    const step = process.env.ARCHWAY_ORACLE === 'all' ? 1 : 17;
    const files = all.filter((_, i) => i % step === 0).map((name) => path.join(src, name));
    const program = path.join(import.meta.dirname, 'testdata', 'bodies', 'main.go');
    const output = execFileSync('go', ['run', program], {
      input: files.join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const lines = output.split('\n');
    for (const [i, file] of files.entries()) {
      if (lines[i] === 'error') continue;
      const source = readFileSync(file, 'utf8');
      const bytes = (offset: number) => Buffer.byteLength(source.slice(0, offset));
      const isASCII = Buffer.byteLength(source) === source.length;
      const ours = findBodies(source).flatMap(({ start, end }) =>
        isASCII ? [start, end] : [bytes(start), bytes(end)],
      );
      const theirs = lines[i]!.split(' ')
        .filter((text) => text !== '')
        .map(Number);
      assert.deepEqual(ours, theirs, file);
    }
  });
});
