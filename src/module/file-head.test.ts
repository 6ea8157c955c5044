import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { goRoot, goSources } from '../../test/support/go-sources.ts';
import { printConstraint } from './build-constraint.ts';
import { readConstraints } from './file-constraints.ts';
import { readFileHead } from './file-head.ts';

/** The constraint a text asks for, in one expression; `refused` where go/build refuses the file. */
function constraint(text: string): string {
  const { expressions, problem } = readConstraints(text);
  return problem ? 'refused' : expressions.map(printConstraint).join(' ; ');
}

describe('readConstraints', () => {
  const cases: [title: string, text: string, expected: string][] = [
    ['a go:build line', '//go:build linux\n\npackage p', 'linux'],
    ['directly above the package clause', '//go:build linux\npackage p', 'linux'],
    ['after a licence in /* */', '/* (c)\n\n//go:build windows\n*/\n//go:build linux\npackage p', 'linux'],
    ['on the line a comment ends on', '/* (c)\n*/ //go:build linux\npackage p', ''],
    ['below the package clause', 'package p\n\n//go:build linux\n', ''],
    ['indented', '\t //go:build linux \t\npackage p', 'linux'],
    ['with a space before go', '// go:build linux\npackage p', ''],
    ['go:buildx', '//go:buildx linux\npackage p', ''],
    ['a byte order mark', '\ufeff//go:build linux\npackage p', 'linux'],
    ['carriage returns', '//go:build linux\r\n\r\npackage p\r\n', 'linux'],
    ['two go:build lines', '//go:build linux\n//go:build arm\npackage p', 'refused'],
    ['a broken go:build line', '//go:build linux &\npackage p', 'refused'],
    ['an empty go:build line', '//go:build\npackage p', 'refused'],
    [
      '+build lines, all of them',
      '// +build linux darwin\n// +build arm,!cgo\n\npackage p',
      'linux || darwin ; arm && !cgo',
    ],
    ['+build without a space', '//+build linux\n\npackage p', 'linux'],
    ['+build with no empty line after it', '// +build linux\npackage p', ''],
    ['+build in the comment of the package', '// +build linux\n\n// +build arm\npackage p', 'linux'],
    ['+build after a /* */ comment', '/* (c) */\n\n// +build linux\n\npackage p', ''],
    ['a go:build line makes +build lines void', '//go:build linux\n// +build arm\n\npackage p', 'linux'],
    ['+build with nothing', '// +build\n\npackage p', 'ignore'],
    ['+build with double negation', '// +build !!linux\n\npackage p', 'ignore'],
    ['assembly', '//go:build arm64\n\n#include "textflag.h"\n//go:build arm\n', 'arm64'],
    ['a comment without end', '/* //go:build linux', ''],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => assert.equal(constraint(text), expected));
  }

  it('gives the places of lines and terms', () => {
    const text = '\ufeff// é\n//go:build (linux) && !(arm || x)\n\npackage p';
    const [line] = readConstraints(text).lines;
    assert.equal(text.slice(line!.start, line!.end), '//go:build (linux) && !(arm || x)');
    const whole = line!.parsed.expression!;
    assert.equal(text.slice(whole.start, whole.end), '(linux) && !(arm || x)');
    const operands = whole.kind === 'and' ? whole.operands : [];
    assert.deepEqual(
      operands.map(({ start, end }) => text.slice(start, end)),
      ['linux', '!(arm || x)'],
    );
  });

  it('takes time proportional to the size of the file', function () {
    this.timeout(60_000);
    const size = 4_000_000;
    const hostile = ['/**/ ', '/*', '//\n', '//go:build a\n', '//go:build !(', '// +build a ', ' ', '\0'];
    for (const piece of hostile) {
      const started = performance.now();
      readFileHead(piece.repeat(size / piece.length));
      const seconds = (performance.now() - started) / 1000;
      assert.ok(seconds < 5, `${JSON.stringify(piece)} took ${seconds} s`);
    }
  });
});

describe('readFileHead', () => {
  it('agrees with go/parser on the files of GOROOT', function () {
    this.timeout(300_000);
    const root = goRoot();
    const sources = [...goSources(11)];
    const names = JSON.stringify(sources.map((source) => path.join(root, source.path)));
    const heads = JSON.parse(
      execFileSync('go', ['run', 'test/oracle/head/main.go'], { input: names, encoding: 'utf8', maxBuffer: 2 ** 28 }),
    );
    let compared = 0;
    sources.forEach(({ path, text }, i) => {
      const { error, ...expected } = heads[i];
      if (error) return;
      compared++;
      const head = readFileHead(text);
      const bytes = (offset: number) => Buffer.byteLength(text.slice(0, offset));
      const actual = {
        package: head.packageName,
        offset: bytes(head.packageOffset),
        version: head.goVersion ?? '',
        imports: head.imports.map((spec) => ({ ...spec, offset: bytes(spec.offset), end: bytes(spec.end) })),
      };
      assert.deepEqual(actual, expected, path);
    });
    assert.ok(compared > sources.length / 2, `only ${compared} of ${sources.length} files could be parsed by Go`);
  });

  it('reads every form of import', () => {
    const text =
      'package /* x */ p; import "a"; import (\n\t_ "b"; . `c`\n\t// "no"\n\tn "d/e" /* "no" */\n)\nimport "\\x43"\nvar i = "f"';
    const imports = readFileHead(text).imports.map(({ name, path }) => `${name} ${path}`);
    assert.deepEqual(imports, [' a', '_ b', '. c', 'n d/e', ' C']);
  });

  it('keeps what stands before an error', () => {
    for (const rest of ['import "b', 'import ("b"', 'import x', 'import (', '/*', '"', 'impor "b"']) {
      const head = readFileHead(`package p\nimport "a"\n${rest}`);
      assert.equal(head.packageName, 'p');
      assert.equal(head.imports[0]?.path, 'a', rest);
    }
  });

  it('notices a NUL character in the head only', () => {
    assert.equal(readFileHead('package p\n//\0\nimport "a"').hasNUL, true);
    assert.equal(readFileHead('package p\nimport "a"\nvar x = 1 //\0').hasNUL, false);
  });

  it('answers for any text', function () {
    this.timeout(30_000);
    const pieces = [
      'package ',
      'p',
      'import ',
      '(',
      ')',
      '"a"',
      '`',
      '"',
      '\\',
      '//',
      '/*',
      '*/',
      '\n',
      '\r',
      ' ',
      ';',
      '.',
    ];
    const constraints = ['//go:build ', '// +build ', 'linux', '!', '&&', '||', ',', '\0', '\ufeff', '\ud800', 'é'];
    const text = fc.array(fc.constantFrom(...pieces, ...constraints)).map((words) => words.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (text) => {
        const head = readFileHead(text);
        for (const { offset, end } of head.imports) assert.match(text.slice(offset, end), /^(".*"|`.*`)$/s);
        for (const { start, end } of head.lines) assert.match(text.slice(start, end), /^\/\/.*build/s);
        if (head.packageOffset >= 0) assert.ok(text.startsWith(head.packageName, head.packageOffset));
      }),
      { numRuns: 2000 },
    );
  });
});
