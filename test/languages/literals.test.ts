// That what a user reads stands in the catalogue, and that nothing else does: looked for in the text of the source.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { english } from '../../src/messages/catalogue.ts';
import { commanderMessages } from '../../src/messages/commander.ts';

const source = fileURLToPath(new URL('../../src', import.meta.url));

/** Comments: a whole line's, and one after code. */
const comments = /^\s*(?:\/\/|\/?\*).*$|\s\/\/\s.*$/gm;

/** Path and text of every file but tests and the catalogue. */
const files = globSync(['**/*.ts'], { cwd: source, ignore: ['messages/**', '**/*.test.ts', '**/*testing.ts'] })
  .sort()
  .map((path): [string, string] => [path, readFileSync(join(source, path), 'utf8').replace(comments, '')]);

describe('the catalogue', () => {
  it('has every sentence that a user reads', () => {
    // Rules' pages are in English, their titles are translated by their text, and so are the compiler's words not at all.
    const elsewhere =
      /^types\/|^syntax\/errors\/|^rules\/[^/]+\/(?:documentation|rule)\.ts$|^analysis\/config-schema\.ts$/;
    const literal = /('(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`)(?!\.split\(' '\))/g;
    const threeWords = /[A-Za-z]{2,},? [a-z]{2,},? [a-z]{2,}/;
    const others = [
      // Lists of names.
      /^'386/,
      /^'aix /,
      /^'ppc /,
      /^'unix /,
      // A command of GDB.
      'set print thread-events off',
      // What only a mistake in Archway itself brings to light, and is shown as an internal error.
      'loadShellParser() has not ended',
      'loadParser() has not ended',
      'targets in one list',
      'offset beyond any file',
      // What a client of the language server does wrong, for those who write it.
      'initialize was sent twice',
      // Code that is written into files, and the headings of rules' pages.
      'GOARCH ?= ',
      'panic("TODO: ',
      '## ',
    ];
    const found = files
      .filter(([path]) => !elsewhere.test(path))
      .flatMap(([path, text]) =>
        [...text.matchAll(literal)]
          .map(([one]) => one)
          .filter((one) => threeWords.test(one.replace(/\$\{[^}]*\}/g, '{}')))
          .filter((one) => !others.some((other) => (typeof other === 'string' ? one.includes(other) : other.test(one))))
          .map((one) => `${path}: ${one}`),
      );
    assert.deepEqual(found, []);
  });

  it('is asked for the title of a rule', () => {
    // In English only where what they are in is generated, for all languages at once.
    const generated = new Set(['analysis/config-schema.ts', 'rules/page.ts']);
    const found = files.filter(([path, text]) => /(?<!translate\()\brule\.title\b/.test(text) && !generated.has(path));
    assert.deepEqual(
      found.map(([path]) => path),
      [],
    );
  });

  it('has no message that nothing says', () => {
    const text = files.map(([, one]) => one).join('\n');
    const words = new Set(text.match(/[\w-]+/g));
    // `rule-kind-${kind}`
    const starts = [...text.matchAll(/`([a-z]+-[a-z-]*)\$\{/g)].map(([, start]) => start!);
    const unused = Object.keys(english).filter(
      (id) => !words.has(id) && !(id in commanderMessages) && !starts.some((start) => id.startsWith(start)),
    );
    assert.deepEqual(unused, []);
  });
});
