// The parser on hostile and odd input: it neither fails nor takes long, and works afterwards.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { assertInvariants } from '../../test/support/trees.ts';
import { Field, Kind } from './kinds.ts';
import { loadParser, parseGo, parseGoDeclarations } from './parser.ts';
import { NONE, type Tree } from './tree.ts';

const MEGABYTES = 1_000_000;

/** Milliseconds that no file may take, on a machine that does other things too. */
const LONGEST = 40_000;

const PROGRAM = 'package main\n\nfunc main() { println("ok") }\n';

function names(tree: Tree): string[] {
  const found: string[] = [];
  for (let node = 1; node < tree.length; node = tree.next[node]!) {
    const name = tree.child(node, Field.Name);
    if (name !== NONE) found.push(tree.textOf(name));
  }
  return found;
}

/** Parses hostile text and asserts that the parser is as good as before. */
function survive(text: string): Tree {
  const start = performance.now();
  const tree = parseGo(text);
  assert.ok(performance.now() - start < LONGEST);
  assert.equal(tree.text, text);
  assert.ok([Kind.SourceFile, Kind.Error].includes(tree.kind[0]!));
  assertInvariants(tree);
  const after = parseGo(PROGRAM);
  assert.deepEqual([after.hasError, names(after)], [false, ['main']]);
  return tree;
}

describe('parseGo', () => {
  before(loadParser);

  it('gives the nodes of a program with offsets into its text', () => {
    const tree = parseGo(PROGRAM);
    const main = tree.childOfKind(0, Kind.FunctionDeclaration);
    assert.equal(tree.textOf(main), 'func main() { println("ok") }');
    assert.equal(tree.textOf(tree.child(main, Field.Name)), 'main');
    assert.equal(tree.hasError, false);
  });

  it('counts offsets in UTF-16 units behind characters outside ASCII', () => {
    assert.deepEqual(names(parseGo('package a\n\n// é😀\nfunc ünïcödé() {}\nfunc b() {}\n')), ['ünïcödé', 'b']);
  });

  it('skips a byte order mark and counts it', () => {
    const tree = parseGo(`\ufeff${PROGRAM}`);
    assert.equal(tree.hasError, false);
    assert.equal(tree.start[1], 1);
    assert.deepEqual(names(tree), ['main']);
  });

  it('reads CRLF line ends', () => {
    const tree = parseGo('package a\r\n\r\n// c\r\nfunc f() {\r\n\treturn\r\n}\r\n\r\nvar x = 1\r\n');
    assert.equal(tree.hasError, false);
    assert.deepEqual(names(tree), ['f']);
  });

  it('reads a file whose last line has no end', () => {
    for (const last of [
      'type T int',
      'type T struct {\n\tx int\n}',
      'var x = 1',
      'const (\n\tc = 1\n)',
      'func f() {}',
    ]) {
      for (const parse of [parseGo, parseGoDeclarations]) {
        const tree = parse(`package a\n\n${last}`);
        assert.deepEqual([tree.hasError, tree.end[0]], [false, tree.text.length], last);
      }
    }
  });

  it('keeps what surrounds an error', () => {
    const tree = parseGo('package a\nfunc f() { x := := }\nfunc g() {}\n');
    assert.equal(tree.hasError, true);
    assert.ok(names(tree).includes('g'));
  });

  it('takes an empty text', () => {
    assert.equal(survive('').hasError, false);
  });

  it('takes binary files', () => {
    const binary = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919 + (i >> 3)) & 0xff));
    assert.equal(survive(binary.toString('utf8')).hasError, true);
    assert.equal(survive(binary.toString('latin1').replaceAll('\0', '\x01')).hasError, true);
  });

  it('takes text that is not UTF-8', () => {
    const tree = survive(Buffer.from('package a // caf\xe9\nvar x = "\xff\xfe"\n', 'latin1').toString('utf8'));
    assert.equal(tree.hasError, false);
  });

  const lines: Record<string, [unit: string, end: string]> = {
    'a string': ['a', '"'],
    'an unterminated string': ['a', ''],
    'opened comments': ['/*', ''],
    quotes: ['" `', ''],
    'apostrophes, brackets and braces': ["'([{}])", ''],
  };
  for (const [name, [unit, end]] of Object.entries(lines)) {
    it(`takes 10 MB in a line: ${name}`, () => {
      survive(`package a\nvar x = "${unit.repeat((10 * MEGABYTES) / unit.length)}${end}\n`);
    });
  }

  it('takes an expression of ten million tokens, more than fits in its memory', () => {
    assert.deepEqual([...survive(`package a\nvar x = a${'+a'.repeat(5 * MEGABYTES)}\n`).next], [1]);
  });

  it('takes many unterminated comments', () => {
    survive(`package a\n${'/* x\n'.repeat(MEGABYTES)}`);
  });

  const DEPTH = 100_000;
  for (const [open, close] of ['()', '[]', '{}'].map((pair) => [pair[0]!, pair[1]!])) {
    it(`takes ${open} nested ${DEPTH} deep`, () => {
      survive(`package a\nvar x = ${open!.repeat(DEPTH)}1${close!.repeat(DEPTH)}\n`);
      survive(`package a\nfunc f() ${open!.repeat(DEPTH)}`);
    });
  }

  for (const open of ['func(){', 'struct{a ', 'map[', 'interface{', 'a(', 'if a {', '*', '!', '<-', 'chan ', 'T{{']) {
    it(`takes \`${open}\` nested ${DEPTH} deep`, () => {
      survive(`package a\nvar x = ${open.repeat(DEPTH)}`);
      survive(`package a\nfunc f() { ${open.repeat(DEPTH)}`);
    });
  }

  it('keeps nesting that is deep and correct', () => {
    const tree = survive(`package a\nvar x = ${'('.repeat(DEPTH)}1${')'.repeat(DEPTH)}\n`);
    const parentheses = tree.kind.filter((kind) => kind === Kind.ParenthesizedExpression);
    assert.deepEqual([tree.hasError, parentheses.length], [false, DEPTH]);
  });

  it('has nothing to clean up that could fail when it lost its memory', () => {
    const script = `
      import { loadParser, parseGo } from './src/syntax/parser.ts';
      await loadParser();
      for (let i = 0; i < 2; i++) parseGo('package a\\nvar x = a' + '+a'.repeat(5e6));
      for (let i = 0; i < 20; i++) { globalThis.gc(); await new Promise((done) => setImmediate(done)); }
      process.stdout.write(String(parseGo('package a').hasError));
    `;
    const args = ['--expose-gc', '--import=tsx', '--input-type=module', '-e', script];
    assert.equal(execFileSync(process.execPath, args, { encoding: 'utf8' }), 'false');
  });
});

describe('parseGoDeclarations', () => {
  before(loadParser);

  it('leaves blocks empty and refers to the text as it was given', () => {
    const text = 'package a\n\n/* é */ func f(a int) { return "}" }\n\nfunc g() {\n\tx := 1\n}\n';
    const tree = parseGoDeclarations(text);
    assert.equal(tree.text, text);
    const bodies = tree.childrenOfKind(0, Kind.FunctionDeclaration).map((node) => tree.child(node, Field.Body));
    assert.deepEqual(
      bodies.map((body) => tree.textOf(body)),
      ['{ return "}" }', '{\n\tx := 1\n}'],
    );
    assert.ok(bodies.every((body) => tree.next[body] === body + 3));
  });
});
