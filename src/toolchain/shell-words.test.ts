// Words get through a shell as they are.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { shellLine } from './shell-words.ts';

describe('words for a shell', () => {
  it('come back as they were, whatever is in them', () => {
    const word = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', ''));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.constantFrom("'", "''", '"$x"', '$(x)', '\\', '-n', '!', '~')), { maxLength: 4 }),
        (words) => {
          const clean = words.map((text) => Buffer.from(text).toString());
          const printed = execFileSync('/bin/sh', ['-c', shellLine('for w; do printf "%s\\000" "$w"; done', clean)], {
            encoding: 'utf8',
          });
          assert.deepEqual(printed.split('\0').slice(0, -1), clean);
        },
      ),
      { numRuns: 40 },
    );
  });
});
