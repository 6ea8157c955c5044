// The checker's one pass over many targets against a pass over each alone, on random packages.
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { diagnosticsIn } from '../../test/support/diagnostics.ts';
import { runsAll } from '../../test/support/sample.ts';
import { loadParsers } from '../analysis/parsers.ts';
import type { FileSystem } from '../module/file-system.ts';

const ARCHITECTURES = ['amd64', '386', 'arm64', 'mips'];
const TARGETS = ARCHITECTURES.map((arch) => `linux/${arch}`);
const DIR = '/random';

/**
 * Few names, so that files declare the same ones and use what is declared elsewhere, or nowhere. What a declaration is made of
 * has names before its own: of a cycle, which is an error, it depends on the way in what else is wrong with it.
 */
const NAMES = ['a', 'b', 'c', 'D', 'E'];
const BASIC = [
  'int',
  'uint',
  'uintptr',
  'int8',
  'uint16',
  'int32',
  'int64',
  'uint64',
  'float32',
  'float64',
  'string',
  'bool',
];

const basic = fc.constantFrom(...BASIC);
/** Constants at the edges of what types of some target hold. */
const literal = fc.constantFrom(
  ...['0', '1', '-1', '127', '128', '1 << 15', '1<<31 - 1', '1 << 31', '-1 << 31', '1<<32 - 1', '1 << 32', '1<<63 - 1'],
  ...['1 << 63', '1<<64 - 1', '1 << 64', '1.5', '1e40', "'x'", '"text"', 'true', 'nil'],
);

/** Types and expressions over some names. */
function grammar(names: readonly string[]) {
  const name = fc.constantFrom(...names, 'nothing');
  const member = fc.constantFrom(...NAMES);
  return fc.letrec<{ type: string; expression: string }>((tie) => ({
    type: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'type' },
      basic,
      name,
      tie('type').map((elem) => `*${elem}`),
      tie('type').map((elem) => `[]${elem}`),
      fc.tuple(tie('expression'), tie('type')).map(([length, elem]) => `[${length}]${elem}`),
      fc.tuple(basic, tie('type')).map(([key, elem]) => `map[${key}]${elem}`),
      fc.tuple(member, tie('type'), tie('type')).map(([field, x, y]) => `struct{ ${field} ${x}; pad ${y} }`),
      fc.tuple(tie('type'), tie('type')).map(([x, y]) => `func(${x}) ${y}`),
      fc.tuple(member, tie('type')).map(([method, result]) => `interface{ ${method}() ${result} }`),
    ),
    expression: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'expression' },
      literal,
      name,
      tie('expression').map((x) => `(${x})`),
      fc
        .tuple(
          tie('expression'),
          fc.constantFrom('+', '-', '*', '/', '<<', '>>', '&', '==', '<', '&&'),
          tie('expression'),
        )
        .map(([x, operator, y]) => `(${x} ${operator} ${y})`),
      fc.tuple(fc.constantFrom('-', '^', '!', '&', '*'), tie('expression')).map(([operator, x]) => `${operator}(${x})`),
      fc.tuple(name, member).map(([x, selected]) => `${x}.${selected}`),
      fc.tuple(name, fc.array(tie('expression'), { maxLength: 2 })).map(([f, args]) => `${f}(${args.join(', ')})`),
      fc.tuple(basic, tie('expression')).map(([to, x]) => `${to}(${x})`),
      fc.tuple(name, tie('expression')).map(([x, index]) => `${x}[${index}]`),
      fc
        .tuple(name, fc.array(tie('expression'), { maxLength: 2 }))
        .map(([of, elements]) => `${of}{${elements.join(', ')}}`),
      fc
        .tuple(fc.constantFrom('unsafe.Sizeof', 'unsafe.Alignof', 'len', 'new'), tie('expression'))
        .map(([f, x]) => `${f}(${x})`),
      fc.tuple(name, member).map(([x, field]) => `unsafe.Offsetof(${x}.${field})`),
    ),
  }));
}

const inBody = grammar(NAMES);
const anyName = fc.constantFrom(...NAMES);

const statement = fc.oneof(
  fc.tuple(anyName, inBody.expression).map(([x, value]) => `${x} := ${value}`),
  fc.tuple(anyName, inBody.expression).map(([x, value]) => `${x} = ${value}`),
  fc.tuple(anyName, inBody.type, inBody.expression).map(([x, of, value]) => `var ${x} ${of} = ${value}`),
  inBody.expression.map((x) => `_ = ${x}`),
  inBody.expression,
  fc
    .tuple(anyName, inBody.expression, inBody.expression)
    .map(([x, over, value]) => `for ${x} := range ${over} { _ = ${value} }`),
  fc.tuple(inBody.expression, inBody.expression).map(([condition, value]) => `if ${condition} { _ = ${value} }`),
  fc
    .tuple(inBody.expression, inBody.expression, inBody.expression)
    .map(([tag, x, y]) => `switch ${tag} { case ${x}: case ${y}: }`),
  fc.tuple(anyName, inBody.type).map(([x, of]) => `switch ${x}.(type) { case ${of}: }`),
);

/** A declaration of one name. */
function declarationOf(declared: string, index: number): fc.Arbitrary<string> {
  const { type, expression } = grammar(NAMES.slice(0, index));
  const member = fc.constantFrom(...NAMES);
  const body = fc.array(statement, { maxLength: 4 });
  return fc.oneof(
    expression.map((value) => `const ${declared} = ${value}`),
    fc.tuple(basic, expression).map(([of, value]) => `const ${declared} ${of} = ${value}`),
    expression.map((value) => `var ${declared} = ${value}`),
    type.map((of) => `var ${declared} ${of}`),
    fc.tuple(type, expression).map(([of, value]) => `var ${declared} ${of} = ${value}`),
    type.map((of) => `type ${declared} ${of}`),
    type.map((of) => `type ${declared} = ${of}`),
    fc
      .tuple(type, type, body, inBody.expression)
      .map(
        ([parameter, result, lines, value]) =>
          `func ${declared}(a ${parameter}) ${result} {\n${lines.map((line) => `\t${line}\n`).join('')}\treturn ${value}\n}`,
      ),
    fc
      .tuple(member, type, inBody.expression)
      .map(([method, result, value]) => `func (r ${declared}) ${method}() ${result} { return ${value} }`),
  );
}

const declaration = fc.oneof(...NAMES.map(declarationOf));

/** A file on some of the architectures. */
const file = fc
  .tuple(fc.subarray(ARCHITECTURES, { minLength: 1 }), fc.array(declaration, { minLength: 1, maxLength: 6 }))
  .map(([on, declarations]) => {
    const constraint = on.length === ARCHITECTURES.length ? '' : `//go:build ${on.join(' || ')}\n\n`;
    return `${constraint}package random\n\nimport "unsafe"\n\nvar _ unsafe.Pointer\n\n${declarations.join('\n\n')}\n`;
  });

/** Packages that were once said different things of. */
const KNOWN = [
  [
    // On 386 alone something is not understood: that must not hide the unused variable on arm64.
    '//go:build 386 || arm64\n\npackage random\n\nfunc D(a a) func([-(a())]int) func(int) int {\n\tE := (a.a)\n\treturn b.a\n}\n',
    '//go:build 386\n\npackage random\n\ntype b = [-(new((0)))]int\n\nconst E int = a{}\n',
    '//go:build mips\n\npackage random\n\nfunc a(a [][]int) interface{ a() int } {\n\treturn 0\n}\n',
  ],
];

/** A module that is nowhere on disk. */
function inMemory(files: readonly string[]): FileSystem {
  const texts = new Map(files.map((text, i) => [`${DIR}/f${i}.go`, text]));
  texts.set(`${DIR}/go.mod`, 'module example.org/random\n\ngo 1.24\n');
  const entries = [...texts.keys()].map((path) => path.slice(DIR.length + 1)).sort();
  return {
    readText: (path) => texts.get(path),
    readDir: (path) =>
      path === DIR ? entries.map((name) => ({ name, isDirectory: false, isSymlink: false })) : undefined,
    isFile: (path) => texts.has(path),
    isDirectory: (path) => path === DIR || path === dirname(DIR),
  };
}

describe('checker', function () {
  this.timeout(600_000);
  before(loadParsers);

  it('says of a set of targets what it says of each alone, on random packages', () => {
    // A failure prints its seed; ARCHWAY_SEED repeats it.
    const seed = Number(process.env.ARCHWAY_SEED ?? 1);
    const counted = { packages: 0, varying: 0 };
    fc.assert(
      fc.property(fc.array(file, { minLength: 2, maxLength: 4 }), (files) => {
        const fileSystem = inMemory(files);
        const together = diagnosticsIn(DIR, TARGETS, fileSystem);
        for (const target of TARGETS) {
          assert.deepEqual(together.get(target), diagnosticsIn(DIR, [target], fileSystem).get(target), target);
        }
        counted.packages++;
        if (new Set([...together.values()].map((lines) => lines.join())).size > 1) counted.varying++;
      }),
      {
        seed,
        examples: KNOWN.map((files) => [files] as [string[]]),
        numRuns: runsAll ? 20_000 : 1_000,
        interruptAfterTimeLimit: runsAll ? 500_000 : 45_000,
      },
    );
    // Packages on which all targets agree would prove little.
    assert.ok(counted.varying > counted.packages / 2, JSON.stringify({ seed, ...counted }));
  });
});
