// Lowering against the public interface of web-tree-sitter, on real and on broken Go.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Language, TreeCursor } from 'web-tree-sitter';
import { type GoSource, goSources } from '../../test/support/go-sources.ts';
import { assertInvariants } from '../../test/support/trees.ts';
import { Kind } from './kinds.ts';
import { goGrammar, loadParser } from './parser.ts';
import type { Tree } from './tree.ts';

const parse = (text: string) => goGrammar().parse(text);

/** A node as its name, whether it is a named one, and its numbers. */
type Row = (string | number | boolean)[];

/** The tree of `text`, copied out with the public cursor only. */
function reference(text: string): { hasError: boolean; rows: Row[] } {
  const wasmTree = goGrammar().parseInMemory(text)!;
  const cursor = wasmTree.walk();
  const rows: Row[] = [];
  visit(cursor, rows);
  const hasError = wasmTree.rootNode.hasError;
  cursor.delete();
  wasmTree.delete();
  return { hasError, rows };
}

function visit(cursor: TreeCursor, rows: Row[]): void {
  const { nodeType, nodeIsNamed, currentFieldId, startIndex, endIndex } = cursor;
  const row = [nodeType, nodeIsNamed, currentFieldId, startIndex, endIndex];
  rows.push(row);
  if (cursor.gotoFirstChild()) {
    do visit(cursor, rows);
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  row.push(rows.length);
}

let language: Language;

/** The flat tree in the same form. */
function lowered({ hasError, length, kind, field, start, end, next }: Tree): { hasError: boolean; rows: Row[] } {
  const rows: Row[] = [];
  for (let n = 0; n < length; n++) {
    const isError = kind[n] === Kind.Error;
    // The public cursor also calls the token at the end of the file so, which has no name.
    const name = language.nodeTypeForId(kind[n]!) || 'ERROR';
    const isNamed = isError || language.nodeTypeIsNamed(kind[n]!);
    rows.push([name, isNamed, field[n]!, start[n]!, end[n]!, next[n]!]);
  }
  return { hasError, rows };
}

function assertLowered(tree: Tree, name?: string): void {
  assert.deepEqual(lowered(tree), reference(tree.text), name);
}

describe('lowering', () => {
  let sources: GoSource[];
  before(async () => {
    await loadParser();
    const empty = goGrammar().parseInMemory('')!;
    language = empty.language;
    empty.delete();
    sources = [...goSources(211)];
  });

  it('copies every node as the public cursor shows it, in files of GOROOT', () => {
    assert.ok(sources.some(({ text }) => text.length > 10_000));
    for (const { path, text } of sources) assertLowered(parse(text), path);
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
      assertLowered(parse(text), JSON.stringify(text));
    }
  });

  it('gives nodes of one name one kind', () => {
    const tree = parse('package a\n\nfunc f() {\n\tg(1)\n\tmake(T, 1)\n\tnew(T)\nl:\n}\n');
    const texts = (kind: Kind) => [...tree.kind.keys()].filter((n) => tree.kind[n] === kind).map((n) => tree.textOf(n));
    assert.deepEqual(texts(Kind.ArgumentList), ['(1)', '(T, 1)', '(T)']);
    assert.deepEqual(texts(Kind.LabeledStatement), ['l:']);
  });

  it('gives well-formed trees for random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        assertInvariants(parse(Buffer.from(bytes).toString('utf8')));
        assertInvariants(parse(`package a\n${Buffer.from(bytes).toString('latin1').replaceAll('\0', '')}`));
      }),
    );
  });

  it('gives well-formed trees for random text, lone surrogates included', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => assertInvariants(parse(text))));
    assertInvariants(parse('package a // \ud800\nvar \udc00\ud800 = "\udfff"'));
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
        const tree = parse(text);
        assertInvariants(tree);
        assertLowered(tree);
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
