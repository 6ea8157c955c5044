// The fast parser against tree-sitter: it gives the same tree, none, or the one that is right.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { goSources } from '../../test/support/go-sources.ts';
import { randomGo } from '../../test/support/random-go.ts';
import { assertInvariants, contents } from '../../test/support/trees.ts';
import { parseFast } from './fast-parser.ts';
import { Kind } from './kinds.ts';
import { goGrammar, loadParser } from './parser.ts';
import { blankBodies } from './skip-bodies.ts';
import type { Tree } from './tree.ts';

/** How the lines of the test data become files. */
const frames: Record<string, (text: string) => string> = {
  file: (text) => text,
  type: (text) => `package p\nvar _ ${text}\n`,
  expression: (text) => `package p\nvar _ = ${text}\n`,
  statements: (text) => `package p\nfunc f() {${text}}\n`,
};

/** The files of a list of constructs. */
function constructs(name: string): string[] {
  const lines = readFileSync(path.join(import.meta.dirname, 'testdata', name), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('//'))
    .map((line) => {
      const [frame, text] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
      return frames[frame]!(JSON.parse(text) as string);
    });
}

/** Asserts that the tree is the one of tree-sitter, if there is one. Answers whether there is. */
function isSame(text: string, name = text): boolean {
  const tree = parseFast(text, false, true);
  if (tree === undefined) return false;
  assert.equal(tree.text, text);
  const expected = goGrammar().parse(text);
  // A call of new or make with a value is an error to tree-sitter.
  if (expected.hasError && /(?:new|make)\(/.test(text)) return false;
  assert.deepEqual(contents(tree), contents(expected), name);
  return true;
}

/** The nodes of a tree in each other, without a semicolon at an offset. */
function outline(tree: Tree, semicolon = -1, node = 0): string {
  const { kind, field, start, end, next } = tree;
  const parts = [kind[node], field[node], start[node], end[node]].map(String);
  for (let child = node + 1; child < next[node]!; child = next[child]!) {
    const isLeftOut = kind[child] === Kind.Semicolon && start[child] === semicolon;
    if (!isLeftOut) parts.push(outline(tree, semicolon, child));
  }
  return `(${parts.join(' ')})`;
}

describe('parseFast', () => {
  before(loadParser);

  it('reads every construct as tree-sitter does', () => {
    for (const text of constructs('constructs.txt')) assert.ok(isSame(text), text);
  });

  it('leaves errors to tree-sitter, and what that misreads', () => {
    for (const text of constructs('left-to-tree-sitter.txt')) assert.equal(parseFast(text), undefined, text);
  });

  it('reads values behind new and make as arguments of any other function', () => {
    for (const text of constructs('beyond-tree-sitter.txt')) {
      const tree = parseFast(text);
      assert.ok(tree, text);
      assertInvariants(tree);
      assert.equal(goGrammar().parse(text).hasError, true, text);
      assert.deepEqual(
        contents(tree),
        contents(goGrammar().parse(text.replace(/new(?=\()/, 'wen').replace(/make(?=\()/, 'ekam'))),
        text,
      );
    }
  });

  it('ends statements where Go does, where tree-sitter reads on', () => {
    for (const text of constructs('misread-by-tree-sitter.txt')) {
      const lines = text.replace('⏎', '\n');
      assert.equal(parseFast(lines, false, true), undefined, text);
      const tree = parseFast(lines);
      assert.ok(tree, text);
      assertInvariants(tree);
      assert.notDeepEqual(contents(tree), contents(goGrammar().parse(lines)), text);
      const separated = goGrammar().parse(text.replace('⏎', ';'));
      assert.equal(separated.hasError, false, text);
      assert.equal(outline(tree), outline(separated, text.indexOf('⏎')), text);
    }
  });

  it('gives well-formed trees', () => {
    for (const text of constructs('constructs.txt')) assertInvariants(parseFast(text)!);
  });

  it('knows no letters that tree-sitter does not know', () => {
    const declare = (names: string[]) => `package p\n\nvar (\n${names.map((name) => `\t${name} int\n`).join('')})\n`;
    const names: string[] = [];
    for (let c = 0x80; c < 0x110000; c += c < 0x10000 ? 1 : 89) {
      const letter = String.fromCodePoint(c);
      for (const name of [letter, `a${letter}`]) if (parseFast(declare([name])) !== undefined) names.push(name);
    }
    assert.ok(names.length > 60_000 && isSame(declare(names)));
    assert.ok(['ª', 'µ', 'é', 'λ', 'ж', 'あ', 'ア', '変', '변'].every((letter) => names.includes(letter)));
  });

  it('reads the files of GOROOT as tree-sitter does', function () {
    this.timeout(1_200_000);
    let files = 0;
    let left = 0;
    for (const { path, text } of goSources(23)) {
      files++;
      if (!isSame(text, path) && !goGrammar().parse(text).hasError) left++;
    }
    assert.ok(left < 0.01 * files, `${left} of ${files} files are left to tree-sitter`);
  });

  it('reads the declarations of the files of GOROOT as tree-sitter does', function () {
    this.timeout(1_200_000);
    for (const { path, text } of goSources(29)) {
      const tree = parseFast(text, true);
      if (tree === undefined) continue;
      assert.equal(tree.text, text);
      assert.deepEqual(contents(tree), contents(goGrammar().parse(blankBodies(text), text)), path);
    }
  });

  it('gives the same tree or none for random programs', function () {
    this.timeout(1_200_000);
    const count = process.env.ARCHWAY_ORACLE === 'all' ? 100_000 : 4_000;
    let same = 0;
    for (const text of randomGo(count, Number(process.env.ARCHWAY_SEED ?? 1))) if (isSame(text)) same++;
    assert.ok(same > 0.7 * count, `only ${same} of ${count}`);
  });

  it('gives the same tree or none for files with tokens put in, left out and exchanged', function () {
    this.timeout(1_200_000);
    const files = [...goSources(311)].map(({ text }) => tokensOf(text)).filter((tokens) => tokens.length < 4_000);
    let same = 0;
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), removed: fc.nat(1), inserted: token });
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 2 }), (file, edits) => {
        const tokens = [...file];
        for (const { at, removed, inserted } of edits) tokens.splice(at * tokens.length, removed, inserted);
        if (isSame(tokens.join(''))) same++;
      }),
      { numRuns: process.env.ARCHWAY_ORACLE === 'all' ? 20_000 : 300, seed: Number(process.env.ARCHWAY_SEED ?? 1) },
    );
    assert.ok(same > 10, `only ${same} were correct`);
  });

  it('takes long chains, and gives up where nesting is deep', () => {
    for (const chain of ['+a', '.a', '()', '[1]', '[a]', '(a)', '[a](b)']) {
      assert.ok(isSame(`package p\nvar x = a${chain.repeat(10_000)}\n`), chain);
    }
    for (const open of ['(', '[', '{', 'a(', 'a[', 'f[T](', '*', '[]', 'func() {', 'T{{', 'map[', 'struct{a ']) {
      assert.equal(parseFast(`package p\nvar x = ${open.repeat(100_000)}`), undefined, open);
    }
  });

  it('ends soon, whatever has to be read twice', () => {
    for (const open of ['f[T](', 'f[T[', 'f[[T]', 'f[(', '(f[', 'func(a, b ', '*f[']) {
      for (const times of [20, 100, 200, 10_000]) {
        const start = performance.now();
        parseFast(`package p\nvar x = ${open.repeat(times)}${'a + '.repeat(100_000)}a`);
        assert.ok(performance.now() - start < 20_000, `${times} times ${open}`);
      }
    }
  });
});

function tokensOf(text: string): string[] {
  return text.match(/\w+|"(?:\\.|[^"\\\n])*"|`[^`]*`|\/\/.*|\s+|[^\w\s]/g)!;
}

const token = fc.constantFrom(
  ...[
    '',
    '',
    '',
    ' ',
    '\n',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ',',
    ';',
    ':',
    '.',
    '*',
    ':=',
    '=',
    '<-',
    '...',
    '|',
    '~',
    '+',
  ],
  ...['chan', 'func', 'range', 'type', 'map', 'struct', 'interface', 'x', 'p.x', 'T[x]', '[]', '{}', 'nil', 'new', '1'],
  ...['++', '// c\n', '/* c */', '(x)', '.(T)', 'x, y', '"s"', '`s`', "'c'", 'if', 'else', 'return', 'case', 'L:'],
);
