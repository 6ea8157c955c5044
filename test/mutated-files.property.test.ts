// Real Go files with tokens and lines deleted, doubled and swapped, and inputs that Go's own fuzzers kept: whatever a file holds, the
// checker comes to an end, says the same of several targets at once as of each alone, and only of places that the file has.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { loadParsers } from '../src/analysis/parsers.ts';
import { render } from '../src/messages/catalogue.ts';
import { diskFileSystem, OverlayFileSystem } from '../src/module/file-system.ts';
import { openWorkspace } from '../src/module/open-workspace.ts';
import { parseTargets } from '../src/platform/parse-targets.ts';
import { TargetList } from '../src/platform/target.ts';
import { LineMap } from '../src/syntax/lines.ts';
import { CachedTrees } from '../src/syntax/trees.ts';
import { Checker } from '../src/types/checker.ts';
import { edit, edited } from './support/edited-text.ts';
import { goRoot } from './support/go-sources.ts';
import { runsAll } from './support/sample.ts';

/** Files that stand for themselves: they show the parts of the language, most of them correctly. */
const ALONE = [
  'test/{,chan/,interface/,ken/,syntax/,typeparam/}*.go',
  'src/cmd/compile/internal/syntax/testdata/*.go',
  'src/go/parser/testdata/**',
  'src/go/printer/testdata/*',
  'src/internal/types/testdata/**/*.go',
];
const FUZZED = ['src/**/testdata/fuzz/**', 'test/fuzz/**'];
const DIR = '/mutated';
const FILE = join(DIR, 'a.go');
const TARGETS = ['linux/amd64', 'linux/386'];
/** A larger file takes part, but few of them are looked at in the same time. */
const MAX_LENGTH = 40_000;

/** The trees of Go's own packages, which every file may import: parsed once. */
const trees = new CachedTrees({ readText: (path) => (path === FILE ? current : diskFileSystem.readText(path)) });
let current = '';

/** What is said of a file that stands alone, per target: `line:column: message`. */
function said(text: string, targets: readonly string[]): string[][] {
  current = text;
  trees.forget(FILE);
  const texts = new Map([
    [FILE, text],
    [join(DIR, 'go.mod'), 'module example.org/mutated\n\ngo 1.26\n'],
  ]);
  const overlay = new OverlayFileSystem(diskFileSystem, texts);
  const fileSystem = {
    readText: (path: string) => overlay.readText(path),
    readDir: (path: string) => overlay.readDir(path),
    isFile: (path: string) => overlay.isFile(path),
    isDirectory: (path: string) => path === DIR || overlay.isDirectory(path),
  };
  const list = new TargetList(parseTargets(targets.join(',')));
  const workspace = openWorkspace(DIR, { fileSystem });
  const pkg = workspace.packageIn(DIR);
  if (pkg === undefined) return targets.map(() => []);
  const lines = new LineMap(text);
  const diagnostics = new Checker(list, workspace.source, trees).checkPackage(pkg, { tests: true });
  const found = targets.map((): string[] => []);
  for (const { start, end, file, message, targets: on } of diagnostics) {
    assert.equal(file.path, FILE);
    assert.ok(0 <= start && start <= end && end <= text.length, `${start} to ${end} of ${text.length}`);
    assert.ok(on !== 0 && (on & ~list.all) === 0);
    const { line, column } = lines.position(start);
    const words = `${line}:${column}: ${render(message)}`;
    targets.forEach((_, i) => {
      if ((on & (1 << i)) !== 0) found[i]!.push(words);
    });
  }
  return found.map((words) => words.sort());
}

function examine(text: string): void {
  const together = said(text, TARGETS);
  TARGETS.forEach((target, i) => {
    assert.deepEqual(together[i], said(text, [target])[0], target);
  });
}

describe('mutated files', function () {
  this.timeout(6_000_000);
  before(loadParsers);
  const root = goRoot();
  const paths = globSync(ALONE, { cwd: root, ignore: ['**/fuzz/**'] }).sort();

  it('are checked to the end, on several targets as on each alone', () => {
    // A failure prints its seed; ARCHWAY_SEED repeats it.
    const seed = Number(process.env.ARCHWAY_SEED ?? 1);
    const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
    let slowest = { path: '', milliseconds: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...paths), edits, (path, changes) => {
        const text = readFileSync(join(root, path), 'utf8');
        fc.pre(text.length <= MAX_LENGTH);
        const begin = performance.now();
        examine(changes.reduce(edited, text));
        const milliseconds = performance.now() - begin;
        if (milliseconds > slowest.milliseconds) slowest = { path, milliseconds };
      }),
      {
        seed,
        numRuns: Number(process.env.ARCHWAY_MUTANTS ?? (runsAll ? 20_000 : 150)),
        interruptAfterTimeLimit: runsAll ? 5_000_000 : 45_000,
      },
    );
    if (runsAll) console.log(slowest);
  });

  it('that fuzzers made are checked to the end', () => {
    for (const path of globSync(FUZZED, { cwd: root, onlyFiles: true })) {
      const text = readFileSync(join(root, path), 'utf8');
      examine(text);
      examine(`package p\n\n${text}`);
    }
  });
});
