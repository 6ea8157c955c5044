// The Go compiler's own tests, as they ship in GOROOT/test: what is expected of a compiler, and what our checker says. The first line
// of a file says what kind of test it is. In tests of errors `// ERROR "regexp"` expects an error on its line; in all others the
// compiler finds nothing wrong.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { evaluate } from '../../src/module/build-constraint.ts';
import { readConstraints } from '../../src/module/file-constraints.ts';
import { checkSources } from './check-sources.ts';
import type { Outcome } from './specification.ts';

/** Kinds of tests in which comments expect errors. */
const ERROR_ACTIONS = ['errorcheck', 'errorcheckdir', 'errorcheckandrundir'];

/** Kinds of tests of code that compiles. */
const SILENT_ACTIONS = ['run', 'compile', 'build', 'buildrun', 'asmcheck', 'runoutput', 'compiledir', 'rundir'];

/** Flags for the runtime's own dialect and for experiments with the language. */
const DIALECT = /^-(\+|std|p=.*|goexperiment)$/;

/** Tags of build constraints that hold for linux/amd64, but for go1.N. */
const TAGS = new Set(['linux', 'amd64', 'unix', 'gc', 'cgo']);

/** An error that a comment expects. */
interface Expectation {
  readonly file: string;
  readonly line: number;
  readonly words: string;
  readonly matches: (message: string) => boolean;
}

/** A test of the compiler: a file, or a folder with a number of packages. */
export interface CompilerTest {
  /** Relative to GOROOT/test, with slashes. */
  readonly name: string;
  /** Whether comments expect errors. */
  readonly expectsErrors: boolean;
  /** The files of each package; a package may import those before it as `./name`, the name of their first file. */
  readonly packages: readonly (readonly string[])[];
  /** The language version asked for. */
  readonly language: string | undefined;
}

/**
 * The tests of a GOROOT that are about which code compiles on linux/amd64. Left out are those of the go command and the
 * linker, and of dialects that no other code is written in.
 */
export function compilerTests(goroot: string): CompilerTest[] {
  const root = join(goroot, 'test');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.go') && !path.includes('.dir/'))
    .sort()
    .map((path) => compilerTest(root, join(root, path)))
    .filter((test) => test !== undefined);
}

function compilerTest(root: string, path: string): CompilerTest | undefined {
  const text = readFileSync(path, 'utf8');
  const [action, ...flags] = recipeOf(text);
  const errors = ERROR_ACTIONS.includes(action!);
  if (!errors && !SILENT_ACTIONS.includes(action!) && action !== 'errorcheckwithauto') return undefined;
  if (flags.some((flag) => DIALECT.test(flag)) || !isBuilt(text)) return undefined;
  const folder = path.replace(/\.go$/, '.dir');
  // Arguments may be further files of the program.
  const more = flags.filter((argument) => argument.endsWith('.go')).map((name) => join(dirname(path), name));
  return {
    name: relative(root, path),
    // `-0` says that all the comments expect are remarks about optimizations.
    expectsErrors: errors && !flags.includes('-0'),
    packages: action!.endsWith('dir') ? packagesIn(folder, flags.includes('-s')) : [[path, ...more]],
    language: flags.find((flag) => flag.startsWith('-lang=go'))?.slice('-lang=go'.length),
  };
}

/** The words of the first line that is no build constraint: what to do, and with which flags. */
function recipeOf(text: string): string[] {
  const line = text.split('\n').find((one) => !/^\/\/\s*(go:build|\+build)|^\s*$/.test(one)) ?? '';
  return line.startsWith('//') ? line.slice(2).trim().split(/\s+/) : [''];
}

function isBuilt(text: string): boolean {
  const holds = (tag: string) => (TAGS.has(tag) || /^go1\.\d+$/.test(tag) ? 1 : 0);
  return readConstraints(text).expressions.every((expression) => evaluate(expression, holds, 1) === 1);
}

/** The files of a folder by package clause, or each for itself, in the order of names. */
function packagesIn(folder: string, singly: boolean): string[][] {
  const byName = new Map<string, string[]>();
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.go')) continue;
    const path = join(folder, name);
    const key = singly ? name : (/^package\s+([\p{L}\w]+)/mu.exec(readFileSync(path, 'utf8'))?.[1] ?? '');
    byName.set(key, [...(byName.get(key) ?? []), path]);
  }
  return [...byName.values()];
}

/** Checks one test. */
export function examineCompilerTest(test: CompilerTest): Outcome {
  // Each package has a folder called after its first file. Whatever a file is called, it is to be looked at.
  const sources = new Map<string, string>();
  const wanted: Expectation[] = [];
  for (const paths of test.packages) {
    const folder = basename(paths[0]!, '.go');
    for (const path of paths) {
      const file = `${folder}/${basename(path, '.go')}_.go`;
      const text = readFileSync(path, 'utf8');
      sources.set(file, text.replace(/"\.\/(\w+)"/g, '"test/$1"'));
      if (test.expectsErrors) wanted.push(...expectations(file, text));
    }
  }
  let said = checkSources('test', sources, test.language);
  const missed: string[] = [];
  for (const { file, line, words, matches } of wanted) {
    // One comment may stand for several errors.
    const rest = said.filter((one) => !(one.file === file && one.line === line && matches(one.message)));
    if (rest.length === said.length) missed.push(`${file}:${line}: ${words}`);
    said = rest;
  }
  const unexpected = said.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  return { name: test.name, expected: wanted.length, missed, unexpected };
}

/** What the comments of a file expect. */
function expectations(file: string, text: string): Expectation[] {
  return text.split('\n').flatMap((source, i) => {
    // A comment in a comment does not count.
    const comment = source.includes('////') ? undefined : /\/\/ (?:GC_)?ERROR (.*)/.exec(source)?.[1];
    const line = i + 1;
    return [...(comment ?? '').matchAll(/"([^"]*)"/g)].map(([, words]) => {
      const place = (_: string, sign = '+', by = '0') => `[^:\\s]+:${line + Number(sign + by)}(?::\\d+)?`;
      const expression = new RegExp(words!.replace(/LINE(?:([+-])(\d+))?/g, place));
      return { file, line, words: words!, matches: (message: string) => expression.test(message) };
    });
  });
}
