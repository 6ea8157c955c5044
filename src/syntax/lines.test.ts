// Positions against those that Go computes, and against a plain count.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { LineMap } from './lines.ts';

/** Texts of lines, with characters of every length in UTF-8 and UTF-16. */
const text = fc
  .array(fc.constantFrom('a', '\n', '\r', '\r\n', 'é', '€', '😀', '\ufeff', ' '), { maxLength: 40 })
  .map((parts) => parts.join(''));

const PROGRAM = fileURLToPath(new URL('testdata/positions/main.go', import.meta.url));

describe('LineMap', () => {
  it('gives the positions that go/token gives', () => {
    const samples = fc.sample(text, { numRuns: 200, seed: 7 });
    const output = execFileSync('go', ['run', PROGRAM], { input: JSON.stringify(samples), encoding: 'utf8' });
    const expected: [line: number, column: number][][] = JSON.parse(output);
    samples.forEach((sample, i) => {
      const map = new LineMap(sample);
      const actual: [number, number][] = [];
      // Go's program answers for each character, and for the end.
      for (let offset = 0; offset <= sample.length; ) {
        const { line, column } = map.position(offset);
        actual.push([line, column]);
        offset += (sample.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
      }
      assert.deepEqual(actual, expected[i], JSON.stringify(sample));
    });
  });

  it('counts bytes for Go and UTF-16 units beside', () => {
    const map = new LineMap('package a\n\nvar é😀 = 1\r\nvar b int');
    assert.deepEqual(map.position(0), { line: 1, column: 1, utf16Column: 1 });
    assert.deepEqual(map.position(19), { line: 3, column: 12, utf16Column: 9 });
    assert.deepEqual(map.position(22), { line: 3, column: 15, utf16Column: 12 });
    assert.deepEqual(map.position(24), { line: 4, column: 1, utf16Column: 1 });
    assert.equal(map.lineCount, 4);
  });

  it('goes back from positions to offsets, in any order', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(60)), (sample, offsets) => {
        const map = new LineMap(sample);
        for (const wanted of offsets) {
          const offset = Math.min(wanted, sample.length);
          const isInsidePair = /[\udc00-\udfff]/.test(sample[offset] ?? '');
          const start = isInsidePair ? offset - 1 : offset;
          const { line, column } = map.position(offset);
          assert.equal(map.offset(line, column), start);
          assert.equal(
            map.lspOffset(map.lspPosition(offset)),
            sample.slice(0, start).endsWith('\r') && sample[start] === '\n' ? start - 1 : start,
          );
        }
      }),
    );
  });

  it('answers for positions outside the text with its nearest end', () => {
    const map = new LineMap('ab\ncé\n');
    assert.deepEqual(map.position(-5), { line: 1, column: 1, utf16Column: 1 });
    assert.deepEqual(map.position(99), { line: 3, column: 1, utf16Column: 1 });
    assert.deepEqual([map.offset(0, 1), map.offset(1, 99), map.offset(2, 99), map.offset(9, 1)], [0, 2, 5, 6]);
    assert.deepEqual([map.lspOffset({ line: 0, character: 99 }), map.lspOffset({ line: 9, character: 0 })], [2, 6]);
  });

  it('ends lines at a lone carriage return for editors, not for Go', () => {
    const map = new LineMap('a\rb\r\nc');
    assert.deepEqual(map.position(2), { line: 1, column: 3, utf16Column: 3 });
    assert.deepEqual(map.lspPosition(2), { line: 1, character: 0 });
    assert.deepEqual(map.lspPosition(5), { line: 2, character: 0 });
  });

  it('answers quickly for every place of a line of ten million characters', () => {
    const map = new LineMap('é'.repeat(10_000_000));
    const start = performance.now();
    for (let offset = 0; offset < 10_000_000; offset += 100) assert.equal(map.position(offset).column, 2 * offset + 1);
    assert.ok(performance.now() - start < 20_000);
  });
});
