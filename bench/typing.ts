// How long it takes from a key to the findings of the file, for every linux port, by the engine alone.
// `npx tsx bench/typing.ts [FILE.go …]`: besides the files named, a generated one and one of the standard library.
import { loadParsers } from '../src/analysis/parsers.ts';
import { EditorSession } from '../src/editor/session.ts';
import { readEnvironment } from '../src/module/environment.ts';
import { parseTargets } from '../src/platform/parse-targets.ts';
import { keystrokes, type TypingCase, typingCases } from './support/typing-cases.ts';

const never = () => false;

/** Milliseconds that something took, and of processor time, which tells more on a machine that does other things as well. */
interface Taken {
  readonly wall: number;
  readonly processor: number;
}

function time(work: () => void): Taken {
  const begin = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - begin, processor: (user + system) / 1000 };
}

function show(what: string, all: readonly Taken[]): void {
  const spread = (values: readonly number[]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const [min, median, max] = [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!].map((ms) => ms.toFixed(0));
    return `min ${min}  median ${median}  max ${max} ms`.padEnd(36);
  };
  const [wall, processor] = [all.map((one) => one.wall), all.map((one) => one.processor)];
  console.log(`  ${what.padEnd(30)} ${spread(wall)} processor: ${spread(processor)} (${all.length} times)`);
}

function measure(typed: TypingCase): void {
  const { name, root, path, text } = typed;
  const targets = parseTargets('linux');
  const project = { root, targets, severities: {}, exclude: [], excludeBase: root, deps: false, tests: true };
  const session = new EditorSession({ ...project, environment: readEnvironment() });
  console.log(name);
  session.open(path, text);
  show('first answer', [time(() => session.check(path, never))]);
  show('whole package, first', [time(() => session.checkPackage(path, never))]);
  const times = { body: [] as Taken[], outside: [] as Taken[], whole: [] as Taken[] };
  for (const { kind, replacement } of keystrokes(typed)) {
    const step = () => {
      session.edit(path, [replacement]);
      session.check(path, never);
    };
    times[kind].push(time(step));
    // What was typed is complete or gone: somebody pauses.
    if (replacement.text === '\n' || replacement.text === '')
      times.whole.push(time(() => session.checkPackage(path, never)));
  }
  show('key in a function to findings', times.body);
  show('key outside of functions', times.outside);
  show('whole package after a pause', times.whole);
  console.log(`  heap ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MB`);
}

await loadParsers();
for (const typed of typingCases(process.argv.slice(2))) measure(typed);
