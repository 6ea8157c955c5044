// Ranges that move along with edits: they go on covering the text that they covered.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeAfter } from './moved-range.ts';

const pieces = ['', 'x', '\n', '\r\n', 'a\nb', '\n\n', 'é😀'];

describe('rangeAfter', () => {
  it('follows a text wherever edits around it push it, and gives up one that is edited', () => {
    const edit = fc.record({
      at: fc.nat(200),
      length: fc.nat(6),
      text: fc.array(fc.constantFrom(...pieces), { maxLength: 3 }).map((parts) => parts.join('')),
    });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ab', '\n', '  ', 'c\r\n'), { maxLength: 40 }),
        fc.array(edit),
        (parts, edits) => {
          const before = parts.join('');
          const source = `${before}MARKED\nTEXT${before}`;
          let document = TextDocument.create('file:///a', 'go', 1, source);
          const start = before.length;
          const marked = { start: document.positionAt(start), end: document.positionAt(start + 'MARKED\nTEXT'.length) };
          const changes = edits.map(({ at, length, text }, version) => {
            const from = at % (document.getText().length + 1);
            const range = { start: document.positionAt(from), end: document.positionAt(from + length) };
            document = TextDocument.update(document, [{ range, text }], version + 2);
            return { range, text };
          });
          const after = rangeAfter(marked, changes);
          if (after) assert.equal(document.getText(after), 'MARKED\nTEXT');
          else assert.ok(edits.length > 0);
        },
      ),
    );
    const range = { start: { line: 2, character: 3 }, end: { line: 2, character: 5 } };
    const before = { start: { line: 0, character: 1 }, end: { line: 2, character: 3 } };
    assert.deepEqual(rangeAfter(range, [{ range: before, text: 'new' }]), {
      start: { line: 0, character: 4 },
      end: { line: 0, character: 6 },
    });
    assert.equal(rangeAfter(range, [{ text: 'all new' }]), undefined);
  });
});
