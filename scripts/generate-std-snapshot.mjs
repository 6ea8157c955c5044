// Writes data/std-snapshot.br: what can be seen of the standard library from outside, for machines without Go.
// Usage: node scripts/generate-std-snapshot.mjs   (needs the go command; takes the GOROOT it names)
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const here = import.meta.dirname;
const go = (...args) => execFileSync('go', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
const goroot = go('env', 'GOROOT').trim();
const goVersion = go('env', 'GOVERSION').trim().replace(/^go/, '').split(' ')[0];
const texts = JSON.parse(go('run', path.join(here, 'std-snapshot', 'main.go'), goroot));

// The archive: one line of JSON, then the texts one after the other. Identical texts stand there once.
const places = new Map();
let body = '';
const files = Object.keys(texts)
  .sort()
  .map((name) => {
    const text = texts[name];
    let place = places.get(text);
    if (place === undefined) {
      place = [body.length, text.length];
      places.set(text, place);
      body += text;
    }
    return [name, ...place];
  });
const archive = Buffer.from(`${JSON.stringify({ goVersion, files })}\n${body}`);
const compressed = brotliCompressSync(archive, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: archive.length,
  },
});
const target = path.join(here, '..', 'data', 'std-snapshot.br');
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, compressed);
console.log(`go${goVersion}: ${files.length} files, ${archive.length} bytes, ${compressed.length} compressed`);
