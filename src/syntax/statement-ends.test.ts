// Which line ends become semicolons for tree-sitter.
import assert from 'node:assert/strict';
import { Kind } from './kinds.ts';
import { loadParser, parseGo } from './parser.ts';
import { withStatementEnds } from './statement-ends.ts';

const inBody = (lines: string) => `package p\n\nfunc f() {\n${lines}\n}\n`;

const ended = ['x := a.b⏎{', 'x := a[i]⏎\n(y)', 'f()⏎\n\t// c\n[]int{}', 'x := "s" /* c */⏎(y)', 'if x != a.b {\n}⏎{}'];
const left = ['x := a +\n(y)', 'f(\n(y))', 'switch {\n}\nx()', 'x := a[i] // c\n(y)', '"open\nx := a.b\n{', 'else\n{'];

describe('the ends of statements', () => {
  before(loadParser);

  for (const lines of ended) {
    it(`is seen in ${JSON.stringify(lines)}`, () => {
      assert.equal(withStatementEnds(inBody(lines.replace('⏎', '\n'))), inBody(lines.replace('⏎', ';')));
    });
  }

  for (const lines of left) {
    it(`is not in ${JSON.stringify(lines)}`, () => assert.equal(withStatementEnds(inBody(lines)), inBody(lines)));
  }

  it('is none outside of functions', () => {
    const text = 'package p\n\nfunc f()\n{\n}\n';
    assert.equal(withStatementEnds(text), text);
  });

  it('keeps statements apart in a file with an error', () => {
    const tree = parseGo(inBody('x := a.b\n{ f(x) }\ny := ( }'));
    assert.ok(tree.hasError);
    assert.equal(tree.text, inBody('x := a.b\n{ f(x) }\ny := ( }'));
    assert.ok(!tree.kind.includes(Kind.CompositeLiteral));
  });
});
