// npm run mutations [-- --seed N --count N --only I --modules]: breaks packages that build, one thing at a time, and holds what a check
// says against what the Go compiler says for the ports that the change concerns. The same seed makes the same mutants for the same
// Go. Lines that follow from an error which both report are counted apart (support/mutations/unknown-lines.ts). Without --modules the
// packages are those that come with Go; with it the modules of test/truth that build on every port.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadParsers } from '../src/analysis/parsers.ts';
import { type Outcome, Specimen } from './support/mutations/examine.ts';
import { installedSubject, moduleSubjects, type Subject } from './support/mutations/subjects.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    only: { type: 'string' },
    modules: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const count = Number(values.count);
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway');
await loadParsers();
const subjects = values.modules
  ? await moduleSubjects(join(cache, 'truth'))
  : [await installedSubject(join(cache, 'mutations'))];

const work = mkdtempSync(join(tmpdir(), 'archway-mutations-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

/** A copy of the module which may be changed. */
function copied(subject: Subject): Subject {
  const dir = join(work, subject.name);
  cpSync(subject.dir, dir, { recursive: true });
  return { ...subject, dir };
}

interface Score {
  mutants: number;
  lines: number;
  found: number;
  sameWords: number;
  missed: number;
  follows: number;
  wrong: number;
}

const scores = new Map<string, Score>();

function count_(outcome: Outcome): void {
  const { mutation, found, sameWords, differences } = outcome;
  for (const name of [mutation.mutator, 'all']) {
    const score = scores.get(name) ?? { mutants: 0, lines: 0, found: 0, sameWords: 0, missed: 0, follows: 0, wrong: 0 };
    const missed = differences.filter(({ kind }) => kind === 'missed').length;
    const follows = differences.filter(({ kind }) => kind === 'follows').length;
    score.mutants++;
    score.lines += found + missed;
    score.found += found;
    score.sameWords += sameWords;
    score.missed += missed;
    score.follows += follows;
    score.wrong += differences.length - missed - follows;
    scores.set(name, score);
  }
}

function tell(index: number, outcome: Outcome): void {
  const { differences, mutation, file, subject } = outcome;
  if (differences.every(({ kind }) => kind === 'follows')) return;
  console.log(`mutant ${index} of seed ${seed}: ${subject} ${file}: ${mutation.mutator}: ${mutation.description}`);
  const byLine = new Map<string, string[]>();
  for (const { kind, line, target } of differences) {
    if (kind === 'follows') continue;
    const key = `${kind} ${line}`;
    byLine.set(key, [...(byLine.get(key) ?? []), target]);
  }
  for (const [line, targets] of byLine) console.log(`\t${line} (${targets.join(', ')})`);
}

const specimens = subjects.map((subject) => () => new Specimen(copied(subject)));
const made = new Map<number, Specimen>();
const indices = values.only === undefined ? Array.from({ length: count }, (_, i) => i) : [Number(values.only)];
for (const index of indices) {
  const which = index % specimens.length;
  const specimen = made.get(which) ?? specimens[which]!();
  made.set(which, specimen);
  const outcome = await specimen.examine(seed * 1_000_003 + index);
  if (outcome === undefined) continue;
  count_(outcome);
  tell(index, outcome);
}

const ratio = (part: number, whole: number) => (whole === 0 ? '-' : (part / whole).toFixed(4));
console.log('\n| mutation | mutants | lines | found | missed | wrong | recall | precision | same words | follow |');
console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |');
for (const [name, { mutants, lines, found, missed, follows, wrong, sameWords }] of [...scores].sort()) {
  const shares = [ratio(found, lines), ratio(found, found + wrong), ratio(sameWords, found)];
  console.log(`| ${name} | ${[mutants, lines, found, missed, wrong, ...shares, follows].join(' | ')} |`);
}
