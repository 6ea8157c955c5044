// The Go type checker's own test data, as it ships in GOROOT/src/internal/types/testdata: what is expected of a checker, and
// what ours says. In it a comment `/* ERROR "words" */` or `/* ERRORx "regexp" */` behind a token expects an error on its line.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { diskFileSystem, OverlayFileSystem } from '../../src/module/file-system.ts';
import { diagnosticsIn } from './diagnostics.ts';

/** How one test case, a file or a folder with the files of one package, came out. Lines are `file:line: words`. */
export interface Outcome {
  /** Relative to the test data, with slashes. */
  readonly name: string;
  readonly expected: number;
  /** Expected, and not reported. */
  readonly missed: readonly string[];
  /** Reported, and not expected. */
  readonly unexpected: readonly string[];
}

interface Expectation {
  readonly file: string;
  readonly line: number;
  readonly words: string;
  readonly matches: (message: string) => boolean;
}

/** Differences that have the same reason. */
interface Differences {
  readonly reason: string;
  /** Whether the parser cannot read the lines: they are taken out, so that the declarations around them are checked. */
  readonly unreadable?: boolean;
  /** By case; of a case that is a folder by file. */
  readonly lines: Readonly<Record<string, readonly number[]>>;
}

/** The folders of the test data of which every difference is listed. */
export const listedFolders: readonly string[] = ['check', 'examples', 'fixedbugs', 'spec'];

/** Where what our checker says differs from what the test data expect, and why: every line with a difference, and no other. */
export const knownDifferences: readonly Differences[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'specification-differences.json'), 'utf8'),
);

/** Where the cases lie in a GOROOT. */
export function specificationFolder(goroot: string): string {
  return join(goroot, 'src', 'internal', 'types', 'testdata');
}

/** The cases of the test data: paths of files and of folders that are one package. */
export function specificationCases(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) =>
      readdirSync(join(root, folder.name), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() || entry.name.endsWith('.go'))
        .map((entry) => join(root, folder.name, entry.name)),
    )
    .sort();
}

/** Checks one case. */
export function examineCase(path: string, root: string): Outcome {
  const paths = path.endsWith('.go') ? [path] : readdirSync(path).map((name) => join(path, name));
  const sources = new Map(paths.map((file) => [file.slice(file.lastIndexOf('/') + 1), readFileSync(file, 'utf8')]));
  const dir = join(root, 'case');
  const version = /^\/\/\s*-.*-?lang=go(\S+)/.exec([...sources.values()][0]!)?.[1] ?? '1.26';
  const readable = (name: string, text: string) =>
    withoutUnreadable(relative(root, path.endsWith('.go') ? path : join(path, name)), text);
  const texts = new Map(
    [...sources].map(([name, text]) => [join(dir, name.replace(/_test\.go$/, '_.go')), readable(name, text)]),
  );
  texts.set(join(dir, 'go.mod'), `module p\n\ngo ${version}\n`);
  const fileSystem = new OverlayFileSystem(diskFileSystem, texts);
  const said = diagnosticsIn(dir, ['linux/amd64'], {
    readText: (file) => fileSystem.readText(file),
    readDir: (folder) => fileSystem.readDir(folder),
    isFile: (file) => fileSystem.isFile(file),
    isDirectory: (folder) => folder === dir || fileSystem.isDirectory(folder),
  }).get('linux/amd64')!;

  const open = [...sources].flatMap(([name, text]) => expectations(name.replace(/_test\.go$/, '_.go'), text));
  const expected = open.length;
  const unexpected: string[] = [];
  for (const line of said) {
    // A function which only the test data have (DefPredeclaredTestFuncs of go/types).
    if (line.endsWith(': undefined: assert')) continue;
    const [, file, number, words] = /^(.*?):(\d+):\d+: ([\s\S]*)$/.exec(line)!;
    const messages = asGoTypes(words!);
    const at = open.findIndex(
      (one) => one.file === file && one.line === Number(number) && messages.some((message) => one.matches(message)),
    );
    if (at >= 0) open.splice(at, 1);
    else unexpected.push(`${file}:${number}: ${words}`);
  }
  const missed = open.map(({ file, line, words }) => `${file}:${line}: ${words}`);
  return { name: relative(root, path), expected, missed, unexpected };
}

/** The lines of a case, as `file:line`, on which something differs; of a case that is a folder with its name before them. */
export function differingLines({ name, missed, unexpected }: Outcome): Set<string> {
  const folder = name.slice(0, name.lastIndexOf('/'));
  const places = [...missed, ...unexpected].map((line) => /^[^:]+:\d+/.exec(line)![0]);
  return new Set(places.map((place) => `${name.endsWith('.go') ? folder : name}/${place}`));
}

/** The text of a file without the lines that the parser cannot read. */
function withoutUnreadable(file: string, text: string): string {
  const unreadable = new Set(knownDifferences.flatMap((one) => (one.unreadable ? (one.lines[file] ?? []) : [])));
  if (unreadable.size === 0) return text;
  return text
    .split('\n')
    .map((line, i) => (unreadable.has(i + 1) ? '' : line))
    .join('\n');
}

/**
 * Words that the test data, which follow go/types, may have for what the compiler says, which we follow: they differ for labels and
 * jumps.
 */
function asGoTypes(message: string): string[] {
  const words = message
    .replace(/^label (\S+) defined and not used$/, 'label $1 declared and not used')
    .replace(/^label (\S+) not defined$/, 'label $1 not declared')
    .replace(/^label (\S+) already defined at /, 'label $1 already declared at ')
    .replace(/ jumps over declaration of \S+ at \S+?:(\d+):\d+$/, ' jumps over variable declaration at line $1');
  const branch = /^(break|continue) label not defined: (\S+)$/.exec(message);
  return branch === null ? [words] : [`label ${branch[2]} not declared`, `invalid ${branch[1]} label ${branch[2]}`];
}

/** What the comments of a file expect. An ERROR comment belongs to the token before it, and so to that token's line. */
function expectations(file: string, text: string): Expectation[] {
  const found: Expectation[] = [];
  let line = 1;
  // The line of the last token that is no comment.
  let tokenLine = 1;
  const token =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\s+|[\p{L}_\p{Nd}]+|[\s\S]/gu;
  for (const [word] of text.matchAll(token)) {
    if (/^\/[/*]/.test(word)) {
      const [, kind, rest] = /^\/[/*] (ERRORx?) ([\s\S]*?)(?: ?\*\/)?$/.exec(word) ?? [];
      if (kind !== undefined) {
        const words = unquote(rest!.trim());
        const matches = kind === 'ERROR' ? (message: string) => message.includes(words) : regularExpression(words);
        found.push({ file, line: tokenLine, words, matches });
      }
    } else if (/\S/.test(word)) {
      tokenLine = line;
    }
    line += word.split('\n').length - 1;
  }
  return found;
}

function regularExpression(source: string): (message: string) => boolean {
  const expression = new RegExp(source.replace(/^\(\?s\)/, ''), 's');
  return (message) => expression.test(message);
}

function unquote(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1);
  return literal
    .slice(1, -1)
    .replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char));
}
