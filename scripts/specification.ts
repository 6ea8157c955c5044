// npm run specification [-- NAME…] [-- --markdown]: how our checker does on the Go type checker's own test data and on the compiler's tests, as
// installed with Go.
import { execFileSync } from 'node:child_process';
import { loadParsers } from '../src/analysis/parsers.ts';
import { compilerTests, examineCompilerTest } from '../test/support/compiler-tests.ts';
import {
  examineCase,
  knownDifferences,
  type Outcome,
  specificationCases,
  specificationFolder,
} from '../test/support/specification.ts';

const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
const root = specificationFolder(goroot);
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
/** Only the table and the reasons, for docs/accuracy.md. */
const markdown = process.argv.includes('--markdown');
await loadParsers();

const byFolder = new Map<string, Outcome[]>();

function* outcomes(): Iterable<[string, Outcome]> {
  const isWanted = (name: string) => wanted.length === 0 || wanted.some((one) => name.includes(one));
  for (const path of specificationCases(root)) {
    if (!isWanted(path)) continue;
    const outcome = examineCase(path, root);
    yield [outcome.name.split('/')[0]!, outcome];
  }
  for (const test of compilerTests(goroot)) {
    const folder = `test/${test.name.slice(0, Math.max(0, test.name.lastIndexOf('/')))}`.replace(/\/$/, '');
    const name = `test/${test.name}`;
    if (!isWanted(name)) continue;
    yield [`${folder} (${test.expectsErrors ? 'errors' : 'no errors'})`, { ...examineCompilerTest(test), name }];
  }
}

for (const [folder, outcome] of outcomes()) {
  byFolder.set(folder, [...(byFolder.get(folder) ?? []), outcome]);
  if (markdown) continue;
  const { missed, unexpected, name } = outcome;
  for (const line of missed) console.log(`${name}: missed ${line}`);
  for (const line of unexpected) console.log(`${name}: unexpected ${line}`);
}

console.log('\n| folder | cases | passed | errors expected | reported | reported and not expected |');
console.log('| --- | --: | --: | --: | --: | --: |');
for (const [folder, outcomes] of byFolder) {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const passed = sum(({ missed, unexpected }) => (missed.length + unexpected.length === 0 ? 1 : 0));
  const expected = sum((outcome) => outcome.expected);
  const reported = expected - sum(({ missed }) => missed.length);
  const wrong = sum(({ unexpected }) => unexpected.length);
  console.log(`| ${folder} | ${outcomes.length} | ${passed} | ${expected} | ${reported} | ${wrong} |`);
}

if (markdown) {
  console.log();
  const counted = knownDifferences.map(({ reason, lines }) => ({ reason, count: Object.values(lines).flat().length }));
  for (const { reason, count } of counted.sort((a, b) => b.count - a.count)) {
    console.log(`- ${count} line${count === 1 ? '' : 's'}: ${reason}.`);
  }
}
