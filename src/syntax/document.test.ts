// Trees of editor documents against fresh parses.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { goSources } from '../../test/support/go-sources.ts';
import { contents } from '../../test/support/trees.ts';
import { EditorDocument } from './document.ts';
import { loadParser, parseGo } from './parser.ts';

const inserted = fc.constantFrom(
  '',
  ' ',
  '\n',
  'x',
  '1',
  '{',
  '}',
  '(',
  ')',
  '"',
  '`',
  '/*',
  '*/',
  '// c\n',
  'é😀',
  'x := f(1)\n',
  'if a {\n',
  '\nfunc g[T any](t T) (int, error) { return len(t), nil }\n',
);

/** Where to edit, as a part of the text's length; most edits are small, as typed. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(300) }),
  inserted,
  isUndone: fc.boolean(),
  isLookedAt: fc.boolean(),
});

describe('EditorDocument', () => {
  let texts: string[];
  before(async () => {
    await loadParser();
    texts = [...goSources(307)].map(({ text }) => text).filter((text) => text.length < 20_000);
  });

  it('has the tree of a fresh parse after any edits', () => {
    let correct = 0;
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 8 }), (original, changes) => {
        const document = new EditorDocument(original);
        assert.deepEqual(contents(document.tree), contents(parseGo(original)));
        for (const { at, removed, inserted, isUndone, isLookedAt } of changes) {
          const start = Math.round(at * document.text.length);
          const old = document.text.slice(start, start + removed);
          document.edit(start, start + old.length, inserted);
          if (isLookedAt) {
            const fresh = parseGo(document.text);
            if (!fresh.hasError) correct++;
            assert.deepEqual(contents(document.tree), contents(fresh));
          }
          if (isUndone) document.edit(start, start + inserted.length, old);
        }
        assert.deepEqual(contents(document.tree), contents(parseGo(document.text)));
      }),
      { numRuns: 80, seed: Number(process.env.ARCHWAY_SEED ?? 1) },
    );
    assert.ok(correct > 10, `only ${correct} of the edited texts were correct Go`);
  });

  it('applies edits to the text, clamped to it', () => {
    const document = new EditorDocument('package a\n');
    document.edit(8, 9, 'b');
    document.edit(99, 200, 'var x = 1\n');
    document.edit(-3, 0, '// c\n');
    assert.equal(document.text, '// c\npackage b\nvar x = 1\n');
    assert.equal(document.tree.text, document.text);
  });

  it('gives no tree, and goes on, while the text cannot be parsed', () => {
    const document = new EditorDocument('package a\n');
    document.edit(10, 10, '\0');
    assert.deepEqual([document.tree.length, document.tree.hasError], [1, true]);
    document.edit(10, 11, 'var x int\n');
    assert.deepEqual(contents(document.tree), contents(parseGo('package a\nvar x int\n')));
  });
});
