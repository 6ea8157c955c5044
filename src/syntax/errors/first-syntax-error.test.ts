// The first syntax error of files which Go tests its own parsers with, and of real files with an edit or two: line, column and words as the
// compiler has them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { edit, edited } from '../../../test/support/edited-text.ts';
import { goRoot, goSources } from '../../../test/support/go-sources.ts';
import { runsAll } from '../../../test/support/sample.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { inEnglish } from '../../messages/catalogue.ts';
import { LineMap } from '../lines.ts';
import { firstSyntaxError } from './first-syntax-error.ts';

/** `line:column: message` of the first error, empty where there is none. */
function ours(text: string): string {
  const problem = firstSyntaxError(text);
  if (problem === undefined) return '';
  const { line, column } = new LineMap(text).position(problem.start);
  // A message can have a string of several lines in it, of which only the first begins with the file's name.
  return `${line}:${column}: ${inEnglish(problem.message).split('\n')[0]}`;
}

/** The same by the compiler, all of a file's: it parses all files before it looks at anything else in them. */
function compilers(texts: readonly string[]): string[][] {
  const names = texts.map((_, i) => `f${i}.go`);
  // The compiler says nothing of two syntax errors in a row that are on lines of the same number, even in two files. So one on a line that no
  // other file has follows each of them; it also keeps the compiler from going on to types.
  const separator = `package p${'\n'.repeat(50_000)}}`;
  const dir = folderWith({ ...Object.fromEntries(texts.map((text, i) => [names[i]!, text])), 'z.go': separator });
  const said = new Map<string, string[]>();
  // It ends at a file without a package clause: then it is asked about those behind it.
  for (let rest = names; rest.length > 0; ) {
    let last = -1;
    for (const line of compile(
      dir,
      rest.flatMap((name) => [name, 'z.go']),
    )) {
      const [, name, message] = /^(f\d+\.go):(.*)$/.exec(line) ?? [];
      if (name === undefined || elsewhere.test(message!)) continue;
      last = rest.indexOf(name);
      said.set(name, [...(said.get(name) ?? []), message!]);
    }
    if (last < 0) break;
    rest = rest.slice(last + 1);
  }
  return names.map((name) => said.get(name) ?? []);
}

/** What the parser says of labels, branches and directives: the checker's business, or nobody's. */
const elsewhere =
  /^\d+:\d+: (?!syntax)(?:.*\blabel\b|goto |.*fallthrough|(?:break|continue) is not|usage: |\/\/go:|misplaced compiler directive)/;

/** What the compiler says of something in which it found an error before, though it shows this one first. */
const later = /^\d+:\d+: (?:expression in (?:go|defer) must not be parenthesized|.*<bad expr>)/;

function compile(dir: string, files: readonly string[]): string[] {
  const args = ['tool', 'compile', '-e', '-p', 'p', '-lang=go1.26', '-o', 'p.a', ...files];
  const { stdout } = spawnSync('go', args, { cwd: dir, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return stdout.split('\n');
}

const goCommands = /^\d+:\d+: (?:expected '|missing import path|import path must be)/;

function compare(texts: readonly string[]): void {
  const different: string[] = [];
  const all = compilers(texts);
  for (const [i, text] of texts.entries()) {
    const own = ours(text);
    const [first = '', second = ''] = all[i]!;
    const said = later.test(first) && own !== first ? second : first;
    // The compiler keeps no columns of more than 8 bits, and shows none then.
    const column = /^\d+: /.test(said) ? /(?<=^\d+):\d+/ : /$^/;
    // Of package clauses and imports the words are those of the go command, the place is the same.
    const known = goCommands.test(own) ? said.replace(/(?<=^\d+:\d+: ).*/, '') + own.replace(/^\d+:\d+: /, '') : said;
    if (own.replace(column, '') !== known)
      different.push(`${own || 'nothing'}\n  the compiler: ${said || 'nothing'}\n${around(text, said)}`);
  }
  assert.deepEqual(different, []);
}

function around(text: string, said: string): string {
  const line = Number(/^\d+/.exec(said)?.[0] ?? 1);
  return text
    .split('\n')
    .slice(Math.max(0, line - 3), line + 1)
    .join('\n');
}

describe('the first syntax error', () => {
  it('is what the compiler reports first in the files that Go tests its parsers with', () => {
    const root = goRoot();
    const paths = globSync(
      [
        'test/**/*.go',
        'src/cmd/compile/internal/syntax/testdata/*.go',
        'src/internal/types/testdata/**/*.go',
        'src/go/parser/testdata/**/*.{go,src,go2}',
      ],
      { cwd: root },
    ).sort();
    const texts = paths.map((path) => readFileSync(join(root, path), 'utf8'));
    // Not those which change the names of files and lines, or are not UTF-8.
    compare(texts.filter((text) => !/^\/[/*]line /m.test(text) && !text.includes('\ufffd')));
  });

  // The go command reads the package clause and the imports of a file itself, before there is anything to compile.
  for (const text of [
    'pakage x',
    'package',
    'package 1\n',
    'package if\n',
    '/* x',
    '',
    'package x; import fmt',
    'package x\nimport (\n"fmt",\n"os"\n)',
    'package x\nimport ("os"; "fmt"',
    'package x\nimport ("os" "fmt")',
    'package x\nimport f, "fmt"',
    'package x\nimport 3',
  ]) {
    it(`is what the go command says of ${JSON.stringify(text)}`, () => {
      const dir = folderWith({ 'go.mod': 'module x\n\ngo 1.22\n', 'a.go': text, 'b.go': 'package x\n' });
      const { stderr } = spawnSync('go', ['build', '.'], { cwd: dir, encoding: 'utf8' });
      assert.equal(`a.go:${ours(text)}`, stderr.trim());
    });
  }

  it('is what the compiler reports first after edits of real files', () => {
    const seed = Number(process.env.ARCHWAY_SEED ?? 1);
    const sources = [...goSources(97)].map(({ text }) => text).filter((text) => text.length < 30_000);
    const one = fc.tuple(fc.constantFrom(...sources), fc.array(edit, { minLength: 1, maxLength: 2 }));
    const chosen = fc.sample(one, { seed, numRuns: runsAll ? 5_000 : 500 });
    const texts = chosen.map(([text, edits]) => edits.reduce(edited, text));
    compare(texts.filter((text) => !/\/[/*]line /.test(text) && !text.includes('\ufffd')));
  });
});
