// How long the language server takes from a key to the diagnostics that follow from it, over its standard streams as an editor
// talks to it, for every linux port. `node --import=tsx bench/typing-server.ts [FILE.go …]`, after `npm run build`.
import { cpus } from 'node:os';
import { endClients, LanguageClient } from '../test/support/language-client.ts';
import { type TypingCase, typingCases } from './support/typing-cases.ts';

/** So many keys are measured for each number; the first ones are not, as the engine is still warming up. */
const keys = 60;
const unmeasured = 10;

/** An insertion that makes a finding, and whose removal takes it away: so every key is followed by new diagnostics. */
interface Place {
  readonly name: string;
  readonly offset: number;
  readonly insertion: string;
}

/** Inside of a function in the middle of the file, and between it and the one before. */
function placesIn(text: string): Place[] {
  const start = text.indexOf('\nfunc ', text.length / 2) + 1;
  const body = text.indexOf('{\n', start) + 2;
  return [
    { name: 'in a function', offset: body, insertion: '\tvar _ int32 = 1 << 40\n' },
    { name: 'between functions', offset: start, insertion: 'var _ int32 = 1 << 40\n' },
  ];
}

async function measure({ root, path, text }: TypingCase, pulls: boolean, place: Place): Promise<number[]> {
  const { offset, insertion } = place;
  // What holds on every target is shown, as this does; and nothing else is done meanwhile.
  const settings = { targets: ['linux'], diagnostics: { everyTarget: true }, check: { workspace: false } };
  const client = await LanguageClient.start({ folders: [root], settings, pulls });
  const isFound = (all: readonly { code?: string | number }[]) => all.some(({ code }) => code === 'constant-overflow');
  client.open(path, text);
  const times: number[] = [];
  for (let i = 0; i < keys + unmeasured; i++) {
    const isInsertion = i % 2 === 0;
    const start = performance.now();
    if (isInsertion) client.edit(path, [{ start: offset, end: offset, text: insertion }]);
    else client.edit(path, [{ start: offset, end: offset + insertion.length, text: '' }]);
    if (!pulls) await client.untilPublished(path, (all) => isFound(all) === isInsertion);
    else if (isFound(await client.pulled(path)) !== isInsertion) throw new Error('not the diagnostics of the text');
    if (i >= unmeasured) times.push(performance.now() - start);
  }
  await client.end();
  return times.sort((a, b) => a - b);
}

console.log(`${cpus()[0]?.model.trim()}, ${cpus().length} processors, Node.js ${process.versions.node}`);
for (const typed of typingCases(process.argv.slice(2))) {
  console.log(typed.name);
  for (const place of placesIn(typed.text)) {
    for (const pulls of [false, true]) {
      const times = await measure(typed, pulls, place);
      const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)]!);
      const how = `${place.name}, ${pulls ? 'asked for' : 'published'}:`.padEnd(31);
      console.log(`  ${how} median ${at(0.5)} ms, 9 of 10 below ${at(0.9)} ms, longest ${at(1)} ms`);
    }
  }
}
await endClients();
