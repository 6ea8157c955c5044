// Comments behind code stay where gofmt wants them: gofmt itself is asked.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { alignComments } from './align-comments.ts';

const source = `package p

type t struct {
	short int    // a
	other string // b
}

func f(a, b int) string {
	x := g(a)      // an argument
	y := "// none" // a string that looks like a comment
	if x > b {     // on the way in
		z := g(b) // deeper
		_ = z     // deeper still
	}
	_ = y // by itself, é

	v := \`
		g(a)     // in a string
	\`
	return v // ü
}

func g(a int) int { return a }
`;

/** Replaces every match of a pattern that stands alone. */
function apply(pattern: RegExp, text: string): string {
  const edits = [...source.matchAll(pattern)].map(({ 0: old, index }) => ({
    start: index,
    end: index + old.length,
    text,
  }));
  let result = source;
  for (const edit of [...edits, ...alignComments(source, edits)].sort((a, b) => b.start - a.start || b.end - a.end))
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return result;
}

function gofmt(text: string): string {
  return execFileSync('gofmt', { input: text, encoding: 'utf8' });
}

describe('alignComments', () => {
  for (const [what, pattern, text] of [
    ['longer lines', /(?<=:= )g\(\w\)/g, 'g(g(g(a)))'],
    ['the longest line, shorter', /"\/\/ none"/g, '""'],
    ['the first of a deeper block', /g\(b\)/g, 'g(b + 1000)'],
    ['a type', /(?<=other )string/g, 'map[string]string'],
    ['characters outside ASCII', /(?<=_ = )z/g, '"äöü"'],
  ] as const) {
    it(`follows ${what}`, () => {
      const result = apply(pattern, text);
      assert.notEqual(result, source);
      assert.equal(result, gofmt(result));
    });
  }

  it('leaves a block alone that gofmt has not seen', () => {
    const text = 'package p\n\nvar a = 1   // a\nvar bb = 2 // b\n';
    assert.deepEqual(alignComments(text, [{ start: 19, end: 20, text: '100' }]), []);
  });

  it('leaves a block alone in which a line becomes two', () => {
    assert.deepEqual(
      alignComments(source, [{ start: source.indexOf('g(a) '), end: source.indexOf('g(a) '), text: 'g(\n' }]),
      [],
    );
  });
});
