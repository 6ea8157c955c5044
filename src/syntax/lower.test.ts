// Lowering against the public interface of web-tree-sitter, on real and on broken Go.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TreeCursor } from 'web-tree-sitter';
import { type GoSource, goSources } from '../../test/support/go-sources.ts';
import { assertInvariants, contents } from '../../test/support/trees.ts';
import { release } from './grammar.ts';
import { goGrammar, loadParser, parseGo } from './parser.ts';

/** The contents of the tree of `text`, copied out with the public cursor only. */
function reference(text: string): Record<string, unknown> {
  const wasmTree = goGrammar().parseKept(text)!;
  const cursor = wasmTree.walk();
  const rows: number[][] = [];
  visit(cursor, rows);
  const column = (index: number) => rows.map((row) => row[index]!);
  const hasError = wasmTree.rootNode.hasError;
  cursor.delete();
  release(wasmTree);
  return {
    hasError,
    kind: Uint16Array.from(column(0)),
    field: Uint8Array.from(column(1)),
    start: Uint32Array.from(column(2)),
    end: Uint32Array.from(column(3)),
    next: Uint32Array.from(column(4)),
  };
}

function visit(cursor: TreeCursor, rows: number[][]): void {
  const row = [cursor.nodeTypeId, cursor.currentFieldId, cursor.startIndex, cursor.endIndex];
  rows.push(row);
  if (cursor.gotoFirstChild()) {
    do visit(cursor, rows);
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  row.push(rows.length);
}

describe('lowering', () => {
  let sources: GoSource[];
  before(async () => {
    await loadParser();
    sources = [...goSources(211)];
  });

  it('copies every node as the public cursor shows it, in files of GOROOT', () => {
    assert.ok(sources.some(({ text }) => text.length > 10_000));
    for (const { path, text } of sources) assert.deepEqual(contents(parseGo(text)), reference(text), path);
  });

  it('copies broken files as the public cursor shows them', () => {
    for (const text of [
      '',
      '\ufeff',
      'package',
      'package a\nfunc (',
      'package a\nvar x = }{',
      'func é("😀\n"',
      "'\\''`",
    ]) {
      assert.deepEqual(contents(parseGo(text)), reference(text), JSON.stringify(text));
    }
  });

  it('gives well-formed trees for random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        assertInvariants(parseGo(Buffer.from(bytes).toString('utf8')));
        assertInvariants(parseGo(`package a\n${Buffer.from(bytes).toString('latin1').replaceAll('\0', '')}`));
      }),
    );
  });

  it('gives well-formed trees for random text, lone surrogates included', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => assertInvariants(parseGo(text))));
    assertInvariants(parseGo('package a // \ud800\nvar \udc00\ud800 = "\udfff"'));
  });

  it('gives well-formed trees, as the public cursor shows them, for mutated Go files', () => {
    const small = sources.map(({ text }) => text).filter((text) => text.length < 20_000);
    const cut = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(30), insert: fragment });
    fc.assert(
      fc.property(fc.constantFrom(...small), fc.array(cut, { minLength: 1, maxLength: 5 }), (original, cuts) => {
        let text = original;
        for (const { at, remove, insert } of cuts) {
          const index = Math.floor(at * text.length);
          text = text.slice(0, index) + insert + text.slice(index + remove);
        }
        const tree = parseGo(text);
        assertInvariants(tree);
        assert.deepEqual(contents(tree), reference(text));
      }),
      { numRuns: 60 },
    );
  });
});

const fragment = fc.constantFrom(
  '',
  '{',
  '}',
  '(',
  ')',
  '"',
  '`',
  "'",
  '/*',
  '*/',
  '\n',
  ';',
  'func ',
  'é😀',
  '\\',
  '[]',
  '.',
);
