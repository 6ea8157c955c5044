// How fast Go source is read: MB a second of each step over the files of GOROOT/src. Run: npx tsx bench/parse.ts [STEP],
// where only every STEP-th file is read.

import { parseFast } from '../src/syntax/fast-parser.ts';
import { goGrammar, loadParser, parseGo, parseGoDeclarations } from '../src/syntax/parser.ts';
import { blankBodies } from '../src/syntax/skip-bodies.ts';
import { goSources } from '../test/support/go-sources.ts';

const step = Number(process.argv[2] ?? 10);
await loadParser();
const grammar = goGrammar();
const texts = [...goSources(step)].filter(({ path }) => path.startsWith('src/')).map(({ text }) => text);
const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
console.log(`${texts.length} files, ${megabytes.toFixed(1)} MB`);

/** Milliseconds of processor time that `work` takes for all texts: the least of three rounds, the first of which warms up. */
function time(work: (text: string) => void): number {
  let least = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    for (const text of texts) work(text);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function report(name: string, milliseconds: number): void {
  console.log(`${name.padEnd(28)} ${((1000 * megabytes) / milliseconds).toFixed(1).padStart(7)} MB/s`);
}

const parseOnly = (text: string) => grammar.parseInMemory(text)!.delete();
const parsing = time(parseOnly);
report('tree-sitter: parse', parsing);
const both = time((text) => grammar.parse(text));
report('tree-sitter: lower', both - parsing);
report('tree-sitter: both', both);
report('blank bodies', time(blankBodies));
report(
  'tree-sitter: declarations',
  time((text) => grammar.parse(blankBodies(text), text)),
);
const fast = time(parseGo);
report('parseGo', fast);
const declarations = time(parseGoDeclarations);
report('parseGoDeclarations', declarations);
console.log(`parseGo is ${(both / fast).toFixed(1)} times as fast as tree-sitter`);

const givenUp = texts.filter((text) => parseFast(text) === undefined);
console.log(`${givenUp.length} of ${texts.length} files are left to tree-sitter`);

let nodes = 0;
let declarationNodes = 0;
for (const text of texts) {
  nodes += parseGo(text).length;
  declarationNodes += parseGoDeclarations(text).length;
}
const share = ((100 * declarationNodes) / nodes).toFixed(0);
console.log(`${nodes} nodes, of which ${share}% without the bodies`);
