// How long the language server takes from a key to the diagnostics that follow from it, over its standard streams as an editor
// talks to it, in a file of 3,000 lines: database/sql/sql.go of the Go installation. `node --import=tsx bench/typing-server.ts`,
// after `npm run build`.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { goRoot } from '../test/support/go-sources.ts';
import { endClients, LanguageClient } from '../test/support/language-client.ts';
import { folderWith } from '../test/support/temporary.ts';

/** So many keys are measured for each number; the first ones are not, as the engine is still warming up. */
const keys = 60;
const unmeasured = 10;

const source = join(goRoot(), 'src/database/sql');
const files = readdirSync(source).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
const dir = folderWith({
  'go.mod': 'module example.com/sql\n\ngo 1.26\n',
  ...Object.fromEntries(files.map((name) => [name, readFileSync(join(source, name), 'utf8')])),
});
const path = join(dir, 'sql.go');
const text = readFileSync(path, 'utf8');

/** An insertion that makes a finding, and whose removal takes it away: so every key is followed by new diagnostics. */
interface Place {
  readonly name: string;
  readonly offset: number;
  readonly text: string;
}

const body = 'func (db *DB) Close() error {\n';
const declaration = 'type DB struct {\n';
const places: readonly Place[] = [
  { name: 'in a function', offset: after(body), text: '\tvar _ int32 = 1 << 40\n' },
  { name: 'in a declaration', offset: after(declaration), text: '\tarchwayBench [uintptr(1) << 40]byte\n' },
];

function after(piece: string): number {
  const index = text.indexOf(piece);
  if (index < 0) throw new Error(`${piece} is not in ${path}`);
  return index + piece.length;
}

async function measure(pulls: boolean, { offset, text: insertion }: Place): Promise<number[]> {
  const settings = { diagnostics: { everyTarget: true }, check: { workspace: false } };
  const client = await LanguageClient.start({ folders: [dir], settings, pulls });
  client.open(path, text);
  if (pulls) await client.pulled(path);
  else await client.untilPublished(path, () => true);
  const times: number[] = [];
  for (let i = 0; i < keys + unmeasured; i++) {
    const isInsertion = i % 2 === 0;
    const start = performance.now();
    if (isInsertion) client.edit(path, [{ start: offset, end: offset, text: insertion }]);
    else client.edit(path, [{ start: offset, end: offset + insertion.length, text: '' }]);
    const published = client.published.length;
    if (pulls) {
      const found = await client.pulled(path);
      if (found.length > 0 !== isInsertion) throw new Error('the diagnostics are not those of the text');
    } else {
      await client.until(() => client.published.length > published, 'diagnostics');
    }
    if (i >= unmeasured) times.push(performance.now() - start);
  }
  await client.end();
  return times.sort((a, b) => a - b);
}

console.log(`${cpus()[0]?.model.trim()}, ${cpus().length} processors, Node.js ${process.versions.node}`);
console.log(`${text.split('\n').length} lines, ${files.length} files in the package, all linux targets`);
for (const place of places) {
  for (const pulls of [false, true]) {
    const times = await measure(pulls, place);
    const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)]!);
    const how = pulls ? 'asked for' : 'published';
    console.log(`${place.name}, ${how}: median ${at(0.5)} ms, 9 of 10 below ${at(0.9)} ms, longest ${at(1)} ms`);
  }
}
await endClients();
