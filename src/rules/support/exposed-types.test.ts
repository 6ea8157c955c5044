// Which types of a package come to others: each way out, and what is none.
import assert from 'node:assert/strict';
import type { GoFile, GoPackage } from '../../module/package.ts';
import { parseGo } from '../../syntax/parser.ts';
import { isExposed } from './exposed-types.ts';

const ask = (...texts: string[]) => {
  const trees = new Map(texts.map((text) => [{} as GoFile, parseGo(`package m\n\n${text}\n`)]));
  const context = { package: { files: [...trees.keys()] } as unknown as GoPackage, tree: (f: GoFile) => trees.get(f)! };
  return (name: string) => isExposed(context, name);
};

const struct = 'type t struct{ n int64 }';

const exposed: [string, ...string[]][] = [
  ['an exported alias', struct, 'type A = t'],
  ['a result', struct, 'func New() (*t, error) { return nil, nil }'],
  ['a parameter of a callback', struct, 'func Each(f func(t)) {}'],
  ['a variable', struct, 'var List []map[string]t'],
  ['a variable without a type', struct, 'func made() *t { return nil }', 'var V = made()'],
  ['a field of another', struct, 'type U struct{ inner t }'],
  ['a method of an exported type', struct, 'type U int', 'func (u *U) Get() t { return t{} }'],
  ['a method of a type that is a result', struct, 'type u int', 'func (u) get() t { return t{} }', 'var V = *new(u)'],
  [
    'a method with an alias as receiver',
    struct,
    'type u int',
    'type a = u',
    'func (*a) Get() t { return t{} }',
    'func New() u { return 0 }',
  ],
  ['a method of an interface', struct, 'type I interface{ Get() *t }'],
  ['a constraint', struct, 'func F[X interface{ *t }](x X) {}'],
  ['a type argument', struct, 'type List[X any] []X', 'func (l List[X]) all() {}', 'func All() List[t] { return nil }'],
];

const kept: [string, ...string[]][] = [
  ['nothing', struct],
  ['an interface that it is behind', struct, 'type I interface{ Get() int64 }', 'func New() I { return &t{} }'],
  ['the body of a function', struct, 'func Count() int64 { var x t; return x.n }'],
  ['methods of its own', struct, 'func (t *t) Get() *t { return t }'],
  ['what is not exported itself', struct, 'func made() u { return u{} }', 'type u struct{ t }'],
];

describe('a type that other packages can have values of', () => {
  for (const [way, ...texts] of exposed) {
    it(`is exposed by ${way}`, () => assert.equal(ask(...texts)('t'), true));
  }

  for (const [way, ...texts] of kept) {
    it(`is not exposed by ${way}`, () => assert.equal(ask(...texts)('t'), false));
  }
});
